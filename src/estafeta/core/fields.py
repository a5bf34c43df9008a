"""Bounds of what forms take: days within living memory, numbers that a database holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2100, 12, 31)
GREATEST = 999_999_999
"""The greatest number of a row, a page or a version that anybody may ask for."""
_YEARS = f"Проверьте год: он должен быть от {FIRST_DAY.year} до {LAST_DAY.year}."

OF_OUR_TIME: list[Callable[[Any], None]] = [MinValueValidator(FIRST_DAY, _YEARS), MaxValueValidator(LAST_DAY, _YEARS)]
"""Validators of a day: a year 1 or 9999 is a slip of the hand, and arithmetic of days ends there."""


class MomentField(forms.DateTimeField):
    """A moment of our time."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        first, last = (dt.datetime.combine(day, dt.time(), dt.UTC) for day in (FIRST_DAY, LAST_DAY))
        self.validators += [MinValueValidator(first, _YEARS), MaxValueValidator(last, _YEARS)]


class NumberField(forms.IntegerField):
    """The number of a row, a page, a version."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": GREATEST, **kwargs})
