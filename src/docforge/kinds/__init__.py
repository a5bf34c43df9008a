"""Kinds of paper as data: what one is for, what it asks for, how it reads. One file a kind, in `packs/documents`."""

from docforge.kinds.composition import Given, compose
from docforge.kinds.model import PaperKind, Person, Sort, Variable
from docforge.kinds.packs import load, read
from docforge.kinds.reading import faults, people_in, problems, read_values

__all__ = [
    "Given",
    "PaperKind",
    "Person",
    "Sort",
    "Variable",
    "compose",
    "faults",
    "load",
    "people_in",
    "problems",
    "read",
    "read_values",
]
