"""Fields that several forms of this room share."""

from __future__ import annotations

from typing import Any

from django import forms

from estafeta.core.days import DayField
from estafeta.core.models import TEXT_LENGTH
from estafeta.roadmaps.phrases import STAGES

STAGE_CHOICES = [("", "не указан"), *((str(number), f"{number}. {title}") for number, title in STAGES.items())]


def day_field(label: str, *, required: bool = True, **more: Any) -> DayField:
    """A day, typed or picked."""
    return DayField(label=label, required=required, **more)


def text_field(
    label: str, rows: int = 2, *, required: bool = False, max_length: int = TEXT_LENGTH, **more: Any
) -> forms.CharField:
    """Several lines."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=max_length, widget=area, **more)


def stage_field() -> forms.TypedChoiceField:
    """One of the stages, or none."""
    return forms.TypedChoiceField(label="Этап", choices=STAGE_CHOICES, coerce=int, empty_value=None, required=False)


def line_list(text: str) -> list[str]:
    """Cut a field with one thing a line into things."""
    return [line.strip() for line in text.splitlines() if line.strip()]
