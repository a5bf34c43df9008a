"""The language of a pack: sandboxed Jinja with filters that decline names, posts and dates.

`{{ curator|named("datv") }}` — «заместителю директора по воспитательной работе Петровой А. С.»
`{{ curator|name("accs") }}` — «Петрову Анну Сергеевну»; `initials`, `post` alike
`{{ organisation.short_name|in_case("loct") }}` — «Управлении образования»
`{{ happened|told }}` — lines of a long text in one row, ended by a full stop
`{{ term|day }}` — «15 октября 2026 г.»; `{{ amount|money }}`; `{{ 5|plural("пара", "пары", "пар") }}`
Every value comes out literally: no line of markup can be typed into a field (`docforge.markup.shield`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from jinja2 import StrictUndefined, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from docforge.kinds.model import Person
from docforge.markup import shield
from docforge.office import organisation_in
from russian import cases, numerals
from russian.phrases import listed
from russian.plurals import plural

# The last word of a sentence, not «г.» or «руб.».
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{4})\.$")


class _Language(ImmutableSandboxedEnvironment):
    """A sandbox in which nothing can be called, not even a method of a text."""

    def is_safe_callable(self, obj: Any) -> bool:
        """Refuse every call: a pack may only use the filters of this module."""
        return False


def _corrections(context: Context) -> Mapping[str, str]:
    found: Mapping[str, str] = context.get("corrections", {})
    return found


@pass_context
def _name(context: Context, person: Person, case: str = "nomn") -> str:
    declined = cases.decline(cases.parse(person.name), cases.Case(case), _corrections(context))
    return declined.full


@pass_context
def _initials(context: Context, person: Person, case: str = "nomn") -> str:
    return cases.initials_of(cases.parse(person.name), cases.Case(case), _corrections(context))


@pass_context
def _post(context: Context, person: Person | str, case: str = "nomn") -> str:
    text = person.post if isinstance(person, Person) else person
    post = cases.post(text, cases.Case(case), _corrections(context))
    return post[:1].lower() + post[1:] if post[1:2].islower() else post


@pass_context
def _named(context: Context, person: Person, case: str = "nomn") -> str:
    return " ".join(part for part in (_post(context, person, case), _initials(context, person, case)) if part)


@pass_context
def _in_case(context: Context, organisation: str, case: str) -> str:
    return organisation_in(organisation, cases.Case(case), _corrections(context))


def _day(day: dt.date | None) -> str:
    return numerals.day_in_words(day).replace(" года", " г.") if day else ""


def _lines(text: str) -> list[str]:
    """The lines of a long text without dashes before them and marks after them, and without those that are empty."""
    found = (_FULL_STOP.sub("", line.strip(" \t–—-•;,")) for line in text.splitlines())
    return [line for line in found if line]


def _told(text: object) -> str:
    """A text of one's own inside a clause: its lines in one row, a full stop after the last."""
    found = "; ".join(line.strip(" ;.") for line in str(text).splitlines() if line.strip(" ;."))
    return found if found.endswith(("!", "?", "…")) else f"{found}."


def _listed(words: tuple[object, ...] | list[object]) -> str:
    return listed([str(word) for word in words])


def _money(amount: Decimal | int) -> str:
    return numerals.sum_in_words(amount)


def _finalize(value: object) -> object:
    return shield(str(value)) if value is not None else ""


def environment() -> ImmutableSandboxedEnvironment:
    """Return the language; an unknown name raises, nothing can be called or changed."""
    made = _Language(
        undefined=StrictUndefined,
        finalize=_finalize,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals.clear()
    made.filters |= {
        "name": _name,
        "initials": _initials,
        "post": _post,
        "named": _named,
        "in_case": _in_case,
        "day": _day,
        "dmy": lambda day: f"{day:%d.%m.%Y}",
        "lines": _lines,
        "told": _told,
        "listed": _listed,
        "money": _money,
        "plural": lambda number, *forms: f"{number} {plural(number, *forms)}",
        "words": numerals.number_in_words,
    }
    return made
