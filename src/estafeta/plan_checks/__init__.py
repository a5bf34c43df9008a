"""Remarks of the checks on a plan that stands in the system: shown, mended in one click, or put aside with a reason."""
