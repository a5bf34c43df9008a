"""Columns of an import: what they are called, and how the text of a cell becomes a value."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from estafeta.core.refusals import Refusal
from russian.folding import search_key
from russian.phrases import listed

Reader = Callable[[str], Any]
"""Turns the text of a cell, never empty, into a value; refuses with a sentence about the cell («нет такого дня»)."""

_DAY = re.compile(r"(\d{1,2})[.,/-](\d{1,2})[.,/-](\d{4}|\d{2})(?:\s*г\.?)?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_IS_ADDRESS = URLValidator(schemes=["http", "https"])


def words(text: str) -> str:
    """One line of text."""
    return " ".join(text.split())


def at_most(length: int) -> Reader:
    """One line of text of a length that its field takes."""

    def read(text: str) -> str:
        line = words(text)
        if len(line) > length:
            raise Refusal(f"длиннее {length} знаков")
        return line

    return read


def email(text: str) -> str:
    """An address of mail in small letters."""
    address = "".join(text.split()).lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise Refusal("не похоже на адрес почты") from error
    return address


def site(text: str) -> str:
    """The address of a site; without https it gets one."""
    address = words(text)
    address = address if "://" in address else f"https://{address}"
    try:
        _IS_ADDRESS(address)
    except ValidationError as error:
        raise Refusal("не похоже на адрес сайта") from error
    return address


def day(text: str) -> dt.date:
    """A day as people write it (31.12.2026) or as Excel gives it; years of two digits up to 49 are of this century."""
    found = _DAY.fullmatch(words(text))
    iso = _ISO.match(text.strip())
    if not found and not iso:
        raise Refusal("не похоже на дату")
    try:
        if found:
            year = int(found[3])
            year += 0 if year > 99 else (2000 if year < 50 else 1900)
            return dt.date(year, int(found[2]), int(found[1]))
        assert iso is not None
        return dt.date(int(iso[1]), int(iso[2]), int(iso[3]))
    except ValueError as error:
        raise Refusal("нет такого дня") from error


def whole(least: int, most: int) -> Reader:
    """A whole number between two bounds, both included."""

    def read(text: str) -> int:
        digits = words(text).removesuffix(".0").removesuffix(",0")
        if not digits.isdecimal() or not least <= int(digits) <= most:
            raise Refusal(f"нужно целое число от {least} до {most}")
        return int(digits)

    return read


def one_of(options: Iterable[tuple[str, str]], others: Mapping[str, str] | None = None) -> Reader:
    """One of (value, name); `others` are further names that people write, {name: value}. Case, ё, marks do not count.

    A name may be cut where only one option begins so: «дир» is «Директор».
    """
    names = {search_key(name): value for value, name in options}
    labels = [name for _, name in options]
    names |= {search_key(name): value for name, value in (others or {}).items()}

    def read(text: str) -> str:
        key = search_key(text)
        if key in names:
            return names[key]
        found = {value for name, value in names.items() if len(key) > 2 and name.startswith(key)}
        if len(found) == 1:
            return found.pop()
        raise Refusal(f"такого нет: подойдёт {listed([label.lower() for label in labels], 'или', most=8)}")

    return read


def yes(text: str) -> bool:
    """«Да», «+», «1» are yes; «нет», «-», «0» are no."""
    key = text.strip().lower()
    if key in ("да", "+", "1", "true", "v", "✓", "есть", "y", "yes"):
        return True
    if key in ("нет", "-", "–", "—", "0", "false", "no", "n"):
        return False
    raise Refusal("напишите «да» или «нет»")


def as_shown(value: Any) -> str:
    """A value as a person writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    return f"{value:%d.%m.%Y}" if isinstance(value, dt.date) else str(value)


def named(options: Iterable[tuple[str, str]]) -> Callable[[Any], str]:
    """Show the name of an option instead of its value."""
    names = dict(options)
    return lambda value: names.get(value, as_shown(value))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an import: its key, its title in the sample, other headings that people give it.

    `looks` tells by a cell alone that the column may be meant («@»); `joins` lets several columns of a file feed one
    («Фамилия», «Имя», «Отчество»); one that `repeats` is read in every line of a group. `note` says how to write it,
    `example` is the line of the sample.
    """

    key: str
    title: str
    read: Reader = words
    synonyms: tuple[str, ...] = ()
    required: bool = False
    example: str = ""
    note: str = ""
    looks: Callable[[str], bool] | None = None
    joins: bool = False
    repeats: bool = False
    show: Callable[[Any], str] = as_shown
