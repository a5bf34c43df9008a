"""Forms of control: filters, a reminder, rules, controller, hand-over, the turn of the year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from estafeta.accounts.models import User
from estafeta.control.axes import AXES
from estafeta.control.handing import lines_of
from estafeta.control.matrix import Filters
from estafeta.control.reminders import OVERDUE
from estafeta.control.tallies import STANDINGS
from estafeta.organisations.models import Organisation
from estafeta.roadmaps.forms.fields import day_field, text_field
from estafeta.workbench.open_work import OpenWork, SourceWork

ONLY = (
    ("", "все организации"),
    ("late", "с просроченным"),
    ("empty", "без сроков"),
    ("planless", "без дорожной карты"),
)
SORT = (("name", "по названию"), ("late", "просроченное"), ("complete", "полнота"), ("timely", "своевременность"))


class MatrixForm(forms.Form):
    """What the address of the matrix keeps; unknown values are as good as none."""

    axis = forms.ChoiceField(label="Столбцы", choices=list(AXES.items()), required=False)
    kind = forms.ChoiceField(label="Тип организации", required=False, choices=[("", "все"), *Organisation.Kind.choices])
    only = forms.ChoiceField(label="Показать", required=False, choices=ONLY)
    first = day_field("Сроки с", required=False)
    last = day_field("Сроки по", required=False)
    columns = forms.ChoiceField(label="Пустые столбцы", required=False, choices=(("", "скрыть"), ("all", "показать")))
    sort = forms.ChoiceField(label="Порядок", required=False, choices=SORT)

    def kept(self) -> dict[str, str]:
        """Return the filters of the matrix as an address writes them, empty where nothing was understood."""
        self.is_valid()
        return {name: str(self.cleaned_data.get(name) or "") for name in MatrixForm.base_fields}

    def filters(self) -> Filters:
        """Return what was asked for, leaving out what was not understood."""
        self.is_valid()
        got = {name: value for name, value in self.cleaned_data.items() if value}
        every = got.pop("columns", "") == "all"
        return Filters(**got, every_column=every)


class BehindForm(MatrixForm):
    """What the address of the list behind a number keeps beside the filters of the matrix."""

    organisation = forms.SlugField(max_length=60, required=False)
    column = forms.CharField(required=False, max_length=2000)
    standing = forms.ChoiceField(required=False, choices=list(STANDINGS.items()))

    def chosen(self) -> dict[str, str]:
        """Return the place of the number: organisation, column, standing."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in ("organisation", "column", "standing")}

    def filters(self) -> Filters:
        """Return the filters of the matrix alone."""
        self.is_valid()
        for name in ("organisation", "column", "standing"):
            self.cleaned_data.pop(name, None)
        return super().filters()


class RemindForm(forms.Form):
    """The words of a reminder; `sure` comes with the second step."""

    text = text_field(
        "Текст напоминания",
        3,
        required=True,
        error_messages={"required": "Напишите, о чём напомнить."},
        help_text=f"Вместо {OVERDUE} каждая организация увидит свои просроченные сроки.",
    )
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput, initial=True)


class RulesForm(forms.Form):
    """When the director is told."""

    escalates = forms.BooleanField(label="Сообщать директору о просроченном", required=False)
    escalate_after = forms.IntegerField(label="Через сколько дней просрочки", min_value=1, max_value=90)


class ControllerForm(forms.Form):
    """Who controls a roadmap."""

    user = forms.ChoiceField(label="Контролёр", required=False)
    text = forms.CharField(label="Как в приказе", required=False, max_length=300)

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user in people}
        names = [(key, user.full_name) for key, user in self.people.items()]
        self.fields["user"].choices = [("", "не назначен"), *names]  # type: ignore[attr-defined]


class LeaverForm(forms.Form):
    """Who leaves."""

    leaver = forms.ChoiceField(label="Кто передаёт дела")

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user in people}
        names = [(key, user.full_name) for key, user in self.people.items()]
        self.fields["leaver"].choices = [("", "выберите"), *names]  # type: ignore[attr-defined]


class OwnersForm(forms.Form):
    """A new owner for each work, or one for all that name nobody; a note beside each."""

    everything = forms.ChoiceField(label="Всё — кому", required=False)
    day = day_field("Дата передачи")

    def __init__(self, *args: Any, held: Sequence[SourceWork], people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = held
        self.people = {str(user.pk): user for user in people}
        names = [(key, user.full_name) for key, user in self.people.items()]
        self.fields["everything"].choices = [("", "выберите"), *names]  # type: ignore[attr-defined]
        choices = [("", "как для всех"), *names]
        for _, _, key in lines_of(held):
            self.fields[f"to_{key}"] = forms.ChoiceField(label="Кому", required=False, choices=choices)
            self.fields[f"note_{key}"] = forms.CharField(label="Примечание", required=False, max_length=200)

    def groups(self) -> list[tuple[str, list[tuple[OpenWork, forms.BoundField, forms.BoundField]]]]:
        """Each kind with its works, each work with its two fields."""
        return [
            (one.source.label, [(work, self[f"to_{key}"], self[f"note_{key}"]) for _, work, key in lines_of([one])])
            for one in self.held
        ]

    def owners(self) -> dict[str, User]:
        """The chosen owner of each work."""
        got = self.cleaned_data
        chosen = {key: got[f"to_{key}"] or got["everything"] for _, _, key in lines_of(self.held)}
        return {key: self.people[value] for key, value in chosen.items() if value}

    def preview(self) -> list[tuple[str, User | None]]:
        """What goes to whom; None where nobody is chosen yet."""
        owners = self.owners()
        return [(work.name, owners.get(key)) for _, work, key in lines_of(self.held)]

    def notes(self) -> dict[str, str]:
        """What is noted beside each work."""
        return {key: self.cleaned_data[f"note_{key}"] for _, _, key in lines_of(self.held)}


class AbsenceForm(forms.Form):
    """Who is away, who stands in, from when to when. Without the right to appoint for others: oneself."""

    user = forms.ChoiceField(label="Кто отсутствует")
    deputy = forms.ChoiceField(label="Кто замещает")
    starts = day_field("Первый день")
    ends = day_field("Последний день")

    def __init__(self, *args: Any, people: Sequence[User], who: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user in people}
        names = [(key, user.full_name) for key, user in self.people.items()]
        self.fields["user"].choices = [(str(user.pk), user.full_name) for user in who]  # type: ignore[attr-defined]
        self.fields["deputy"].choices = [("", "выберите"), *names]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        got = self.cleaned_data
        return got | {"user": self.people[got["user"]], "deputy": self.people[got["deputy"]]}


class RollForm(forms.Form):
    """When the new roadmap starts, what is carried, by when it is to be finished."""

    starts = day_field("Начало новой карты")
    until = day_field("Незавершённое закончить до", required=False, help_text="Если не указать — через 30 дней.")
    carry = forms.MultipleChoiceField(label="Перенести", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["carry"].choices = list(choices)  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What `roll_over` takes."""
        got = self.cleaned_data
        until: dt.date = got["until"] or got["starts"] + dt.timedelta(days=30)
        return {"starts": got["starts"], "carry": [int(key) for key in got["carry"]], "until": until}
