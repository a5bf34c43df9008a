"""Tells of what kind a measure of a roadmap is, by patterns kept as data in packs/measure_kinds."""

from __future__ import annotations

from roadmap_reader.kinds.guesses import classify
from roadmap_reader.kinds.pack import MeasureKind, Pack, PackError, load_catalogue, read_pack

__all__ = ["MeasureKind", "Pack", "PackError", "classify", "load_catalogue", "read_pack"]
