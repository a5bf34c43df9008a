"""Forms of sites."""

from __future__ import annotations

from django import forms


class PageForm(forms.Form):
    """A page to be opened once."""

    url = forms.URLField(
        label="Адрес страницы",
        max_length=1000,
        assume_scheme="https",
        error_messages={"required": "Впишите адрес страницы.", "invalid": "Это не похоже на адрес страницы."},
    )
