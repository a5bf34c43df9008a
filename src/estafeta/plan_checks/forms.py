"""Forms of remarks."""

from __future__ import annotations

from django import forms

from estafeta.core.forms import LenientForm


class SettleForm(LenientForm):
    """Which remark is settled, and why."""

    remark = forms.CharField(required=False, max_length=2000, initial="")
    note = forms.CharField(required=False, max_length=500, initial="")
