"""What the fields of this room hold when an organisation moves: see `upkeep.moving.meanings`."""

from __future__ import annotations

from io import StringIO

from django.core.management import call_command

from estafeta.upkeep.moving.meanings import AFTERWARDS, KEYS, NUMBERS, address, key, means, name_of, stays

stays("workbench.Undo", "what was done before the move can be taken back only by hand")
stays("workbench.Draft", "what was begun and not confirmed is begun anew")
stays("workbench.SheetImport", "a list that was brought in can be taken back only where it was; its rows go")
stays("workbench.SavedView", "filters name people and plans by numbers that are others elsewhere")
stays("workbench.SearchEntry", "the index is built anew")
means("workbench.Task.url", address)
means("workbench.Task.subject", name_of)
means("workbench.Dismissal.key", key)
means("workbench.ColumnMeaning.key", lambda value, translator: value)
NUMBERS |= {"task": "workbench.Task"}
KEYS |= {"task": "workbench.Task"}


def find_again(path: str) -> None:
    """Build the index of search anew."""
    call_command("search", "rebuild", stdout=StringIO())


AFTERWARDS.append(find_again)
