"""What sort of registry a table is, and which side its columns speak of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from registry_reader.headings.meanings import Meaning, Side
from registry_reader.model import Kind, Role
from registry_reader.values.texts import plain

NAMES = frozenset({"full_name", "surname", "name", "patronymic"})
OF_PAIR = frozenset(
    {
        "form",
        "role_model",
        "joined",
        "left",
        "term",
        "order",
        "order_number",
        "order_date",
        "result",
        "completed",
        "link",
    }
)
"""Fields that belong to a pair and not to either of its people."""
_TIME = re.compile(r"отметка времени|время создания|дата отправки|timestamp|id ответа")
_TELLING: tuple[tuple[Kind, frozenset[str]], ...] = (
    ("mentors", frozenset({"competences", "desired_age", "capacity", "age_and_capacity", "time"})),
    ("mentees", frozenset({"request"})),
    ("pupils", frozenset({"guardian.name", "guardian.phone", "guardian.contacts", "guardian.email"})),
    ("pupils", frozenset({"class", "study", "group", "course"})),
)
"""Fields that tell the kind where no side is named."""
_OF_ANYBODY = frozenset({"birth_date", "birth_year", "sex"})
_OF_STAFF = frozenset({"post", "experience", "category", "education", "subject"})
_HIRED = re.compile(r"табельн|дата приема|вид занятости")
_PARTNER = re.compile(r"партнер|предприяти|наименование организации")
_ROLES: Mapping[str, Role] = {"mentees": "mentee", "mentors": "mentor"}


def role_of(kind: Kind) -> Role | None:
    """The role of everybody in a registry of one side."""
    return _ROLES.get(kind)


def kind_by_columns(meanings: Sequence[Meaning]) -> Kind:
    """The kind of a table whose heading does not tell it."""
    if any(_TIME.search(plain(one.printed)) for one in meanings[:3]):
        return "answers"
    fields = {one.field for one in meanings}
    names = [one for one in meanings if one.field in {"full_name", "surname"} and not one.official]
    sides = [one.side for one in names if one.side]
    if len(set(sides)) == 2:
        return _of_two_sides(meanings, sides[0])
    if sides:
        return "mentors" if sides[0] == "mentor" else "mentees"
    return _of_no_side(meanings, fields)


def _of_two_sides(meanings: Sequence[Meaning], first: Side | None) -> Kind:
    other = "mentee" if first == "mentor" else "mentor"
    in_parts = any(one.field == "surname" and one.side == other for one in meanings)
    if in_parts or _own_columns(meanings, other) >= 2:
        return "pairs"
    return "mentors" if first == "mentor" else "mentees"


def _own_columns(meanings: Sequence[Meaning], side: str) -> int:
    """How many columns besides the name a side has: named, or standing after its name."""
    count, current = 0, None
    for one in meanings:
        if one.field in NAMES:
            current = one.side or current
        elif one.field not in OF_PAIR and one.field and (one.side or current) == side:
            count += 1
    return count


def _of_no_side(meanings: Sequence[Meaning], fields: set[str]) -> Kind:
    for kind, telling in _TELLING:
        if fields & telling:
            return kind
    texts = [plain(one.printed) for one in meanings]
    if "workplace" in fields and any(_PARTNER.search(text) for text in texts):
        return "partners"
    if fields & _OF_STAFF or any(_HIRED.search(text) for text in texts):
        return "staff"
    return "partners" if "workplace" in fields else "pupils" if fields & _OF_ANYBODY else "staff"
