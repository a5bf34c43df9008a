"""What a cell is read with, and what a reader of cells is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from office_files.layouts import Spot
from registry_reader.tables.columns import Bound
from registry_reader.tables.drafts import Draft, Notes


@dataclass(frozen=True, slots=True)
class Context:
    """What a cell is read with. `year` is the first of the school year of the table, None where it is not told."""

    notes: Notes
    year: int | None = None
    answers: bool = False
    plus_columns: frozenset[int] = frozenset()


Filler = Callable[[Draft, Spot, Bound, Context], bool]
"""Takes one cell into the fields of a person. True: they say all that it says; else it stands in extra as well."""
