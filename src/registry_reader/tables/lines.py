"""What a row of a table is: people, a sub-heading, a total, a signature, a remark, a repeated heading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from office_files.layouts import Spot
from registry_reader.tables.columns import Columns
from registry_reader.tables.headers import Header, Line, is_column_numbers
from registry_reader.values.names import looks_like_name
from registry_reader.values.people import read_people
from registry_reader.values.texts import is_silent, plain

Sort = Literal["people", "section", "skip", "loose"]

_TOTAL = re.compile(
    r"^\W*(?:итого|всего|в том числе|из них|среднее|средний|сумма|количество:|общее количество)\b", re.IGNORECASE
)
_SIGNED = re.compile(
    r"^\W*(?:куратор|директор|зам\b|зам\.|заместител|исполнител|ответственн|составил|руководител|секретар|методист|согласован|утвержд|подпись"
    r"|председател|ознакомлен|заведующ|специалист по|м\.\s?п\.)",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"^\s*(?:примечани|прим\.|\*|¹|²|заполня|заполнил|подготовил|условные обозначения|внимание|сокращения|источник"
    r"|дата\s*(?:заполнения|составления|печати)?\s*[:_])",
    re.IGNORECASE,
)
_VACANT = re.compile(r"^\W*ваканс|^\W*вакант", re.IGNORECASE)


class Lines:
    """Tells the rows of one table apart."""

    def __init__(self, header: Header, columns: Columns) -> None:
        self._texts = header.texts
        self._columns = columns
        self._names = frozenset(one.column for names in columns.names.values() for one in names)
        self._organisations = frozenset(
            one.column for one in columns.bound.values() if columns.kind == "partners" and one.field == "workplace"
        )
        self._right = max(columns.bound)
        self._left = min(columns.bound)

    def sort(self, own: Line, cells: Mapping[int, Spot]) -> tuple[Sort, str]:
        """The sort of a row, and why it is passed over. `own` are its cells, `cells` also those merged from above."""
        named = self._named(cells)
        why = self._why_passed_over(own, cells, named)
        if why:
            return "skip", why
        if len(own) == 1 and self._is_section(own[0], cells):
            return ("section", "подзаголовок") if self._inside(own[0]) else ("skip", "текст рядом с таблицей")
        return ("people", "") if named else ("loose", "")

    def _why_passed_over(self, own: Line, cells: Mapping[int, Spot], named: bool) -> str:
        """The reason why a row is no person and no sub-heading; empty where it may be one."""
        if any(_TOTAL.match(spot.text) for spot in own[:3]):
            return "итог"
        if "___" in "".join([spot.text for spot in own]) or self._is_signed(own, cells, named):
            return "подпись"
        if self._is_repeated(own):
            return "повторённый заголовок"
        if self._is_vacant(cells):
            return "вакансия"
        if named:
            return ""
        if _REMARK.match(own[0].text):
            return "примечание"
        numbers = is_column_numbers(own) and len(own) * 2 > len(self._columns.bound)
        return "номера столбцов" if numbers else ""

    def _inside(self, spot: Spot) -> bool:
        return self._left <= spot.column <= self._right

    def _named(self, cells: Mapping[int, Spot]) -> bool:
        """Whether somebody, or in a registry of partners something, is named."""
        if any(column in cells and not is_silent(cells[column].text) for column in self._organisations):
            return True
        return any(column in cells and bool(read_people(cells[column].text)) for column in self._names)

    def _is_repeated(self, own: Line) -> bool:
        if len(own) < 2 or not all(isinstance(spot.value, str) for spot in own[:2]):
            return False
        return all(plain(spot.text) in self._texts for spot in own)

    def _is_vacant(self, cells: Mapping[int, Spot]) -> bool:
        """A vacancy and nobody else in the row."""
        named = [cells[column] for column in self._names if column in cells]
        if not any(_VACANT.match(spot.text) for spot in named):
            return False
        return not any(read_people(spot.text) and not _VACANT.match(spot.text) for spot in named)

    def _is_signed(self, own: Line, cells: Mapping[int, Spot], named: bool) -> bool:
        """A post at the beginning of a short row without a number; not a post in its own column beside a name."""
        if len(own) > 3 or not _SIGNED.match(own[0].text):
            return False
        number = self._columns.number
        if number is not None and number in cells and cells[number].text.strip(" .").isdecimal():
            return False
        bound = self._columns.bound.get(own[0].column)
        return not (bound is not None and bound.field in {"post", "workplace"} and named)

    def _is_section(self, spot: Spot, cells: Mapping[int, Spot]) -> bool:
        """A single filled cell that names nobody, or one merged over columns."""
        bound = self._columns.bound.get(spot.column)
        if spot.columns == 1 and (spot.column in self._organisations or (bound and bound.field == "partners")):
            return False
        if len(cells) > 1 and len(self._columns.names) > 1 and spot.column in self._names:
            return False
        if spot.columns > 1:
            return spot.columns * 2 >= len(self._columns.bound) or not looks_like_name(spot.text)
        if spot.column in self._names:
            return len(self._columns.bound) > 2 and not _may_be_person(spot.text)
        return not (spot.column == self._columns.number and spot.text.strip(" .").isdecimal()) and len(cells) == 1


def _may_be_person(text: str) -> bool:
    return looks_like_name(text) and any(one.complete and not one.beside for one in read_people(text))


def is_vacancy(text: str) -> bool:
    """Whether a cell says that a place is free."""
    return _VACANT.match(text) is not None
