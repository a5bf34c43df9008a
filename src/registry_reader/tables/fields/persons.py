"""Who somebody is: parts of a name, sex, class, and with whom."""

from __future__ import annotations

import re

from office_files.layouts import Spot
from registry_reader.tables.columns import Bound
from registry_reader.tables.drafts import Draft
from registry_reader.tables.fields.context import Context
from registry_reader.values.classes import Study, read_study
from registry_reader.values.letters import mend
from registry_reader.values.names import cased, looks_like_name
from registry_reader.values.people import read_people
from registry_reader.values.texts import one_line, plain

_SEX = {"м": "м", "муж": "м", "мужской": "м", "male": "м", "мальчик": "м", "юноша": "м", "m": "м",
        "ж": "ж", "жен": "ж", "женский": "ж", "female": "ж", "девочка": "ж", "девушка": "ж", "f": "ж"}  # fmt: skip
_LATIN_IN = {"surname": "латинские буквы в фамилии"}


def take_part_of_name(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """A column of surnames, names or patronymics is taken as it stands."""
    text, latin = mend(one_line(spot.text).strip(" ,;"))
    if latin:
        context.notes.doubt(spot, _LATIN_IN.get(bound.field, "латинские буквы в имени"))
    bare = re.sub(r"\s*\([^()]*\)", "", text).strip()
    value = cased(bare)
    if bound.field == "surname" and re.fullmatch(r"[А-ЯЁ]\.?", value) is None and looks_like_name(bare) and " " in bare:
        context.notes.doubt(spot, "в столбце фамилий не только фамилия")
    draft.printed = one_line(f"{draft.printed} {bare}")
    return draft.put(bound.field, _dotted(value)) and bare == text


def _dotted(value: str) -> str:
    return f"{value}." if len(value) == 1 else value


def take_sex(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """One letter."""
    sex = _SEX.get(plain(spot.text).strip(" ."))
    if sex is None:
        context.notes.doubt(spot, "пол не понят", serious=True)
        return False
    return draft.put("sex", sex)


def take_study(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """A class, or a group and a course."""
    text = spot.text if isinstance(spot.value, str) else spot.text.removesuffix(".0")
    found = read_study(text)
    if bound.field == "group":
        return _group(draft, text, found)
    if bound.field == "course":
        return _course(draft, text, found)
    if found is None:
        if bound.field == "study":
            return draft.put("group", one_line(text))
        context.notes.doubt(spot, "класс не понят", serious=True)
        return False
    return put_study(draft, found)


def put_study(draft: Draft, found: Study) -> bool:
    """Give the class, the group and the course that were read."""
    values = {"class": found.klass, "group": found.group, "course": found.course}
    return all([draft.put(name, value) for name, value in values.items() if value is not None]) and found.whole


def _group(draft: Draft, text: str, found: Study | None) -> bool:
    if found is None or found.group is None:
        return draft.put("group", one_line(text))
    return put_study(draft, found)


def _course(draft: Draft, text: str, found: Study | None) -> bool:
    number = re.match(r"\s*([1-6])\b", text)
    if found is not None and found.course is not None:
        return put_study(draft, found)
    return number is not None and draft.put("course", int(number[1]))


def take_partners(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """The names of the other side, as printed."""
    names = read_people(spot.text)
    if not names:
        context.notes.doubt(spot, "имя не понято", serious=True)
        return False
    for one in names:
        draft.add_partner(one.printed)
        if one.latin:
            context.notes.doubt(spot, "латинские буквы в имени")
    return all(one.complete and not one.beside for one in names)


def take_role(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """An answer to «кем вы хотите быть»: it is kept as printed too."""
    text = plain(spot.text)
    if "наставляем" in text:
        draft.role = "mentee"
    elif "наставник" in text:
        draft.role = "mentor"
    return False
