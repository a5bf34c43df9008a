"""What a person is here."""

from __future__ import annotations

from typing import Any

from django import forms

from estafeta.people.forms.fields import UnitField, day_field
from estafeta.people.models import Affiliation

Kind = Affiliation.Kind
ASKED: dict[str, tuple[str, ...]] = {
    Kind.PUPIL: ("unit", "starts"),
    Kind.STUDENT: ("unit", "level", "starts"),
    Kind.EMPLOYEE: (
        "post", "subject", "experience_total", "experience_teaching", "experience_on", "category", "education",
        "starts",
    ),
    Kind.GRADUATE: ("workplace", "post", "starts"),
    Kind.PARTNER: ("workplace", "post", "starts"),
}  # fmt: skip
"""The fields that make sense for each."""
LABELS = {"level": "Курс", "starts": "С какого дня", "workplace": "Организация"}


class AffiliationForm(forms.ModelForm[Affiliation]):
    """The fields of one kind."""

    unit = UnitField(label="Класс или группа", max_length=60, required=False)
    starts = day_field("С какого дня")
    experience_on = day_field("Стаж указан на день", help_text="дальше он растёт сам")

    class Meta:
        model = Affiliation
        fields = (
            "unit", "level", "workplace", "post", "subject", "experience_total", "experience_teaching", "experience_on",
            "category", "education", "starts",
        )  # fmt: skip

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        asked = ASKED[kind]
        for name in [name for name in self.fields if name not in asked]:
            del self.fields[name]
        for name, label in LABELS.items():
            if name in self.fields:
                self.fields[name].label = label
        if "unit" in self.fields:
            self.fields["unit"].label = "Группа" if kind == Kind.STUDENT else "Класс"
        if "category" in self.fields:
            self.fields["category"].choices = [("", "не указана"), *Affiliation.Category.choices]  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """The row is checked by the action."""


class EndingForm(forms.Form):
    """The last day and the reason."""

    last_day = day_field("Последний день здесь", required=True)
    ending = forms.ChoiceField(label="Почему", choices=Affiliation.Ending.choices)
    note = forms.CharField(label="Подробности", max_length=200, required=False, help_text="куда перешёл, номер приказа")


class ReturnForm(forms.Form):
    """The day from which a person is here again."""

    starts = day_field("Снова здесь с", required=True)
