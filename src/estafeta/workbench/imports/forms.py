"""What a person gives on the pages of an import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from estafeta.core.imports import Column
from estafeta.workbench.imports.actions import Mending
from estafeta.workbench.imports.checking import CHECK, DIFFERS, LEFT, NEW, NEW_ONE, SAME, Line
from estafeta.workbench.uploads import TABLE, UploadField

LONGEST_PASTE = 2_000_000
LONGEST_CELL = 2_000


class SheetForm(forms.Form):
    """A file or a pasted table; of what variant, where there are several."""

    variant = forms.ChoiceField(label="Что составить")
    file = UploadField(TABLE, label="Перетащите таблицу, выберите или вставьте скопированное (Ctrl+V)", required=False)
    pasted = forms.CharField(
        label="Или вставьте таблицу сюда",
        required=False,
        strip=False,
        max_length=LONGEST_PASTE,
        widget=forms.Textarea(attrs={"rows": 4, "data-paste-table": True}),
        help_text="Скопируйте строки в Excel вместе с заголовками и вставьте.",
    )

    def __init__(self, *args: Any, variants: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if variants:
            self.fields["variant"].choices = list(variants)  # type: ignore[attr-defined]
        else:
            del self.fields["variant"]

    def clean(self) -> dict[str, Any]:
        """One of the two must be there."""
        got: dict[str, Any] = super().clean() or {}
        if not self.errors and not got.get("file") and not (got.get("pasted") or "").strip():
            raise forms.ValidationError("Выберите файл или вставьте таблицу.")
        return got


class ColumnsForm(forms.Form):
    """Which sheet, which row is the heading, what each column of the file means."""

    sheet = forms.TypedChoiceField(label="Лист", coerce=int)
    heading = forms.TypedChoiceField(label="Строка с заголовками", coerce=int)

    def __init__(
        self, data: Any = None, *, source: Mapping[str, Any], columns: Sequence[Column], heads: Sequence[str]
    ) -> None:
        rows = source["sheets"][source["sheet"]]["rows"]
        initial = {"sheet": source["sheet"], "heading": source["heading"]}
        initial |= {f"column_{place}": key for place, key in enumerate(source["meanings"])}
        super().__init__(data, initial=initial)
        names = [(place, sheet["name"] or f"Таблица {place + 1}") for place, sheet in enumerate(source["sheets"])]
        first = [
            (place, f"строка {number}: {', '.join(filter(None, cells))[:60]}")
            for place, (number, cells) in enumerate(rows[:30])
        ]
        self._choose("sheet", names)
        self._choose("heading", [(-1, "заголовков нет"), *first])
        meanings = [("", "не брать"), *((column.key, column.title) for column in columns)]
        for place, head in enumerate(heads):
            self.fields[f"column_{place}"] = forms.ChoiceField(label=head, choices=meanings, required=False)
        self.several_sheets = len(names) > 1
        if not self.several_sheets:
            self.fields["sheet"].widget = forms.HiddenInput()

    def _choose(self, name: str, choices: Sequence[tuple[int, str]]) -> None:
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]

    @property
    def of_columns(self) -> list[forms.BoundField]:
        """The fields of the columns of the file, in order."""
        return [self[name] for name in self.fields if name.startswith("column_")]

    def meanings(self) -> dict[int, str]:
        """What was chosen, by the place of the column."""
        got = self.cleaned_data
        return {int(name[7:]): got[name] for name in self.fields if name.startswith("column_")}


class LineForm(forms.Form):
    """What a person says of one line: the texts of wrong cells, whom it is about, what the file changes."""

    leave = forms.BooleanField(required=False)
    bring_back = forms.BooleanField(required=False)

    def __init__(self, *args: Any, line: Line, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line = line
        for cell in line.wrong:
            name = f"cell_{cell.number}_{cell.key}"
            self.fields[name] = forms.CharField(required=False, max_length=LONGEST_CELL)
        if line.candidates:
            options = [*((str(row.pk), row.label) for row in line.candidates), (NEW_ONE, "другая, новая")]
            self.fields["choice"] = forms.ChoiceField(choices=options, required=False)
        if line.differences:
            titles = [(row.key, row.title) for row in line.differences]
            self.fields["take"] = forms.MultipleChoiceField(choices=titles, required=False)

    def mending(self) -> Mending:
        """What was said; of what the form did not ask nothing is said."""
        got = self.cleaned_data
        if got["leave"] or got["bring_back"]:
            return Mending({}, left=bool(got["leave"]))
        cells = {(cell.number, cell.key): got[f"cell_{cell.number}_{cell.key}"].strip() for cell in self.line.wrong}
        kept = {row.key for row in self.line.differences} - set(got["take"]) if "take" in self.fields else None
        return Mending(cells, choice=got.get("choice") or None, kept=kept)


class ConfirmForm(forms.Form):
    """The version of the table that the person has seen."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


class AskedForm(forms.Form):
    """Which lines are looked at: a tab and a page of it. What cannot be is the first of each."""

    show = forms.ChoiceField(required=False, choices=[(status, status) for status in (NEW, DIFFERS, SAME, CHECK, LEFT)])
    page = forms.IntegerField(required=False, min_value=1, max_value=10_000)

    def asked(self) -> tuple[str, int]:
        """The tab and the page."""
        self.is_valid()
        return self.cleaned_data.get("show", ""), self.cleaned_data.get("page") or 1
