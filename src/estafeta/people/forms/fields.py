"""Fields that several forms of this room share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms

from estafeta.core.days import DayField
from estafeta.core.imports.columns import day
from estafeta.core.refusals import Refusal
from estafeta.people.models.person import EARLIEST_YEAR
from estafeta.people.units import class_of


@dataclass(frozen=True, slots=True)
class Birth:
    """A whole date, or the year alone."""

    date: dt.date | None = None
    year: int | None = None

    def __str__(self) -> str:
        if self.date:
            return f"{self.date:%d.%m.%Y}"
        return str(self.year or "")


class BirthField(forms.CharField):
    """«05.03.2012» or «2012»; gives a `Birth`."""

    def __init__(self, **more: Any) -> None:
        defaults: dict[str, Any] = {"label": "Дата или год рождения", "required": False, "max_length": 20}
        super().__init__(**{**defaults, **more})
        self.widget.attrs |= {"inputmode": "numeric", "placeholder": "05.03.2012 или 2012"}

    def prepare_value(self, value: Any) -> str:
        """As a person writes it."""
        return "" if value is None else str(value)

    def clean(self, value: Any) -> Birth:
        """Read it; a day to come and a year before 1900 are no birth."""
        text = str(super().clean(value)).strip()
        if not text:
            return Birth()
        if text.isdecimal() and len(text) == 4:
            return Birth(year=_year(int(text)))
        try:
            found = day(text)
        except Refusal as refusal:
            raise forms.ValidationError("Напишите дату так: 05.03.2012, или один год: 2012.") from refusal
        if found > dt.date.today():
            raise forms.ValidationError("Этот день ещё не наступил.")
        return Birth(found, _year(found.year))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare as written."""
        return str(initial or "") != str(data or "")


def _year(year: int) -> int:
    if not EARLIEST_YEAR <= year <= dt.date.today().year:
        raise forms.ValidationError("Год рождения: четыре цифры, например 2012.")
    return year


class UnitField(forms.CharField):
    """A class or a group in one spelling."""

    def clean(self, value: Any) -> str:
        """«7 «а»» is «7А»."""
        return class_of(super().clean(value))


def day_field(label: str, *, required: bool = False, **more: Any) -> DayField:
    """A day, typed or picked."""
    return DayField(label=label, required=required, **more)
