"""Filters of a list. Each brings fields to the list's form, narrows the rows and says in words what it does."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from estafeta.core.days import DayField
from russian.folding import search_key

Rows = QuerySet[Any]
Options = Sequence[tuple[str, str]]
Cleaned = dict[str, Any]


class Filter(Protocol):
    """What a list asks of a filter. Values come cleaned by the form; an empty value narrows nothing."""

    @property
    def key(self) -> str:
        """The name in the address."""

    def fields(self) -> dict[str, forms.Field]:
        """Form fields by the name they have in the address."""

    def narrow(self, rows: Rows, cleaned: Cleaned) -> Rows:
        """Return the rows that pass."""

    def says(self, cleaned: Cleaned) -> dict[str, str]:
        """Return a sentence for each name in the address that narrows now."""


@dataclass(frozen=True, slots=True)
class Search:
    """Words that must all be found in some of the fields, in any case; «е» finds «ё» and back."""

    lookups: tuple[str, ...]
    key: str = "q"
    label: str = "Поиск"
    placeholder: str = "Поиск"

    def fields(self) -> dict[str, forms.Field]:
        """One line of text."""
        return {self.key: forms.CharField(label=self.label, required=False, max_length=200)}

    def narrow(self, rows: Rows, cleaned: Cleaned) -> Rows:
        """Match by regular expression: SQLite's own comparison knows no case of Russian letters."""
        for word in cleaned.get(self.key, "").split():
            pattern = re.sub("[её]", "[её]", re.escape(word.lower()))
            found = Q()
            for lookup in self.lookups:
                found |= Q(**{f"{lookup}__iregex": pattern})
            rows = rows.filter(found)
        return rows

    def says(self, cleaned: Cleaned) -> dict[str, str]:
        """«Поиск: петрова»."""
        text = cleaned.get(self.key, "")
        return {self.key: f"{self.label}: {text}"} if text else {}


@dataclass(frozen=True, slots=True)
class FoldedSearch(Search):
    """The same in columns that hold folded words (`russian.folding.search_key`): no regular expression is needed."""

    def narrow(self, rows: Rows, cleaned: Cleaned) -> Rows:
        """Every word must stand in one of the columns, wherever in it."""
        for word in search_key(cleaned.get(self.key, "")).split():
            found = Q()
            for lookup in self.lookups:
                found |= Q(**{f"{lookup}__contains": word})
            rows = rows.filter(found)
        return rows


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several. `narrowing` takes the rows and the value; by default the field named `lookup` equals it.

    `usual` narrows when nothing is chosen, as a list of members shows those of today; `anything` names that.
    """

    key: str
    label: str
    options: Options | Callable[[], Options]
    lookup: str = ""
    narrowing: Callable[[Rows, str], Rows] | None = None
    usual: Callable[[Rows], Rows] | None = None
    anything: str = "все"

    def fields(self) -> dict[str, forms.Field]:
        """A select with an empty first line."""
        choices = [("", f"{self.label}: {self.anything}"), *self.pairs()]
        return {self.key: forms.ChoiceField(label=self.label, required=False, choices=choices)}

    def pairs(self) -> Options:
        """Return the options, asked for when they are known only at the time of the request."""
        return self.options() if callable(self.options) else self.options

    def narrow(self, rows: Rows, cleaned: Cleaned) -> Rows:
        """Keep the rows with the chosen value."""
        value = cleaned.get(self.key, "")
        if not value:
            return self.usual(rows) if self.usual else rows
        if self.narrowing:
            return self.narrowing(rows, value)
        return rows.filter(**{self.lookup or self.key: value})

    def says(self, cleaned: Cleaned) -> dict[str, str]:
        """«Роль: Куратор»."""
        value = cleaned.get(self.key, "")
        return {self.key: f"{self.label}: {dict(self.pairs())[value]}"} if value else {}


@dataclass(frozen=True, slots=True)
class Dates:
    """From a day to a day, both included. `moment` tells that the field holds a moment, not a day."""

    key: str
    label: str
    lookup: str
    moment: bool = False

    def fields(self) -> dict[str, forms.Field]:
        """Two days."""
        return {
            f"{self.key}_from": DayField(label=f"{self.label} с", required=False),
            f"{self.key}_to": DayField(label="по", required=False),
        }

    def narrow(self, rows: Rows, cleaned: Cleaned) -> Rows:
        """Keep the rows of the days; a moment is compared by the clock of the current time zone."""
        start, end = cleaned.get(f"{self.key}_from"), cleaned.get(f"{self.key}_to")
        if start:
            rows = rows.filter(**{f"{self.lookup}__gte": self.edge(start)})
        if end:
            rows = rows.filter(**{f"{self.lookup}__lt": self.edge(end + dt.timedelta(days=1))})
        return rows

    def edge(self, day: dt.date) -> dt.date:
        """Return the day itself or the moment it begins."""
        return timezone.make_aware(dt.datetime.combine(day, dt.time.min)) if self.moment else day

    def says(self, cleaned: Cleaned) -> dict[str, str]:
        """«Когда с 01.09.2026», «Когда по 30.09.2026»."""
        parts = {f"{self.key}_from": "с", f"{self.key}_to": "по"}
        return {
            name: f"{self.label} {word} {cleaned[name]:%d.%m.%Y}" for name, word in parts.items() if cleaned.get(name)
        }
