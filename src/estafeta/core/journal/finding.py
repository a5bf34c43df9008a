"""Looking for words in the journal: what is sealed is found by the person it names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django import forms
from django.apps import apps
from django.db.models import Q

from estafeta.core.journal.models import JournalMention
from estafeta.core.journal.subjects import KINDS
from estafeta.core.lists.filters import Cleaned, Rows, Search

PERSON = r"^[a-z_]{1,40}\.[a-z_]{1,40}:\d{1,18}$"


@dataclass(frozen=True, slots=True)
class WordsOrPersons(Search):
    """As `Search`; a word also finds the lines about persons whom it names."""

    def narrow(self, rows: Rows, cleaned: Cleaned) -> Rows:
        """Every word must be found, in the line or in a person."""
        for word in cleaned.get(self.key, "").split():
            pattern = re.sub("[её]", "[её]", re.escape(word.lower()))
            found = _any(self.lookups, pattern)
            for kind in KINDS.values():
                persons = apps.get_model(kind.label)._default_manager.filter(_any(kind.lookups, pattern))
                lines = JournalMention.objects.filter(kind=kind.label, subject_id__in=persons.values("pk")).values(
                    "line"
                )
                found |= Q(pk__in=lines)
            rows = rows.filter(found)
        return rows


@dataclass(frozen=True, slots=True)
class AboutPerson:
    """Lines about one person: «about=accounts.user:7» in the address, led to by cards; nobody types it."""

    key: str
    label: str

    def fields(self) -> dict[str, forms.Field]:
        """One hidden line."""
        known = forms.RegexField(PERSON, max_length=120, required=False, label=self.label, widget=forms.HiddenInput())
        return {self.key: known}

    def narrow(self, rows: Rows, cleaned: Cleaned) -> Rows:
        """Keep the lines that mention the person."""
        if not cleaned.get(self.key):
            return rows
        kind, _, number = cleaned[self.key].partition(":")
        mentions = JournalMention.objects.filter(kind=kind, subject_id=int(number))
        return rows.filter(pk__in=mentions.values("line"))

    def says(self, cleaned: Cleaned) -> dict[str, str]:
        """«О ком: Петрова А.С.»; a number where nobody of that name is seen from here."""
        if not cleaned.get(self.key):
            return {}
        kind, _, number = cleaned[self.key].partition(":")
        row = apps.get_model(kind)._default_manager.filter(pk=int(number)).first() if kind in KINDS else None
        return {self.key: f"{self.label}: {row or f'№ {number}'}"}


def _any(lookups: tuple[str, ...], pattern: str) -> Q:
    found = Q(pk__in=())
    for lookup in lookups:
        found |= Q(**{f"{lookup}__iregex": pattern})
    return found
