"""Asking for a card, and the words of a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from estafeta.core.forms import LenientForm
from estafeta.organisations.models import Organisation
from estafeta.people.forms.fields import UnitField, day_field
from estafeta.people.queries.transfers import sisters


class AskForm(forms.Form):
    """Whom, of whom, as what."""

    holder = forms.CharField(label="У какой организации", max_length=200, help_text="название или его часть")
    surname = forms.CharField(label="Фамилия", max_length=100)
    name = forms.CharField(label="Имя", max_length=100)
    birth_date = day_field("Дата рождения", required=True)
    kind = forms.ChoiceField(label="Кем будет у вас")
    place = UnitField(label="Класс, группа или должность", max_length=150, required=False)
    leaves = forms.BooleanField(label="уходит из той организации", required=False, initial=True)
    note = forms.CharField(label="Что передать словами", max_length=300, required=False)

    def __init__(self, *args: Any, asking: Organisation, kinds: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asking = asking
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

    def clean_holder(self) -> Organisation:
        """Find the organisation; one that cannot be told from others is asked again."""
        found = list(sisters(self.asking, self.cleaned_data["holder"])[:6])
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError("Такой организации не нашлось. Напишите часть названия.")
        raise forms.ValidationError(f"Подходят: {'; '.join(row.short_name for row in found)}. Напишите точнее.")


class AnswerForm(LenientForm):
    """Why not."""

    answer = forms.CharField(required=False, max_length=300, initial="Такой карточки у нас нет.")
