"""Forms about one due: closing, dropping, moving, proving, talking."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from estafeta.roadmaps.actions.proofs import ProofInput


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A date typed or picked."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


def text_field(label: str, *, rows: int = 3, required: bool = True, help_text: str = "") -> forms.CharField:
    """A few lines of text."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, help_text=help_text, widget=widget)


class ProofForm(forms.Form):
    """A file, a link or a note that proves."""

    file = forms.FileField(label="Файл", required=False, help_text="до 20 МБ")
    url = forms.URLField(label="Или ссылка", required=False, assume_scheme="https")
    text = text_field("Или пояснение", rows=2, required=False)

    def clean(self) -> dict[str, Any]:
        """Something must be given."""
        data = super().clean() or {}
        if not self.errors and not any(data.get(name) for name in ("file", "url", "text")):
            self.add_error(None, "Приложите файл, вставьте ссылку или напишите пояснение.")
        return data

    def proof(self) -> ProofInput:
        """What was given."""
        data = self.cleaned_data
        return ProofInput(file=data["file"], url=data["url"], text=data["text"])


class CloseForm(ProofForm):
    """Marking a due done: when, and what proves it or why nothing does."""

    fact_on = day_field("Когда выполнено")
    reason = text_field("Подтверждения нет, потому что", rows=2, required=False)
    field_order = ("fact_on", "file", "url", "text", "reason")

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"fact_on": today})
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """The action asks for a proof or a reason, because a proof may stand there already."""
        return forms.Form.clean(self) or {}

    def given(self) -> ProofInput | None:
        """The proof given with the closing, if any."""
        proof = self.proof()
        return proof if proof.file or proof.url or proof.text else None


class ReasonForm(forms.Form):
    """Why it will not be done."""

    reason = text_field("Почему")


class MoveForm(forms.Form):
    """Asking for a later day."""

    new_date = day_field("Новый срок")
    reason = text_field("Почему срок нужно перенести")


class DecisionForm(forms.Form):
    """Agreeing or refusing a move."""

    note = text_field("Пояснение", rows=2, required=False)


class RemarkForm(forms.Form):
    """One remark of the conversation."""

    text = text_field("Написать", rows=2)


class AddDueForm(forms.Form):
    """One more due of a measure."""

    due_on = day_field("Срок")
    starts = day_field("Начало", required=False)


class BulkForm(forms.Form):
    """Acts on the chosen measures."""

    act = forms.ChoiceField(choices=[("close", ""), ("assign", ""), ("move", "")])
    selected = forms.TypedMultipleChoiceField(coerce=int, required=False)
    reason = forms.CharField(required=False)
    who = forms.CharField(required=False)
    new_date = forms.DateField(required=False)

    def __init__(self, *args: Any, measures: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["selected"].choices = [(pk, pk) for pk in measures]  # type: ignore[attr-defined]
