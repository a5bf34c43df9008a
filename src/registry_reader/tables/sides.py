"""The sides of a table, and who is named in a row of each: new people, those of a merged cell, those printed above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from office_files.layouts import Spot
from registry_reader.model import Role
from registry_reader.tables.columns import Bound, Columns, Owner
from registry_reader.tables.drafts import Draft
from registry_reader.tables.fields import Context, fill
from registry_reader.tables.fields.persons import put_study
from registry_reader.tables.kinds import NAMES, role_of
from registry_reader.tables.lines import is_vacancy
from registry_reader.values.classes import read_study
from registry_reader.values.dates import read_moment
from registry_reader.values.names import Name
from registry_reader.values.people import read_people
from registry_reader.values.texts import is_silent, one_line

Said = Sequence[tuple[Spot, Bound]]
"""Cells with their columns."""


@dataclass(slots=True)
class Side:
    """The people of one side of a table. `current` are those last named, `fresh` says that this row names them."""

    owner: Owner
    role: Role | None
    names: tuple[Bound, ...]
    bound: tuple[Bound, ...]
    carries: bool = False
    partners: bool = False
    current: list[Draft] = field(default_factory=list)
    fresh: bool = False

    def name(self, row: int, cells: Mapping[int, Spot], hanging: Mapping[int, Spot], context: Context) -> None:
        """Find out who is named in a row."""
        self.fresh = False
        spots = [(cells[one.column], one) for one in self.names if one.column in cells]
        if spots and self.current and all(spot.column in hanging for spot, _ in spots):
            return
        if not spots and self.carries and not any(one.column in cells for one in self.bound):
            return
        self.current = _named(self.role, row, spots, context)
        if not self.current and self.partners:
            self.current = [Draft(row, self.role)]
        self.fresh = bool(self.current)


def sides_of(columns: Columns) -> list[Side]:
    """The sides of a table. Of pairs the mentor carries on below where her cells are blank."""
    owners: list[Owner] = [owner for owner in ("mentor", "mentee") if owner in columns.names] or ["own"]
    return [_side(columns, owner, carries=owner == "mentor" and len(owners) > 1) for owner in owners]


def _side(columns: Columns, owner: Owner, *, carries: bool) -> Side:
    own = [one for one in columns.bound.values() if one.owner == owner and not one.forbidden]
    bound = tuple(one for one in own if one.field not in NAMES)
    role: Role | None = "mentor" if owner == "mentor" else "mentee" if owner == "mentee" else role_of(columns.kind)
    return Side(owner, role, columns.names.get(owner, ()), bound, carries, columns.kind == "partners")


def _named(role: Role | None, row: int, spots: Said, context: Context) -> list[Draft]:
    """The people whom the cells of names name: in one column, else in columns of their own."""
    whole = [pair for pair in spots if pair[1].field == "full_name"]
    told: Said = whole[:1]
    drafts = _of_whole(role, row, told[0], context) if told else []
    if not drafts:
        told = [pair for pair in spots if pair[1].field != "full_name"]
        drafts = _of_parts(role, row, told, context)
    _keep_rest(drafts, [pair for pair in spots if pair not in told], context)
    return drafts


def _keep_rest(drafts: Sequence[Draft], rest: Said, context: Context) -> None:
    """Further cells of names, as printed."""
    for spot, bound in rest:
        for draft in drafts if not is_silent(spot.text) else ():
            draft.keep(bound.printed, spot, context.notes)


def _of_whole(role: Role | None, row: int, told: tuple[Spot, Bound], context: Context) -> list[Draft]:
    if is_vacancy(told[0].text):
        context.notes.skip_cell(told[0], "вакансия")
        return []
    return [_of_name(Draft(row, role), told, name, context) for name in read_people(told[0].text)]


def _of_parts(role: Role | None, row: int, spots: Said, context: Context) -> list[Draft]:
    """One person of a surname, a name and a patronymic in columns of their own."""
    said = [(spot, one) for spot, one in spots if not is_silent(spot.text)]
    if not any(one.field in {"surname", "name"} for _, one in said):
        return []
    draft = Draft(row, role)
    for spot, bound in said:
        fill(draft, spot, bound, context)
    return [draft]


def _of_name(draft: Draft, told: tuple[Spot, Bound], name: Name, context: Context) -> Draft:
    parts = (("surname", name.surname), ("name", name.name), ("patronymic", name.patronymic))
    spot, bound = told
    draft.printed = name.printed
    draft.facts = {key: value for key, value in parts if value is not None}
    if name.latin:
        context.notes.doubt(spot, "латинские буквы в фамилии")
    if not name.complete:
        context.notes.doubt(spot, "назван одним словом")
    if not all([_beside(draft, text) for text in name.beside]):
        draft.keep(bound.printed, spot, context.notes)
    return draft


def _beside(draft: Draft, text: str) -> bool:
    """What stands beside a name: a class, a group, a day of birth, a post. True where the fields say all of it."""
    study = read_study(text)
    if study is not None:
        return put_study(draft, study)
    moment = read_moment(text)
    if moment is not None and moment.sort == "day":
        return draft.put("birth_date", moment.text)
    if moment is not None and moment.sort == "year":
        return draft.put("birth_year", int(moment.text))
    if text[:1].islower() and draft.role != "mentee" and not any(char.isdigit() for char in text):
        draft.put("post", one_line(text))
    return False
