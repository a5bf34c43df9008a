"""Forms of evidence."""

from __future__ import annotations

from django import forms


class SiteForm(forms.Form):
    """An address to be opened once."""

    url = forms.URLField(
        label="Адрес страницы",
        max_length=1000,
        assume_scheme="https",
        error_messages={"required": "Впишите адрес страницы.", "invalid": "Это не похоже на адрес страницы."},
    )
