"""Roadmaps on paper: five layouts (one file each in `layouts/`) times Word, Excel and PDF."""

from estafeta.roadmaps.exports.layouts import LAYOUTS, paper_of
from estafeta.roadmaps.exports.press import FORMATS, ExportedFile, export
from estafeta.roadmaps.exports.sheet import RoadmapSheet, sheet_of

__all__ = ["FORMATS", "LAYOUTS", "ExportedFile", "RoadmapSheet", "export", "paper_of", "sheet_of"]
