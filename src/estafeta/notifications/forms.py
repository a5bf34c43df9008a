"""Forms of reminders."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError

from estafeta.notifications.models import FURTHEST


class DaysField(forms.CharField):
    """«7, 3, 1» ↔ [7, 3, 1]."""

    def to_python(self, value: object) -> list[int]:  # type: ignore[override]
        """Read numbers between 1 and 60 in any punctuation; empty means none."""
        text = str(value or "")
        if re.search(r"[^\d\s,;.и]", text):
            raise ValidationError("Перечислите дни числами через запятую, например: 7, 3, 1.")
        days = [int(part) for part in re.findall(r"\d+", text)]
        if any(not 1 <= day <= FURTHEST for day in days):
            raise ValidationError(f"Дни — от 1 до {FURTHEST}.")
        return sorted(set(days))

    def prepare_value(self, value: object) -> object:
        """Show a list as text."""
        return ", ".join(str(day) for day in value) if isinstance(value, list) else value


class ReminderForm(forms.Form):
    """When people are reminded of a due day."""

    before = DaysField(label="За сколько дней до срока", required=False, help_text="Например: 7, 3, 1")
    on_the_day = forms.BooleanField(label="В день срока", required=False)
    after = DaysField(label="Через сколько дней после срока", required=False, help_text="Например: 1, 3, 7")
    hour = forms.IntegerField(label="Час отправки письма", min_value=0, max_value=23)


class DigestForm(forms.Form):
    """The person's own choice."""

    digest_by_mail = forms.BooleanField(label="Присылать мне сводку дел на почту раз в день", required=False)
