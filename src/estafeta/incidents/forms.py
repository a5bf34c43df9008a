"""Forms of incidents."""

from __future__ import annotations

from typing import Any

from django import forms

from estafeta.core.fields import MomentField
from estafeta.incidents.models import Incident


class MomentInput(forms.DateTimeInput):
    """A day and a time by the browser's own calendar."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class ReportForm(forms.ModelForm[Incident]):
    """What is known at the first minute."""

    class Meta:
        model = Incident
        fields = ("title", "sort", "found_at", "happened", "drill")
        field_classes = {"found_at": MomentField}
        widgets = {"found_at": MomentInput(), "happened": forms.Textarea({"rows": 4})}


class IncidentForm(forms.ModelForm[Incident]):
    """The whole card."""

    class Meta:
        model = Incident
        fields = (
            "title", "sort", "found_at", "drill", "happened", "causes", "harm", "measures", "data", "persons",
            "contact_name", "contact_post", "contact_phone", "findings", "culprits",
        )  # fmt: skip
        field_classes = {"found_at": MomentField}
        widgets = {
            "found_at": MomentInput(),
            **{
                name: forms.Textarea({"rows": 3})
                for name in ("happened", "causes", "harm", "measures", "data", "findings", "culprits")
            },
        }


class TellForm(forms.Form):
    """When it was sent and under which number it was taken."""

    at = MomentField(label="Когда отправлено", widget=MomentInput())
    number = forms.CharField(label="Номер обращения", max_length=100, required=False, help_text="Его даёт портал.")


class TouchedForm(forms.ModelForm[Incident]):
    """Whose work in the system is looked through, and for which time."""

    class Meta:
        model = Incident
        fields = ("account", "since", "until")
        field_classes = {"since": MomentField, "until": MomentField}
        widgets = {"since": MomentInput(), "until": MomentInput()}

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = colleagues  # type: ignore[attr-defined]
