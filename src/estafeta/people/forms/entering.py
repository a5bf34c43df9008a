"""Whom the page shows."""

from __future__ import annotations

from django import forms

from estafeta.core.forms import LenientForm


class AbsentForm(LenientForm):
    """Only organisations where nobody has entered."""

    absent = forms.BooleanField(required=False, initial=False)
