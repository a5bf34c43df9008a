"""Forms of what a person does at any page."""

from __future__ import annotations

from django import forms


class ViewForm(forms.Form):
    """A choice of filters and its name."""

    name = forms.CharField(label="Название вида", max_length=100)
    page = forms.SlugField(max_length=60)
    query = forms.CharField(required=False, max_length=2000)
