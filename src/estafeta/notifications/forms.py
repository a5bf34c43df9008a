"""Forms of reminders."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from estafeta.accounts.models import User
from estafeta.notifications.kinds import DUES, KINDS, choices_of
from estafeta.notifications.models import FURTHEST, Choice


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


class ChannelsForm(forms.Form):
    """The person's own choices: two fields a kind, `channel:code` and `pace:code`."""

    def __init__(self, data: QueryDict | None, *, user: User) -> None:
        super().__init__(data)
        self.kinds = sorted(KINDS.values(), key=lambda kind: (kind is not DUES, kind.label))
        for kind in self.kinds:
            channel, pace = choices_of([user], kind.code)[user.pk]
            self.fields[f"channel:{kind.code}"] = forms.ChoiceField(
                label=f"{kind.label}: как сообщать", choices=kind.channels, initial=channel
            )
            paces = [(value, label) for value, label in Choice.Pace.choices if value in kind.paces]
            self.fields[f"pace:{kind.code}"] = forms.ChoiceField(
                label=f"{kind.label}: как часто писать", choices=paces, initial=pace
            )

    @property
    def rows(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """The fields kind by kind, under the words of the kind."""
        return [(kind.label, self[f"channel:{kind.code}"], self[f"pace:{kind.code}"]) for kind in self.kinds]

    def choices(self) -> dict[str, tuple[str, str]]:
        """What the action takes: those that differ from what has been in force."""
        got = self.cleaned_data
        codes = (kind.code for kind in self.kinds)
        chosen = {code: (got[f"channel:{code}"], got[f"pace:{code}"]) for code in codes}
        return {code: pair for code, pair in chosen.items() if pair != self._before(code)}

    def _before(self, code: str) -> tuple[Any, Any]:
        return self.fields[f"channel:{code}"].initial, self.fields[f"pace:{code}"].initial
