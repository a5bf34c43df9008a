"""Columns bound to the people of a table: whose they are, which field they feed, what the answer calls them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from registry_reader.headings.meanings import Meaning
from registry_reader.model import Column, Kind, Role
from registry_reader.tables.kinds import NAMES, OF_PAIR, role_of
from registry_reader.values.texts import plain

Owner = str
"""«own» of a registry of one side, «mentor» or «mentee» of pairs, «pair» for both at once."""

_UNDERSTOOD = {
    "experience": "experience_years",
    "order_number": "order",
    "order_date": "order",
    "study": "class",
    "age_and_capacity": "desired_age",
    "guardian.contacts": "contacts",
    "guardian.email": None,
    "consent": "consents.pd_processing",
}
_TEACHING = re.compile(r"педагогическ|\bпед\b|пед\.")
_BARE_EXPERIENCE = re.compile(r"^(?:\d+\.\s*)?(?:ваш )?стаж(?: работы)?(?:,? лет)?$")
_ADULT = frozenset({"post", "subject", "experience", "category", "education"})
_NOT_IN: Mapping[str, frozenset[str]] = {
    "partners": frozenset({"capacity"}),
    "answers": frozenset({"joined", "left", "term"}),
}
"""Fields that mean something else in a kind: how many mentors a partner sends, days of the form itself."""
_WHOSE = frozenset({"full_name", "surname"})
_OTHER: Mapping[Owner, Owner] = {"mentor": "mentee", "mentee": "mentor"}
_SINGLE = frozenset(
    {"birth_date", "birth_year", "sex", "class", "group", "course", "education", "category", "capacity", "full_name"}
)


@dataclass(frozen=True, slots=True)
class Bound:
    """A column of a table. An empty `field` is extra; `forbidden` the reason why it must not be kept."""

    column: int
    printed: str
    field: str
    owner: Owner
    forbidden: str = ""
    choice: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns of a table. `names` are those of each owner's name."""

    kind: Kind
    bound: Mapping[int, Bound]
    names: Mapping[Owner, tuple[Bound, ...]]
    number: int | None

    def described(self) -> tuple[Column, ...]:
        """The columns as the answer lists them."""
        return tuple(Column(one.printed, self._understood(one)) for one in self.bound.values())

    def _understood(self, one: Bound) -> str | None:
        field = _UNDERSTOOD.get(one.field, one.field) or None
        if field is None or one.field in {"number", "partners"} or one.owner not in {"mentor", "mentee"}:
            return field
        return f"{one.owner}.{field}"


def bind(meanings: Mapping[int, Meaning], kind: Kind) -> Columns:
    """Give every column its owner and field."""
    pairs = kind == "pairs" and _both_sides(meanings)
    bound = _bind_pairs(meanings) if pairs else _bind_one(meanings, kind)
    bound = _one_experience(bound)
    names: dict[Owner, tuple[Bound, ...]] = {}
    for one in bound.values():
        if one.field in NAMES:
            names[one.owner] = (*names.get(one.owner, ()), one)
    number = next((one.column for one in bound.values() if one.field == "number"), None)
    return Columns(kind, bound, names, number)


def _bound(column: int, one: Meaning, field: str, owner: Owner) -> Bound:
    return Bound(column, one.printed, "" if one.forbidden else field, owner, one.forbidden, one.choice, one.sure)


def _both_sides(meanings: Mapping[int, Meaning]) -> bool:
    return len(_people(meanings)) > 1


def _people(meanings: Mapping[int, Meaning]) -> list[Meaning]:
    return [one for one in meanings.values() if one.field in {"full_name", "surname"} and not one.official]


def _bind_one(meanings: Mapping[int, Meaning], kind: Kind) -> dict[int, Bound]:
    """A registry of one side: its own columns, the names of the other side, and the rest of the other side."""
    own = _own_side(meanings, kind)
    bound: dict[int, Bound] = {}
    seen: set[str] = set()
    official = kind == "partners" and not _people(meanings)
    for column, one in meanings.items():
        field = _field_of_one(one, kind, own, official)
        if field in _SINGLE and field in seen:
            field = "partners" if field == "full_name" and kind != "answers" and one.side else ""
        seen.add(field)
        bound[column] = _bound(column, one, field, "own")
    return bound


def _own_side(meanings: Mapping[int, Meaning], kind: Kind) -> Role | None:
    """The side that the rows are of; None where the headings name no other side than that."""
    role = role_of(kind)
    people = _people(meanings)
    if role is None and kind != "answers":
        sides = [one.side for one in people]
        return "mentee" if "mentor" in sides and len(people) > 1 else None
    if role is not None and people and all(one.side not in {role, None} for one in people):
        return people[0].side
    return role


def _field_of_one(one: Meaning, kind: Kind, own: Role | None, official: bool) -> str:
    """The field of a column in a registry of one side; empty for what belongs to the other side or to officials."""
    other = one.side is not None and own is not None and one.side != own
    if one.field in NAMES:
        return _name_of_one(one, other, official)
    if other and one.field not in OF_PAIR:
        return ""
    return "" if one.field in _NOT_IN.get(kind, ()) else one.field


def _name_of_one(one: Meaning, other: bool, official: bool) -> str:
    if one.official and not official:
        return ""
    if not other:
        return one.field
    return "partners" if one.field in {"full_name", "surname"} else ""


def _bind_pairs(meanings: Mapping[int, Meaning]) -> dict[int, Bound]:
    """Two sides: a column without a side belongs to the name before it, or to the pair."""
    sides = _sides_of_names(meanings)
    bound: dict[int, Bound] = {}
    current: Owner = next(iter(sides.values()))
    seen: set[tuple[Owner, str]] = set()
    for column, one in meanings.items():
        if column in sides:
            current = sides[column]
        owner = _owner(one, current, column in sides)
        field = "" if one.official else one.field
        if field in _SINGLE and (owner, field) in seen:
            field = ""
        seen.add((owner, field))
        bound[column] = _bound(column, one, field, owner)
    return _by_sense(bound, meanings)


def _owner(one: Meaning, current: Owner, named: bool) -> Owner:
    if named or (one.field in NAMES and not one.official):
        return current
    if one.field in OF_PAIR or one.field == "number":
        return "pair"
    if one.side is not None:
        return one.side
    if one.field.startswith("guardian") or one.field == "request":
        return "mentee"
    if one.field in {"competences", "desired_age", "capacity", "age_and_capacity", "time"}:
        return "mentor"
    return current if one.field else "pair"


def _sides_of_names(meanings: Mapping[int, Meaning]) -> dict[int, Owner]:
    """The side of each column with a name: said, told by its words, or the one that its neighbour is not."""
    named = {column: one for column, one in meanings.items() if one.field in _WHOSE and not one.official}
    said = next((one.side for one in named.values() if one.side), None)
    sides: dict[int, Owner] = {}
    for column, one in named.items():
        sides[column] = one.side or _by_words(one.printed) or _missing(sides, said)
    if len(set(sides.values())) == 1 and len(sides) > 1:
        sides[max(sides)] = _OTHER[sides[min(sides)]]
    return sides


def _missing(sides: Mapping[int, Owner], said: Role | None) -> Owner:
    """The side that no column before is of; the first column is of the side that no heading says."""
    if sides:
        return "mentee" if "mentor" in sides.values() else "mentor"
    return _OTHER[said] if said else "mentor"


def _by_words(printed: str) -> Role | None:
    text = plain(printed)
    if re.search(r"обучающ|учени|студент|ребен|учащ", text):
        return "mentee"
    return "mentor" if re.search(r"педагог|учител|преподават|работодат|партнер", text) else None


def _by_sense(bound: dict[int, Bound], meanings: Mapping[int, Meaning]) -> dict[int, Bound]:
    """Set right what position misleads: the only class is the mentee's where the mentor has a post, and the reverse."""
    owners = {(one.owner, one.field in _ADULT) for one in bound.values()}
    moved = dict(bound)
    classes = [one for one in bound.values() if one.field in {"class", "study"}]
    if (
        len(classes) == 1
        and classes[0].owner == "mentor"
        and not meanings[classes[0].column].side
        and ("mentor", True) in owners
    ):
        moved[classes[0].column] = _owned(classes[0], "mentee")
    posts = [one for one in bound.values() if one.field in _ADULT]
    if (
        classes
        and all(one.owner == "mentee" and not meanings[one.column].side for one in posts)
        and classes[0].owner == "mentee"
    ):
        for one in posts:
            moved[one.column] = _owned(one, "mentor")
    return moved


def _owned(one: Bound, owner: Owner) -> Bound:
    return Bound(one.column, one.printed, one.field, owner, one.forbidden, one.choice, one.sure)


def _one_experience(bound: dict[int, Bound]) -> dict[int, Bound]:
    """Of several columns of experience of one owner the pedagogical one is the field, the rest is extra."""
    columns: dict[Owner, list[Bound]] = {}
    for one in bound.values():
        if one.field == "experience":
            columns.setdefault(one.owner, []).append(one)
    rest = [one for several in columns.values() if len(several) > 1 for one in _not_chosen(several)]
    return bound | {one.column: Bound(one.column, one.printed, "", one.owner) for one in rest}


def _not_chosen(columns: Sequence[Bound]) -> list[Bound]:
    chosen = _chosen_experience(columns)
    return [one for one in columns if one is not chosen]


def _chosen_experience(columns: Sequence[Bound]) -> Bound | None:
    texts = [plain(one.printed) for one in columns]
    for shape in (_TEACHING, _BARE_EXPERIENCE):
        found = [one for one, text in zip(columns, texts, strict=True) if shape.search(text)]
        if found:
            return found[0]
    return None
