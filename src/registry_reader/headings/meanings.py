"""What a heading means by its words: the field it feeds, and whose side it speaks of.

The dictionary is `data/headings.toml`, by stems, so that case, number and word order do not count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from registry_reader.data import patterns
from registry_reader.values.texts import heading_line, plain

Side = Literal["mentor", "mentee"]

_NUMBERING = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*\s*[.)]|q\d+\.?)\s*(?=\S)", re.IGNORECASE)
_CHOICE = re.compile(r"^(?P<question>.+?)\s*\[(?P<choice>[^\[\]]+)\]\s*$", re.DOTALL)
_WORK_WITH = re.compile(r"опыт|готов|компетенц|работ\w+ с\b")
_PROGRAMME = re.compile(r"наставничеств\w*|наставническ\w*")
_TOGETHER = re.compile(r"^(?:родител|представител|законн)\w*.*,")

_FORBIDDEN = patterns("forbidden", "reason")
_FIELDS = patterns("heading", "field")
_CONSENTS = patterns("consent", "kind")
CONSENTS = tuple(kind for kind, _ in _CONSENTS)
"""The kinds of consent."""
_WORDS = dict(patterns("word", "name"))
_PARTS = ("surname", "name", "patronymic")
_BEFORE_NAMES = frozenset(
    {
        "number",
        "",
        "order",
        "order_number",
        "order_date",
        "link",
        "completed",
        "capacity",
        "desired_age",
        "age_and_capacity",
    }
)
"""Fields whose headings may speak of people by name: «Количество наставляемых», «Приказ о назначении наставника»."""
_OF_THE_MENTOR = frozenset({"capacity", "desired_age", "age_and_capacity", "time"})
"""What a mentor says of mentees: the side named in the heading is not the side that speaks."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A heading understood. `field` is empty for what goes to extra; `side` is None where it names no side.

    `forbidden` is the reason why such a column must not be kept; `choice` the label of a column of one choice; `sure`
    is False where a consent has no kind in its heading; `official` marks names of officials; `known` also those
    headings that are known to go to extra.
    """

    printed: str
    field: str = ""
    side: Side | None = None
    forbidden: str = ""
    choice: str = ""
    sure: bool = True
    official: bool = False
    known: bool = True


class _Field(NamedTuple):
    name: str
    known: bool = True
    sure: bool = True
    official: bool = False


@lru_cache(maxsize=20_000)
def meaning_of(heading: str) -> Meaning:
    """What a heading, line breaks included, says of its column."""
    printed = heading_line(heading)
    bare = _NUMBERING.sub("", printed)
    found = _CHOICE.match(bare)
    question, choice = (found["question"], found["choice"]) if found else (bare, "")
    text = plain(question).strip(" *:;.?")
    reason = _reason(text)
    if reason:
        return Meaning(printed, forbidden=reason)
    field, side = _field(text), _side(text)
    if field.name in _OF_THE_MENTOR or (field.name == "request" and side == "mentor"):
        side = None
    return Meaning(
        printed, field.name, side, choice=choice.strip(), sure=field.sure, official=field.official, known=field.known
    )


def _has(word: str, text: str) -> bool:
    return _WORDS[word].search(text) is not None


def _reason(text: str) -> str:
    for reason, pattern in _FORBIDDEN:
        found = pattern.search(text)
        if found is not None and not (found[0] == "овз" and _WORK_WITH.search(text)):
            return reason
    return ""


def _side(text: str) -> Side | None:
    """The side that is named first; «наставничество» names none."""
    bare = _PROGRAMME.sub("", text)
    mentee, mentor = _WORDS["mentee"].search(bare), _WORDS["mentor"].search(bare)
    if mentee and mentor:
        return "mentee" if mentee.start() < mentor.start() else "mentor"
    return "mentee" if mentee else "mentor" if mentor else None


def _field(text: str) -> _Field:
    if "соглас" in text or "351.8" in text:
        return _consent(text)
    guardian = _guardian(text) if _has("guardian", text) and not _has("no_guardian", text) else ""
    if guardian:
        return _Field(guardian)
    first = next((field for field, pattern in _FIELDS if pattern.search(text)), None)
    if first in _BEFORE_NAMES and not _part(text):
        return _Field(first or "")
    return _named(text) or _of_contacts(text) or _other(text, first)


def _part(text: str) -> str:
    """Surname, name or patronymic in a column of its own."""
    return "" if _has("full_name", text) else next((part for part in _PARTS if _has(part, text)), "")


def _named(text: str) -> _Field | None:
    """A column of names, whole or in parts."""
    part = _part(text)
    if part:
        return _Field(part)
    return _Field("full_name", official=_has("official", text)) if _has("full_name", text) else None


def _of_contacts(text: str) -> _Field | None:
    phone, mail = _has("phone", text), _has("mail", text)
    if phone or mail:
        return _Field("contacts" if phone and mail else "phone" if phone else "email")
    return _Field("contacts") if _has("contacts", text) else None


def _other(text: str, first: str | None) -> _Field:
    if _has("person", text):
        return _Field("full_name")
    if _WORDS["official"].match(text) or (first is None and _has("official", text)):
        return _Field("full_name", official=True)
    if first in {"post", "workplace"}:
        return _Field(_earlier(text))
    return _Field(first or "", known=first is not None)


def _earlier(text: str) -> str:
    """A post or a place of work, whichever is named first: «место работы, должность»."""
    starts = {
        field: found.start()
        for field, pattern in _FIELDS
        if field in {"post", "workplace"} and (found := pattern.search(text))
    }
    return min(starts, key=lambda field: starts[field])


def _guardian(text: str) -> str:
    """A heading about parents: their name, phone, or both in one; empty for their work and the like."""
    if _has("phone", text):
        together = _has("full_name", text) or _TOGETHER.match(text)
        return "guardian.contacts" if together else "guardian.phone"
    if _has("mail", text):
        return "guardian.email"
    if _has("contacts", text):
        return "guardian.contacts"
    return "" if _has("about_guardian", text) else "guardian.name"


def _consent(text: str) -> _Field:
    kind = next((name for name, pattern in _CONSENTS if pattern.search(text)), None)
    return _Field(f"consents.{kind or 'pd_processing'}", sure=kind is not None)
