"""The form of a paper, built from the fields of its kind."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms

from docforge.kinds import PaperKind, Variable
from estafeta.core.days import DayField
from estafeta.core.models import TEXT_LENGTH
from estafeta.documents.actions import PaperDraft
from estafeta.documents.people import line_of, person_of
from norms import Norm

PEOPLE_LIST = "colleagues"
PERSON = "Фамилия Имя Отчество, должность"
PEOPLE_HELP = "Каждый с новой строки: фамилия, имя, отчество, запятая, должность."
FROM_EXCEL = "Можно вставить из Excel."
LONGEST_NAME = 150
_MARKS = re.compile(r"[;|]")


def _bearable(person: dict[str, str] | None) -> dict[str, str] | None:
    if person and len(person["name"]) > LONGEST_NAME:
        raise forms.ValidationError(f"Имя длиннее {LONGEST_NAME} знаков: после имени поставьте запятую.")
    return person


class PersonField(forms.CharField):
    """«Петрова Анна Сергеевна, учитель» as a name and a post."""

    def __init__(self, **more: Any) -> None:
        widget = forms.TextInput(attrs={"list": PEOPLE_LIST, "placeholder": PERSON, "autocomplete": "off"})
        super().__init__(max_length=300, widget=widget, **more)

    def to_python(self, value: object) -> Any:
        """Return {"name", "post"} or None; refuse what is too long for a name."""
        return _bearable(person_of(str(value or "")))

    def validate(self, value: object) -> None:
        """An empty person is judged by `required`."""
        forms.Field.validate(self, value)

    def run_validators(self, value: object) -> None:
        """Length is judged before it becomes a person."""

    def prepare_value(self, value: Any) -> Any:
        """Show a person as a line."""
        return line_of(value) if isinstance(value, Mapping) else value


class PeopleField(forms.CharField):
    """Several people, a line each."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 4}), **more)

    def to_python(self, value: object) -> Any:
        """Return a list of {"name", "post"}; refuse what is too long for a name."""
        return [person for person in map(_bearable, map(person_of, str(value or "").splitlines())) if person]

    def run_validators(self, value: object) -> None:
        """Nothing more to judge."""

    def prepare_value(self, value: Any) -> Any:
        """Show people as lines."""
        return "\n".join(line_of(person) for person in value) if isinstance(value, list | tuple) else value


def cells_of(line: str) -> list[str]:
    """The cells of a line: with a tab in it every other mark is a part of the text."""
    return line.split("\t") if "\t" in line else _MARKS.split(line)


class RowsField(forms.CharField):
    """Rows of text: a line each, cells apart by tabs (as Excel copies them), semicolons or bars."""

    def __init__(self, *, columns: tuple[str, ...], **more: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}), **more)
        self.columns = columns

    def to_python(self, value: object) -> Any:
        """Return a list of lists of text as wide as the columns; refuse a wider line by its number."""
        made = []
        for number, line in enumerate(str(value or "").splitlines(), 1):
            cells = [cell.strip() for cell in cells_of(line)]
            if not any(cells):
                continue
            if len(cells) > len(self.columns):
                wanted = "; ".join(self.columns)
                raise forms.ValidationError(
                    f"Строка {number}: столбцов {len(cells)}, а нужно {len(self.columns)} ({wanted})."
                )
            made.append(cells + [""] * (len(self.columns) - len(cells)))
        return made

    def run_validators(self, value: object) -> None:
        """Nothing more to judge."""

    def prepare_value(self, value: Any) -> Any:
        """Show rows as lines; cells are apart by semicolons, by tabs where a cell itself holds such a mark."""
        if not isinstance(value, list | tuple):
            return value
        return "\n".join(("\t" if any(map(_MARKS.search, row)) else "; ").join(row) for row in value)


class PaperForm(forms.Form):
    """The fields of a kind, its grounds and the executor's mark. Field names of the kind get the prefix «v_»."""

    def __init__(
        self,
        data: Any = None,
        *,
        kind: PaperKind,
        offered: Iterable[Norm],
        filled: Mapping[str, object],
        draft: PaperDraft | None = None,
    ) -> None:
        super().__init__(data)
        self.kind, self.offered = kind, tuple(offered)
        for variable in kind.variables:
            self.fields[f"v_{variable.name}"] = field_for(variable)
            self.initial[f"v_{variable.name}"] = filled.get(variable.name)
        if self.offered:
            self.fields["grounds"] = forms.MultipleChoiceField(
                label="Основания, действующие сегодня",
                required=False,
                choices=[(norm.code, ground_label(norm)) for norm in self.offered],
                widget=forms.CheckboxSelectMultiple,
                help_text="Печатаются отмеченные. Помеченные «проверьте» система предлагает, но не ручается за них.",
            )
            proven = [norm.code for norm in self.offered if norm.proven]
            self.initial["grounds"] = list(draft.grounds) if draft else proven
        if kind.topic:
            self.fields["more_grounds"] = forms.CharField(
                label="Ещё основания",
                max_length=TEXT_LENGTH,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text="В творительном падеже, каждое с новой строки: приказом управления образования от … № …",
            )
            self.initial["more_grounds"] = draft.more_grounds if draft else ""
        self._executor(draft)

    def _executor(self, draft: PaperDraft | None) -> None:
        self.fields["executor_name"] = forms.CharField(label="Исполнитель", required=False, max_length=150)
        self.fields["executor_phone"] = forms.CharField(label="Телефон исполнителя", required=False, max_length=40)
        if draft:
            self.initial.update({"executor_name": draft.executor_name, "executor_phone": draft.executor_phone})

    def sign(self, name: str, phone: str) -> None:
        """Fill the executor's mark of a new paper."""
        self.initial.update({"executor_name": name, "executor_phone": phone})

    @property
    def main(self) -> list[forms.BoundField]:
        """What must be filled or is filled already."""
        return [field for field in self if field.name.startswith("v_") and self._matters(field)]

    @property
    def more(self) -> list[forms.BoundField]:
        """What may be left alone."""
        return [field for field in self if field.name.startswith("v_") and not self._matters(field)]

    @property
    def frame(self) -> list[forms.BoundField]:
        """Grounds and the executor's mark."""
        return [field for field in self if not field.name.startswith("v_")]

    @property
    def opens(self) -> bool:
        """True where something in the folded part waits for a correction."""
        return any(field.errors for field in (*self.more, *self.frame))

    def _matters(self, field: forms.BoundField) -> bool:
        return bool(field.field.required or field.initial or field.value())

    def draft(self, subject_key: str = "") -> PaperDraft:
        """Return what was filled in."""
        got = self.cleaned_data
        values = {name.removeprefix("v_"): plain(value) for name, value in got.items() if name.startswith("v_")}
        return PaperDraft(
            values,
            tuple(got.get("grounds") or ()),
            got.get("more_grounds") or "",
            got["executor_name"],
            got["executor_phone"],
            subject_key,
        )


def ground_label(norm: Norm) -> str:
    """A norm as a tick is labelled."""
    return norm.name if norm.proven else f"{norm.name} (проверьте: не подтверждено по первоисточнику)"


def field_for(variable: Variable) -> forms.Field:
    """The form field of a variable."""
    base: dict[str, Any] = {"label": variable.label, "required": variable.required, "help_text": variable.help}
    made = FIELDS.get(variable.sort)
    if made is not None:
        return made(**base)
    match variable.sort:
        case "person":
            return PersonField(**base)
        case "people":
            return PeopleField(**base | {"help_text": variable.help or PEOPLE_HELP})
        case "rows":
            said = f"Каждая строка — с новой строки; столбцы через «;»: {'; '.join(variable.columns)}. {FROM_EXCEL}"
            return RowsField(**base | {"columns": variable.columns, "help_text": variable.help or said})
        case _:
            choices = [(choice, choice) for choice in variable.choices]
            return forms.ChoiceField(choices=choices if variable.required else [("", "—"), *choices], **base)


def _long_text(**base: Any) -> forms.Field:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=20_000, **base)


FIELDS: Mapping[str, Callable[..., forms.Field]] = {
    "text": lambda **base: forms.CharField(max_length=1000, **base),
    "long_text": _long_text,
    "date": DayField,
    "number": lambda **base: forms.DecimalField(
        min_value=0, max_value=9_999_999_999, max_digits=12, decimal_places=2, **base
    ),
    "boolean": forms.BooleanField,
}


def plain(value: Any) -> Any:
    """A cleaned value as JSON keeps it."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if value is None or isinstance(value, str | bool | list | dict):
        return value
    return str(value)
