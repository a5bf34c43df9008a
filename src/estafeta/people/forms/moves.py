"""Moving people together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from estafeta.core.fields import OF_OUR_TIME
from estafeta.core.forms import LenientForm
from estafeta.people.forms.fields import UnitField, day_field
from estafeta.people.models import Affiliation
from estafeta.people.queries.year import GRADUATE, UnitPlan


class YearForm(forms.Form):
    """Whither each class goes, and who repeats the year; fields are named by the place of the class in the plan."""

    def __init__(self, *args: Any, plans: Sequence[UnitPlan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plans = plans
        for place, plan in enumerate(plans):
            options = [("", "остаётся как есть"), (GRADUATE, "выпуск")]
            goes_on = [plan.target] if plan.target != GRADUATE else []
            options = [*((unit, f"→ {unit}") for unit in goes_on), *options]
            self.fields[f"to{place}"] = forms.ChoiceField(
                label=plan.unit, choices=options, required=False, initial=plan.target
            )
        keys = [(str(row.person_id), "") for plan in plans for row in plan.rows]
        self.fields["staying"] = forms.MultipleChoiceField(choices=keys, required=False)

    def targets(self) -> dict[str, str]:
        """{class: next class, «выпуск» or empty}."""
        return {plan.unit: self.cleaned_data[f"to{place}"] for place, plan in enumerate(self.plans)}

    def staying(self) -> frozenset[int]:
        """Keys of cards that repeat the year."""
        return frozenset(int(key) for key in self.cleaned_data["staying"])

    def lines(self) -> list[tuple[UnitPlan, forms.BoundField]]:
        """Each class with its field."""
        return [(plan, self[f"to{place}"]) for place, plan in enumerate(self.plans)]


class YearDayForm(LenientForm):
    """The first day of the year that people are moved to."""

    starts = forms.DateField(required=False, validators=OF_OUR_TIME)


class MoveForm(forms.Form):
    """Another class from a day on."""

    unit = UnitField(label="В какой класс или группу", max_length=60)
    starts = day_field("С какого дня", required=True)


class LetGoForm(forms.Form):
    """The last day and the reason, of all the ticked."""

    last_day = day_field("Последний день здесь", required=True)
    ending = forms.ChoiceField(label="Почему", choices=Affiliation.Ending.choices, initial=Affiliation.Ending.LEFT)
    note = forms.CharField(label="Подробности", max_length=200, required=False)


class StageForm(LenientForm):
    """Whether the form below the ticked people was sent, or they were only ticked."""

    asked = forms.BooleanField(required=False, initial=False)
