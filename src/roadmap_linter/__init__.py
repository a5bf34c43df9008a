"""Finds in a roadmap or an order what a tired methodist misses. A pure library: no Django, no files, no network.

`lint` asks every rule of `roadmap_linter.rules` and returns what they found in the order of the plan. A rule is one
file with examples that are its tests; it would rather say nothing than cry wolf.
"""

from roadmap_linter.model import (
    Change,
    Context,
    Example,
    Finding,
    Measure,
    Mend,
    Own,
    Place,
    Plan,
    Rule,
    Section,
    Text,
)
from roadmap_linter.runner import RULES, lint

__all__ = [
    "RULES",
    "Change",
    "Context",
    "Example",
    "Finding",
    "Measure",
    "Mend",
    "Own",
    "Place",
    "Plan",
    "Rule",
    "Section",
    "Text",
    "lint",
]
