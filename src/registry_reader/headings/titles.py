"""What is printed above a table or names its sheet: the kind, the organisation, the day, the order, one class."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from registry_reader.data import patterns
from registry_reader.model import Kind
from registry_reader.values.classes import find_class, read_class
from registry_reader.values.dates import Moment, read_moment
from registry_reader.values.forms import find_form
from registry_reader.values.texts import one_line, plain
from registry_reader.values.work import Order

_KINDS = patterns("registry", "kind")

_ABBREVIATION = (
    r"(?:[МГКОЧНФРС][А-ЯЁ]{0,6}(?:ОУ|ОБУ|БУ|АУ|КУ|УДО|ОШ|ОО)(?:[\s-](?:СПО|ДО|ДПО|ВО|НПО|ДПО))*|[А-Я]{0,3}Г[БАК]?ПОУ"
    r"|Г[БАК]УЗ|М[БАК]УК|АНО(?:\s+\w{2,4})?|ЧОУ|НОУ|ООО|ОАО|ПАО|ЗАО|АО|МУП|ГУП|ФГУП)"
)
_QUOTED = r"(?:«[^«»]*(?:[«„][^«»“„]*[»“][^«»]*)*»+|\"[^\"]+\"|“[^”]+”)"
_SCHOOL = (
    r"(?:СОШ|ООШ|НОШ|СШ|ОШ|[Шш]кол[аыеу]|[Гг]имнази[яиюей]+|[Лл]ице[йяюем]+|[Дд]етск\w+ сад\w*|[Тт]ехникум\w*"
    r"|[Кк]олледж\w*|[Цц]ентр\w*|[Дд]ом\w* творчества)"
)
_WHERE = (
    r"(?:\s+(?:г|с|п|пос|пгт|д|ст)\.\s?[А-ЯЁ][\w-]+(?:\s+[А-ЯЁ][а-яё-]+)?"
    r"|\s+(?:города|села|посёлка|поселка)\s+[А-ЯЁ][\w-]+"
    r"|\s+им(?:ени|\.)\s+(?:[А-ЯЁ]\.\s?){0,2}[А-ЯЁ][\w-]+(?:\s+[А-ЯЁ][а-яё-]+)?)*"
)
_NAMED = re.compile(
    rf"(?<![А-ЯЁа-яё]){_ABBREVIATION}\s+(?:[А-ЯЁ][\w-]+(?:ая|ой|ий|ый)\s+)*(?:{_SCHOOL}\s*)?(?:(?:№\s*\d+|{_QUOTED})\s*)+{_WHERE}"
)
_FULL = re.compile(
    r"(?<![А-ЯЁа-яё])(?:[МмГгКкОоБбАаЧчФф](?:униципальн|осударственн|раев|бластн|юджетн|втономн|астн|едеральн|азенн)\w+\s+)"
    r"(?:[а-яё]+\s+){0,9}?"
    rf"(?:учреждени\w+|организаци\w+)[^,;.«\"]*?(?:№\s*\d+|{_QUOTED}){_WHERE}"
)
_SHORT = re.compile(
    rf"(?<![А-ЯЁа-яё])(?:[Сс]редней |[Оо]сновной |[Оо]бщеобразовательной )*{_SCHOOL}\s*(?:№\s*\d+|{_QUOTED})"
    rf"(?:\s*{_QUOTED})?{_WHERE}"
)
_BARE = re.compile(
    rf"(?<![А-ЯЁа-яё]){_ABBREVIATION}\s+(?:{_SCHOOL}|[А-ЯЁ][\w-]+)(?:\s+(?:{_SCHOOL}|[А-ЯЁ][\w-]+))*{_WHERE}"
)
_SHAPES = (_FULL, _NAMED, _SHORT, _BARE)

_YEARS = re.compile(r"(?<!\d)(20\d\d)\s*[-–—/]\s*(20\d\d|\d\d)(?:\s*(?:уч|г|год|\b))")
_DAY = r"(\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d)|[«\"]?\d{1,2}[»\"]?\s+[а-яё]{3,8}\s+\d{4})"
_AS_OF = re.compile(
    rf"(?:по состоянию на|(?<![а-яё])на|дата (?:отч[её]та|формирования|выгрузки|составления)\s*:?)\s*{_DAY}",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"(?:приложение[^\n]{0,40}?\s+к|утвержд\w+)\s+(?:\w+\s+)?(?:приказ\w*|распоряжени\w*)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_FROM = re.compile(rf"от\s+{_DAY}", re.IGNORECASE)
_NUMBER = re.compile(r"№\s*(?P<number>\d[\w/.-]*)")
_GROUP = re.compile(
    r"(?:учебная\s+)?групп[аы]\s*:?\s*[«\"]?(?P<group>[А-ЯЁA-Z]{1,5}[-\s]?\d{1,4}(?:-\d{1,2})?[а-я]?)", re.IGNORECASE
)
_COURSE = re.compile(r"(?<!\d)(?P<course>[1-6])\s*(?:-й)?\s*курс", re.IGNORECASE)


_LONGEST = 600
"""Letters of a line that are looked at."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a heading says for all rows below: one class, one form, one group with its course."""

    klass: str | None = None
    form: str | None = None
    group: str | None = None
    course: int | None = None

    def __bool__(self) -> bool:
        return any((self.klass, self.form, self.group, self.course))


@dataclass(frozen=True, slots=True)
class Title:
    """All that the lines above a table say."""

    kind: Kind | None = None
    organisation: str | None = None
    as_of: str | None = None
    order: Order | None = None
    scope: Scope = Scope()


def read_title(lines: Iterable[str], sheet: str = "") -> Title:
    """What the lines above a table and the name of its sheet say."""
    found = [one_line(line[:_LONGEST]) for line in lines if line.strip()]
    everything = [*found, sheet]
    return Title(
        _kind(everything),
        next(filter(None, map(read_organisation, found)), None),
        next(filter(None, map(read_as_of, everything)), None),
        read_annexed_order(" ".join(found)),
        _scope(everything),
    )


def _kind(lines: list[str]) -> Kind | None:
    """The first kind in the order of the convention that any line fits; names of organisations do not count."""
    texts = [plain(_without_organisation(line)) for line in lines]
    return next((cast(Kind, kind) for kind, shape in _KINDS if any(shape.search(text) for text in texts)), None)


def _without_organisation(line: str) -> str:
    organisation = read_organisation(line)
    return line.replace(organisation, " ") if organisation else line


def read_organisation(line: str) -> str | None:
    """The name of the organisation as printed, without what stands around it."""
    for shape in _SHAPES:
        found = shape.search(line)
        if found is not None:
            return found[0].strip(" ,.;") if found[0].strip(" ,;").endswith("г.") else found[0].strip(" ,;")
    return None


def read_as_of(line: str) -> str | None:
    """The day or the school year that a table is of; the day of an order is not it."""
    found = _AS_OF.search(line)
    if found is not None:
        moment = read_moment(found[1])
        if moment is not None and moment.said:
            return moment.text
    if _ORDER.search(line):
        return None
    years = _YEARS.search(line)
    if years is not None:
        moment = _school(years)
        return moment.text if moment.said else None
    return None


def _school(found: re.Match[str]) -> Moment:
    return read_moment(f"{found[1]}-{found[2]}") or Moment("impossible")


def read_annexed_order(text: str) -> Order | None:
    """The order that a table is annexed to: «Приложение № 1 к приказу … от 06.10.2025 № 187-од»."""
    found = _ORDER.search(text)
    if found is None:
        return None
    rest = found["rest"]
    day, organisation = _FROM.search(rest), read_organisation(rest)
    number = _NUMBER.search(rest.replace(organisation, " ") if organisation else rest)
    moment = read_moment(day[1]) if day else None
    date = moment.text if moment is not None and moment.sort == "day" else None
    if number is None and date is None:
        return None
    return Order(number["number"].rstrip(".") if number else None, date)


def read_scope(line: str) -> Scope:
    """The class, form or group that a sub-heading or a name of a sheet names."""
    return _scope([one_line(line[:_LONGEST])])


def _scope(lines: list[str]) -> Scope:
    texts = [_without_organisation(line) for line in lines]
    klass = next(filter(None, map(_class_of, reversed(texts))), None)
    form = next(filter(None, map(find_form, reversed(texts))), None)
    group = next(filter(None, map(_GROUP.search, reversed(texts))), None)
    course = next(filter(None, map(_COURSE.search, reversed(texts))), None) if group else None
    return Scope(klass, form, group["group"] if group else None, int(course["course"]) if course else None)


def _class_of(text: str) -> str | None:
    """A class named with its word, or a text that is nothing but a class with a letter: «8А»."""
    whole = read_class(text)
    if whole is not None:
        return whole if not whole.isdecimal() or re.search("кл", text, re.IGNORECASE) else None
    return find_class(text)
