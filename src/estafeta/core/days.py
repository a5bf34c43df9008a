"""Fields for a day and a time: typed in words («15.09», «через неделю», «в пятницу», «9:30») or picked.

The browser's own calendar is not used: it begins the week on Sunday where the system says so and knows no words.
Without scripts the line is typed and read by the server all the same.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from estafeta.core.clock import today_here
from estafeta.core.fields import OF_OUR_TIME
from russian.typed_days import read_day, read_time

NO_DAY = "Такого дня нет. Напишите, например, 15.09, 15 сентября, через неделю или в пятницу."
NO_TIME = "Такого времени нет. Напишите, например, 9:30 или 14."


class DayInput(forms.DateInput):
    """A line for a day with a calendar; below it stands how the words were understood."""

    template_name = "core/widgets/day.html"

    def __init__(self, attrs: dict[str, Any] | None = None, format: str = "%d.%m.%Y") -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})}, format)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """What the template needs: the day it is and where words are read."""
        context = super().get_context(name, value, attrs)
        return {**context, "today": f"{today_here():%Y-%m-%d}", "read_url": reverse_lazy("core:read_day")}


class DayField(forms.DateField):
    """A day of our time. What stands in the line may be any wording that `russian.typed_days` reads."""

    widget = DayInput
    default_validators = OF_OUR_TIME
    default_error_messages = {"required": "Укажите день.", "invalid": NO_DAY}

    def to_python(self, value: Any) -> dt.date | None:
        """Read the words, from the day that it is where the request comes from."""
        if value in self.empty_values or not str(value).strip():
            return None
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, dt.date):
            return value
        day = read_day(str(value), today_here())
        if day is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class ClockField(forms.TimeField):
    """A time of the day, hours and minutes: «9:30», «930», «в 15», «полдень»."""

    widget = forms.TimeInput(format="%H:%M", attrs={"autocomplete": "off", "inputmode": "numeric", "size": 6})
    default_error_messages = {"required": "Укажите время.", "invalid": NO_TIME}

    def to_python(self, value: Any) -> dt.time | None:
        """Read the words."""
        if value in self.empty_values or isinstance(value, dt.time):
            return value or None
        time = read_time(str(value))
        if time is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return time
