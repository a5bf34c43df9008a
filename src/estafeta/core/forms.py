"""Forms of what addresses and buttons say: nobody sees them, so nothing in them is an error."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from estafeta.core.fields import NumberField


class LenientForm(forms.Form):
    """A value that its field refuses is as if it were not said. Of several sources the first that says it is heard."""

    def __init__(self, *sources: QueryDict) -> None:
        data = QueryDict(mutable=True)
        for source in reversed(sources):
            for name, values in source.lists():
                if any(values):
                    data.setlist(name, values)
        super().__init__(data)

    def chosen(self) -> dict[str, Any]:
        """Return the value of every field, the initial one where nothing fit was said."""
        self.is_valid()
        fit = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        return {name: field.initial for name, field in self.fields.items()} | fit


class SureForm(LenientForm):
    """The second step of «точно?»."""

    sure = forms.BooleanField(required=False, widget=forms.HiddenInput, initial=False)


class PageForm(LenientForm):
    """Which page of a list; beyond the last it is the last."""

    page = NumberField(min_value=1, required=False, initial=1)


class NextForm(LenientForm):
    """The address to return to."""

    next = forms.CharField(required=False, max_length=2000, initial="")


class SearchForm(LenientForm):
    """What is searched at the top of the page."""

    q = forms.CharField(required=False, max_length=200, initial="")
