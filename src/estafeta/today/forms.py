"""Forms of «Сегодня»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from estafeta.today.queries import ColleagueLine


class ReminderForm(forms.Form):
    """Whom to remind of what is late."""

    selected = forms.TypedMultipleChoiceField(coerce=int, error_messages={"required": "Отметьте, кому напомнить."})

    def __init__(self, *args: Any, lines: Sequence[ColleagueLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["selected"].choices = [  # type: ignore[attr-defined]
            (str(line.user_id), line.name) for line in lines if line.user_id and line.late
        ]
