"""The cells of a row dealt out to its people: one for each, the same for all, or a choice of many."""

from __future__ import annotations

import re
from collections.abc import Sequence

from office_files.layouts import Spot
from registry_reader.tables.columns import Bound
from registry_reader.tables.drafts import Draft
from registry_reader.tables.fields import Context, fill
from registry_reader.tables.sides import Said
from registry_reader.values.texts import is_silent, one_line

_PARTS = (re.compile(r"\s*\n\s*"), re.compile(r"\s*;\s*"), re.compile(r"\s*,\s*"))
_YES = frozenset({"да", "y", "yes", "1", "true", "+", "x", "х", "✓", "выбрано"})
_NO = frozenset({"n", "no", "0", "false", "не выбрано"})


def deal(drafts: Sequence[Draft], cells: Said, context: Context) -> None:
    """Deal cells out: as many parts as people go in order, a single part is for all."""
    plain = [pair for pair in cells if not pair[1].choice or not pair[1].field]
    if len(drafts) == 1:
        for spot, bound in plain:
            fill(drafts[0], spot, bound, context)
    else:
        _deal_out(drafts, plain, context)
    if len(plain) < len(cells):
        _deal_choices(drafts, cells, context)


def _deal_out(drafts: Sequence[Draft], cells: Said, context: Context) -> None:
    for spot, bound in cells:
        for draft, part in zip(drafts, _shares(spot, bound, len(drafts)), strict=True):
            fill(draft, part, bound, context, spot)


def _deal_choices(drafts: Sequence[Draft], cells: Said, context: Context) -> None:
    for question, chosen in _choices(cells).items():
        for draft in drafts:
            _choose(draft, question, chosen, context)


def _choices(cells: Said) -> dict[str, list[tuple[Spot, Bound]]]:
    """The columns of one choice each, by their question."""
    choices: dict[str, list[tuple[Spot, Bound]]] = {}
    for spot, bound in cells:
        if bound.choice and bound.field:
            choices.setdefault(bound.printed.rpartition("[")[0].strip(), []).append((spot, bound))
    return choices


def _shares(spot: Spot, bound: Bound, people: int) -> Sequence[Spot]:
    """The parts of a cell for so many people: in order where there are as many, else the whole for each."""
    if people < 2 or not bound.field or not isinstance(spot.value, str):
        return [spot] * people
    text = spot.text.strip(" ;,\n")
    for parts in (list(filter(None, separator.split(text))) for separator in _PARTS):
        if len(parts) == people:
            return [spot._replace(value=part, text=part) for part in parts]
    return [spot] * people


def _choose(draft: Draft, question: str, cells: Said, context: Context) -> None:
    """A column for each choice: the labels that were chosen, or what was typed beside «другое»."""
    labels = []
    for spot, bound in cells:
        said = one_line(spot.text).lower()
        if said in _NO:
            draft.keep(bound.printed, spot, context.notes)
        elif not is_silent(said):
            labels.append(bound.choice if said in _YES else one_line(spot.text))
    if labels:
        spot, bound = cells[0]
        joined = "; ".join(labels)
        whole = Bound(bound.column, question, bound.field, bound.owner, sure=bound.sure)
        fill(draft, spot._replace(value=joined, text=joined), whole, context)
