"""What a cell is read with, and what a reader of cells is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from office_files.layouts import Spot
from registry_reader.tables.columns import Bound
from registry_reader.tables.drafts import Draft, Notes


@dataclass(frozen=True, slots=True)
class Context:
    """What a cell is read with. `as_of` is the day or the school year of the table."""

    notes: Notes
    as_of: str | None = None
    answers: bool = False
    plus_columns: frozenset[int] = frozenset()


Filler = Callable[[Draft, Spot, Bound, Context], bool]
"""Takes one cell into the fields of a person. True: they say all that it says; else it stands in extra as well."""
