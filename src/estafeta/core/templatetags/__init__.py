"""Words on a page."""
