"""The layouts: every module of this folder holds one `LAYOUT`, found by its file. A new layout is a new file."""

from __future__ import annotations

import datetime as dt
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from docforge.paper import Paper
from estafeta.roadmaps.exports.printing import PrintLayout, paper
from estafeta.roadmaps.exports.sheet import RoadmapSheet


def _found() -> dict[str, PrintLayout]:
    names = sorted(module.name for module in iter_modules(__path__))
    layouts: list[PrintLayout] = [import_module(f"{__name__}.{name}").LAYOUT for name in names]
    return {layout.code: layout for layout in layouts}


LAYOUTS = MappingProxyType(_found())


def paper_of(sheet: RoadmapSheet, layout: str, made_on: dt.date) -> Paper:
    """Print a roadmap in a layout. Any roadmap goes into any layout. Raises KeyError for an unknown layout."""
    return paper(sheet, LAYOUTS[layout], made_on)
