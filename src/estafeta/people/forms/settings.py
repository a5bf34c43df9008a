"""An own field of the organisation."""

from __future__ import annotations

from typing import Any

from django import forms

from estafeta.people.models import Affiliation, ExtraField


class FieldForm(forms.ModelForm[ExtraField]):
    """What is asked, of whom, what for."""

    class Meta:
        model = ExtraField
        fields = ("label", "sort", "options", "about", "purpose", "in_use")
        widgets = {"options": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "options": "только для списка",
            "purpose": "эти слова увидит каждый, кто спросит, что о нём хранится",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [("", "у всех"), *Affiliation.Kind.choices]  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """The row is checked by the action."""
