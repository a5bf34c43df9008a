"""Forms of proofs."""

from __future__ import annotations

from typing import Any

from django import forms

from estafeta.roadmaps.forms.fields import text_field
from estafeta.roadmaps.models import Measure, Proof
from estafeta.roadmaps.proofs.asking import due_to_ask
from estafeta.roadmaps.queries.kinds import kinds_of
from estafeta.roadmaps.sentences import due_named
from estafeta.roadmaps.understanding import catalogue


class AcceptForm(forms.Form):
    """What a claim proves, and for which due."""

    kinds = forms.MultipleChoiceField(label="Что подтверждает", required=False, widget=forms.CheckboxSelectMultiple)
    due = forms.ChoiceField(label="Для какого срока", required=False)
    is_chosen = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)

    def __init__(self, *args: Any, proof: Proof, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        measure: Measure = proof.measure
        codes = [row.code for row in kinds_of(measure)]
        known = catalogue()
        choices = [(code, known[code].name if code in known else code) for code in codes]
        self.fields["kinds"].choices = choices  # type: ignore[attr-defined]
        self.fields["kinds"].initial = proof.kinds or codes
        dues = measure.dues.all()
        self.dues = {str(due.pk): due for due in dues}
        self.fields["due"].choices = [(key, due_named(due)) for key, due in self.dues.items()]  # type: ignore[attr-defined]
        first = proof.due or due_to_ask(measure)
        self.fields["due"].initial = str(first.pk) if first else ""
        if len(dues) < 2:
            del self.fields["due"]
        self.has_choice = len(codes) > 1 or len(dues) > 1

    def clean(self) -> dict[str, Any]:
        """Demand a choice where the whole form was shown; a button alone accepts for everything."""
        got: dict[str, Any] = super().clean() or {}
        if got.get("is_chosen") and not got.get("kinds"):
            self.add_error("kinds", "Отметьте, что подтверждает файл или ссылка.")
        return got

    def chosen(self) -> dict[str, Any]:
        """Return `kinds` and `due` as the action takes them."""
        return {"kinds": self.cleaned_data["kinds"], "due": self.dues.get(self.cleaned_data.get("due", ""))}

    @property
    def is_settled(self) -> bool:
        """True when nothing is left to choose."""
        return self.is_valid() and (self.cleaned_data["is_chosen"] or not self.has_choice)


class ReturnForm(forms.Form):
    """What is wrong with a claim."""

    note = text_field("Что исправить", 3, required=True, error_messages={"required": "Напишите, что исправить."})


class WaiveForm(forms.Form):
    """Why a kind needs no proof."""

    reason = text_field("Почему не требуется", 3, required=True, error_messages={"required": "Напишите, почему."})


class ConcernsForm(forms.Form):
    """Whom a measure is asked of."""

    concerns = forms.ChoiceField(
        label="О ком это мероприятие", choices=Measure.Concerns.choices, widget=forms.RadioSelect
    )


class SettleForm(forms.Form):
    """What becomes of a due whose proof is gone."""

    decision = forms.ChoiceField(choices=[("reopen", "Вернуть в работу"), ("keep", "Оставить выполненным")])
    note = forms.CharField(required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        """Demand a reason for leaving the due done."""
        got: dict[str, Any] = super().clean() or {}
        if got.get("decision") == "keep" and not got.get("note", "").strip():
            self.add_error("note", "Напишите, почему мероприятие остаётся выполненным.")
        return got
