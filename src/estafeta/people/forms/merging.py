"""Which of two cards stays, and what it takes from the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from estafeta.people.forms.ties import PersonField
from estafeta.people.models import Person
from estafeta.people.queries.alike import Beside

SIDES = [("first", "левая"), ("second", "правая")]


class MergeForm(forms.Form):
    """The side that stays and, for each field that differs, whose value it keeps."""

    def __init__(self, *args: Any, rows: Sequence[Beside], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = [row for row in rows if row.differs and row.name]
        for row in self.rows:
            self.fields[row.name] = forms.ChoiceField(choices=SIDES, required=False, initial="first")

    def taken(self) -> list[str]:
        """Fields that the first card takes from the second; a birth goes whole."""
        names = [row.name for row in self.rows if self.cleaned_data.get(row.name) == "second"]
        return [*names, "birth_year"] if "birth_date" in names else names


class WithWhomForm(forms.Form):
    """The other card."""

    other = PersonField(label="С чьей карточкой сравнить", help_text="фамилия и имя")

    def __init__(self, *args: Any, rows: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].rows = rows  # type: ignore[attr-defined]
