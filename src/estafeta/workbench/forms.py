"""Forms of what a person does at any page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms


class TickedForm(forms.Form):
    """Ticked rows of a list: only those of the given keys that may be ticked; `sure` comes with the second step.

    Keys are compared as text, so that no number is too big and no letter passes for a digit.
    """

    selected = forms.MultipleChoiceField(required=False)
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, keys: Iterable[object], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["selected"].choices = [(str(key), str(key)) for key in keys]  # type: ignore[attr-defined]


class ViewForm(forms.Form):
    """A choice of filters and its name."""

    name = forms.CharField(label="Название вида", max_length=100)
    page = forms.SlugField(max_length=60)
    query = forms.CharField(required=False, max_length=2000)
