"""What fields hold that name rows otherwise than by a foreign key. Apps say so in their module `moving`.

Every field of JSON, every whole number that may be a row's, every address must have a meaning (a test looks):

    says_nothing("people.Person.notes")                       # no number of a row in it
    means("control.HandOver.document_id", row("documents.Document"))
    stays("people.Draft", "what was begun is begun anew")      # rows that are not carried
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from django.urls import Resolver404, get_script_prefix, resolve, reverse


class Translator(Protocol):
    """Knows the new numbers."""

    def number(self, label: str, old: Any) -> int | None:
        """The new number of a row, None where it has not been carried."""

    def path(self, old: str) -> str:
        """The new path of an organisation or what begins with it."""

    def slug(self, old: str) -> str:
        """The new address of an organisation."""


class StaysBehind(Exception):
    """The row cannot go: what it names does not go either."""


Meaning = Callable[[Any, Translator], Any]
MEANINGS: dict[str, Meaning] = {}
STAYS: dict[str, str] = {}
AFTERWARDS: list[Callable[[str], None]] = []
"""Called with the path of what has arrived, after the rows: indexes are built anew."""
NUMBERS: dict[str, str] = {}
"""The model behind a number in an address: {"measure": "roadmaps.Measure"}."""
KEYS: dict[str, str] = {}
"""The model behind the key of a duty: {"due": "roadmaps.Due"} of «due:17»."""


def means(field: str, meaning: Meaning) -> None:
    """Say how the value of «app.Model.field» is told anew."""
    MEANINGS[field] = meaning


def says_nothing(*fields: str) -> None:
    """Say that these fields name no rows."""
    for field in fields:
        MEANINGS[field] = lambda value, translator: value


def stays(model: str, reason: str) -> None:
    """Say that rows of «app.Model» are not carried, and why."""
    STAYS[model] = reason


def row(label: str) -> Meaning:
    """The number of a row of that model; None where it stays behind."""
    return lambda value, translator: translator.number(label, value)


def address(value: Any, translator: Translator) -> Any:
    """A page of ours: its numbers are told anew; where one of them stays behind, the page of the organisation."""
    if not isinstance(value, str) or not value.startswith("/"):
        return value
    bare, mark, rest = value.partition("#")
    path, question, query = bare.partition("?")
    try:
        match = resolve(path)
    except Resolver404:
        return value
    words = dict(match.kwargs)
    if "organisation" in words:
        words["organisation"] = translator.slug(words["organisation"])
    for name in NUMBERS.keys() & words.keys():
        words[name] = translator.number(NUMBERS[name], words[name])
    if None in words.values():
        return get_script_prefix() + f"o/{words['organisation']}/" if words.get("organisation") else ""
    return reverse(match.view_name, kwargs=words) + question + query + mark + rest


def key(value: str, translator: Translator) -> str:
    """The key of a duty: «due:17». Raises StaysBehind for one that names a row which stays, or nobody knows."""
    name, colon, number = value.partition(":")
    if not colon:
        return value
    new = (
        translator.number(KEYS[name], int(number)) if name in KEYS and number.isascii() and number.isdecimal() else None
    )
    if new is None:
        raise StaysBehind
    return f"{name}:{new}"


def name_of(value: Any, translator: Translator) -> Any:
    """A row by its name, «app.model:17»; whatever else stands there stays as it is."""
    if not isinstance(value, str):
        return value
    label, colon, number = value.rpartition(":")
    if not colon or not (number.isascii() and number.isdecimal()) or label.count(".") != 1:
        return value
    new = translator.number(label, int(number))
    return value if new is None else f"{label}:{new}"
