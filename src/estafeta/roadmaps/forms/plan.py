"""Forms of a whole plan: filters, its head, its beginnings, sections."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from estafeta.core.forms import LenientForm
from estafeta.roadmaps.forms.fields import STAGE_CHOICES, day_field, stage_field, text_field
from estafeta.roadmaps.models import Roadmap, Section
from estafeta.roadmaps.queries.plan import WHEN, PlanFilters

LONGEST_ID = 18
BY = (("sections", "По разделам"), ("stages", "По этапам"))


class FilterForm(forms.Form):
    """What the address of a plan keeps. Unknown values are as good as none."""

    when = forms.ChoiceField(label="Когда", required=False, choices=[("", "все"), *((key, key) for key in WHEN)])
    mine = forms.BooleanField(label="Мои", required=False)
    responsible = forms.CharField(label="Ответственный", required=False, max_length=310)
    stage = forms.TypedChoiceField(
        label="Этап", choices=[("", "все этапы"), *STAGE_CHOICES[1:]], coerce=int, empty_value=None, required=False
    )
    since = day_field("Срок с", required=False)
    until = day_field("по", required=False)
    kind = forms.CharField(label="Вид", required=False, max_length=60)
    bare = forms.BooleanField(label="Без подтверждения", required=False)
    q = forms.CharField(label="Поиск", required=False, max_length=200)
    by = forms.ChoiceField(label="Строки", choices=BY, required=False)

    def sections(self) -> tuple[int, ...]:
        """Return the ids of the chosen sections; a cell of the overview may name several."""
        named = self.data.getlist("section") if isinstance(self.data, QueryDict) else []
        return tuple(int(key) for key in named if key.isdecimal() and len(key) < LONGEST_ID)

    def filters(self) -> PlanFilters:
        """Return what was asked for, leaving out what was not understood."""
        self.is_valid()
        got: dict[str, Any] = self.cleaned_data
        return PlanFilters(
            when=got.get("when") or "",
            mine=bool(got.get("mine")),
            responsible=got.get("responsible") or "",
            stage=got.get("stage"),
            sections=self.sections(),
            since=got.get("since"),
            until=got.get("until"),
            kind=got.get("kind") or "",
            without_proof=bool(got.get("bare")),
            text=(got.get("q") or "").strip(),
            by=got.get("by") or "sections",
        )


class SpanForm(LenientForm):
    """Which school year of a timeline."""

    span = forms.CharField(required=False, max_length=30, initial="")


class MonthForm(LenientForm):
    """Which month of a calendar: «2026-11»."""

    month = forms.CharField(required=False, max_length=10, initial="")


class LayoutForm(LenientForm):
    """In which layout a plan is printed; its own when nothing is said."""

    layout = forms.ChoiceField(choices=Roadmap.Layout.choices, required=False)


class PeriodForm(forms.Form):
    """A period that does not end before it starts."""

    starts = day_field("Начало")
    ends = day_field("Окончание")

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start."""
        got: dict[str, Any] = super().clean() or {}
        if got.get("starts") and got.get("ends") and got["ends"] < got["starts"]:
            self.add_error("ends", "Карта не может закончиться раньше, чем началась.")
        return got


class HeadForm(PeriodForm, forms.ModelForm):  # type: ignore[type-arg] # Django itself has no brackets at run time
    """The head of a roadmap."""

    title = text_field("Название", 2, required=True, max_length=500)
    approved_date = day_field("Утверждено", required=False)
    order_date = day_field("Дата акта", required=False)

    class Meta:
        model = Roadmap
        fields = (
            "title", "starts", "ends", "layout", "approved_post", "approved_name", "approved_date",
            "order_kind", "order_number", "order_date", "order_subject", "territory_note",
        )  # fmt: skip
        widgets = {"order_subject": forms.Textarea(attrs={"rows": 2})}


class SectionForm(forms.Form):
    """A section."""

    number = forms.CharField(label="Номер", max_length=20, required=False)
    title = text_field("Название", 2, required=True, error_messages={"required": "Назовите раздел."})
    stage = stage_field()
    deadline_text = forms.CharField(label="Срок раздела", max_length=300, required=False)

    @classmethod
    def initial_of(cls, section: Section) -> dict[str, Any]:
        """Return what the form shows of a section."""
        return {name: getattr(section, name) for name in cls.base_fields}
