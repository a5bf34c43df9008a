"""The question of a search."""

from __future__ import annotations

from django import forms

from estafeta.core.forms import LenientForm


class SearchForm(LenientForm):
    """What is sought, of which kind."""

    q = forms.CharField(required=False, max_length=200, initial="")
    kind = forms.SlugField(required=False, max_length=20, initial="")
