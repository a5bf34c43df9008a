"""Everything a person types on the pages of a load."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from django import forms

from estafeta.accounts.models import User
from estafeta.core.days import DayField
from estafeta.core.forms import LenientForm
from estafeta.core.models import TEXT_LENGTH
from estafeta.intake.draft import LONGEST
from estafeta.intake.matching import Matcher
from estafeta.organisations.roles import Role
from estafeta.roadmaps.models import Roadmap
from estafeta.roadmaps.understanding import catalogue
from estafeta.workbench.uploads import PLAN, UploadField

Json = dict[str, Any]
MEANINGS = (
    ("", "не читать"),
    ("number", "номер"),
    ("title", "мероприятие"),
    ("deadline", "срок"),
    ("start", "начало"),
    ("end", "окончание"),
    ("responsible", "ответственные"),
    ("result", "результат"),
    ("document", "вид документа"),
    ("report_to", "кого информировать"),
    ("report_when", "когда информировать"),
    ("stage", "этап"),
    ("section", "раздел"),
    ("form", "форма наставничества"),
    ("group", "направление"),
    ("mark", "отметка о выполнении"),
    ("note", "примечание"),
    ("other", "другое"),
)
STAGES = [("", "не указан"), *((str(number), f"этап {number}") for number in range(1, 9))]


class UploadForm(forms.Form):
    """One file."""

    file = UploadField(PLAN, label="Перетащите сюда файл дорожной карты или выберите его")


class HeadForm(forms.Form):
    """What is said of the document itself."""

    title = forms.CharField(label="Название", max_length=LONGEST["title"], widget=forms.Textarea(attrs={"rows": 3}))
    starts = DayField(label="Начало")
    ends = DayField(label="Окончание")
    layout = forms.ChoiceField(label="Вид для печати", choices=Roadmap.Layout.choices)
    approved_post = forms.CharField(label="Утвердил: должность", required=False, max_length=LONGEST["approved_post"])
    approved_name = forms.CharField(label="Утвердил: имя", required=False, max_length=LONGEST["approved_name"])
    approved_date = DayField(label="Дата утверждения", required=False)
    order_kind = forms.CharField(label="Распорядительный акт", required=False, max_length=LONGEST["order_kind"])
    order_number = forms.CharField(label="Номер акта", required=False, max_length=LONGEST["order_number"])
    order_date = DayField(label="Дата акта", required=False)

    def clean(self) -> Json:
        """The plan may not end before it starts, nor last longer than fifteen years."""
        data = super().clean() or {}
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", "Окончание раньше начала.")
        if starts and ends and (ends - starts).days > 15 * 366:
            self.add_error("ends", "Карта длиннее пятнадцати лет: проверьте год.")
        return data

    def values(self) -> Json:
        """The cleaned values as the draft keeps them."""
        return {name: iso(value) for name, value in self.cleaned_data.items()}


class RowForm(forms.Form):
    """One row of the plan as understood."""

    number = forms.CharField(label="Номер", required=False, max_length=30)
    title = forms.CharField(label="Мероприятие", max_length=TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 4}))
    items = forms.CharField(
        label="Перечень работ",
        max_length=4 * TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Каждая с новой строки",
    )
    deadline_text = forms.CharField(
        label="Срок, как напечатан", max_length=TEXT_LENGTH, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    responsible_text = forms.CharField(
        label="Ответственные, как напечатаны",
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    users = forms.MultipleChoiceField(
        label="Кто это из сотрудников", required=False, widget=forms.CheckboxSelectMultiple
    )
    roles = forms.MultipleChoiceField(
        label="Или роль", required=False, choices=Role.choices, widget=forms.CheckboxSelectMultiple
    )
    result = forms.CharField(
        label="Результат", max_length=TEXT_LENGTH, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    document = forms.CharField(
        label="Вид документа", max_length=TEXT_LENGTH, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    section = forms.ChoiceField(label="Раздел")
    stage = forms.ChoiceField(label="Этап", required=False, choices=STAGES)
    kinds = forms.MultipleChoiceField(
        label="О чём это мероприятие", required=False, widget=forms.SelectMultiple(attrs={"size": 8})
    )

    def __init__(self, *args: Any, people: Sequence[User], sections: Sequence[Json], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user in people}
        choices: dict[str, list[tuple[str, str]]] = {
            "users": [(pk, user.full_name) for pk, user in self.people.items()],
            "section": [(one["key"], f"{one['number']} {one['title']}".strip() or "без раздела") for one in sections],
            "kinds": [(code, kind.name) for code, kind in catalogue().items()],
        }
        for name, options in choices.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(row: Json) -> Json:
        """The form's first values for a row of the draft."""
        plain = ("number", "title", "deadline_text", "responsible_text", "result", "document", "section")
        return {
            **{name: row[name] for name in plain},
            "items": "\n".join(row["items"]),
            "stage": str(row["stage"] or ""),
            "users": [str(one["user_id"]) for one in row["responsibles"] if one["user_id"]],
            "roles": [one["role"] for one in row["responsibles"] if one["role"]],
            "kinds": [kind["code"] for kind in row["kinds"]],
        }

    def values(self, row: Json) -> Json:
        """The row's corrected values as the draft keeps them; printed responsibles stay beside the chosen ones."""
        data = self.cleaned_data
        plain = ("number", "title", "deadline_text", "responsible_text", "result", "document")
        known = {kind["code"]: kind for kind in row["kinds"]}
        confirmed = {"confidence": 1.0, "confirmed": True}
        changed = [kind["code"] for kind in row["kinds"]] != data["kinds"]
        kinds = [{"code": code, **confirmed} if changed else known[code] for code in data["kinds"]]
        items = [line.strip() for line in data["items"].splitlines() if line.strip()]
        if items != row["items"]:  # which works speak of which kind is read again
            kinds = [{**kind, "items": []} for kind in kinds]
        return {
            **{name: data[name].strip() for name in plain},
            "items": items,
            "stage": int(data["stage"]) if data["stage"] else None,
            "responsibles": self.responsibles(row),
            "kinds": kinds,
        }

    def responsibles(self, row: Json) -> list[Json]:
        """People and roles as ticked; what was printed and stands for nobody here stays as printed."""
        users, roles = list(self.cleaned_data["users"]), list(self.cleaned_data["roles"])
        kept: list[Json] = []
        for one in row["responsibles"]:
            user, role = str(one["user_id"] or ""), one["role"]
            if user in users:
                users.remove(user)
                kept.append(one)
            elif role and role in roles:
                roles.remove(role)
                kept.append(one)
            elif not user and not role and one["text"] in self.cleaned_data["responsible_text"]:
                kept.append(one)
        kept += self.typed(row, kept)
        users = [pk for pk in users if not any(one["user_id"] == int(pk) for one in kept)]
        kept += [{"text": self.people[pk].short_name, "sort": "person", "user_id": int(pk), "role": ""} for pk in users]
        kept += [{"text": Role(role).label, "sort": "role", "user_id": None, "role": role} for role in roles]
        return kept

    def typed(self, row: Json, kept: Sequence[Json]) -> list[Json]:
        """Whoever is newly typed into the printed wording and is a colleague or a role for sure."""
        known = {one["user_id"] for one in [*row["responsibles"], *kept]}
        roles = {one["role"] for one in [*row["responsibles"], *kept]}
        matcher = Matcher(list(self.people.values()))
        found = []
        for part in re.split(r"[;,\n]", self.cleaned_data["responsible_text"]):
            person, role = matcher.match(part.strip(), "person"), matcher.match(part.strip(), "role")
            if person["user_id"] and person["user_id"] not in known:
                found.append(person)
            elif role["role"] and role["role"] not in roles:
                found.append(role)
        return found


class SectionForm(forms.Form):
    """A section as understood."""

    number = forms.CharField(label="Номер", required=False, max_length=20)
    title = forms.CharField(
        label="Название раздела", max_length=TEXT_LENGTH, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    stage = forms.ChoiceField(label="Этап", required=False, choices=STAGES)

    def values(self) -> Json:
        """The cleaned values as the draft keeps them."""
        stage = self.cleaned_data["stage"]
        return {**self.cleaned_data, "stage": int(stage) if stage else None}


class ColumnsForm(forms.Form):
    """What each recognised column means."""

    def __init__(self, *args: Any, columns: Sequence[Json], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = list(columns)
        for place, column in enumerate(self.columns):
            heading = column.get("heading") or f"столбец {column.get('index', place) + 1}"
            known = dict(MEANINGS)
            meaning = column.get("meaning") or ""
            choices = list(MEANINGS) if meaning in known else [(meaning, meaning), *MEANINGS]
            self.fields[f"column{place}"] = forms.ChoiceField(
                label=heading.replace("\n", " "), choices=choices, initial=meaning, required=False
            )

    def meanings(self) -> dict[tuple[int, int], str | None]:
        """(table, column) → meaning, for the columns whose meaning was changed."""
        return {
            (column.get("table", 0), column.get("index", place)): self.cleaned_data[f"column{place}"] or None
            for place, column in enumerate(self.columns)
            if self.cleaned_data[f"column{place}"] != (column.get("meaning") or "")
        }


def iso(value: Any) -> Any:
    """A date as ISO text, everything else as it is."""
    return value.isoformat() if isinstance(value, dt.date) else value


class LeaveOutForm(LenientForm):
    """Whether a row is left out or taken back."""

    out = forms.ChoiceField(choices=(("1", "не брать"), ("0", "вернуть")), required=False, initial="0")


class DoubtForm(LenientForm):
    """Whether a doubt has been looked at or is open again."""

    checked = forms.ChoiceField(choices=(("1", "проверено"), ("0", "снова открыть")), required=False, initial="1")


class DoubtsForm(forms.Form):
    """Doubts of a sort."""

    key = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, keys: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].choices = [(key, key) for key in keys]  # type: ignore[attr-defined]
