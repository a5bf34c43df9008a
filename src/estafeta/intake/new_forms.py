"""Forms of a plan that begins without a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from estafeta.core.forms import LenientForm
from estafeta.intake.plan_templates import Template
from estafeta.roadmaps.forms.plan import PeriodForm
from estafeta.roadmaps.models import Roadmap
from russian.dates import school_year, school_year_label


class WayForm(LenientForm):
    """What a new plan begins with."""

    way = forms.ChoiceField(choices=(("template", "шаблон"), ("empty", "чистый лист")), required=False, initial="")


class EmptyForm(PeriodForm):
    """A roadmap from a clean sheet."""

    title = forms.CharField(label="Название", max_length=500, error_messages={"required": "Назовите дорожную карту."})
    layout = forms.ChoiceField(label="Вид для печати", choices=Roadmap.Layout.choices, initial=Roadmap.Layout.CLASSIC5)
    field_order = ("title", "starts", "ends", "layout")


class TemplateForm(forms.Form):
    """A built-in template for a school year."""

    code = forms.ChoiceField(label="Шаблон", widget=forms.RadioSelect)
    year = forms.TypedChoiceField(label="Учебный год", coerce=int)

    def __init__(self, *args: Any, templates: Sequence[Template], today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = school_year(today)
        years = [(str(year), school_year_label(year)) for year in (now, now + 1)]
        self.fields["code"].choices = [(row.code, f"{row.title}. {row.note}") for row in templates]  # type: ignore[attr-defined]
        self.fields["year"].choices = years  # type: ignore[attr-defined]
        self.fields["year"].initial = str(now)
