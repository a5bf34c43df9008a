"""An entry as fields, as TOML, as a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from estafeta.core.days import DayField
from estafeta.core.fields import GREATEST, NumberField
from estafeta.core.packs import Family, Field
from estafeta.packs.models import LONGEST
from estafeta.workbench.uploads import UploadField
from estafeta.workbench.uploads.policies import PACK
from norms.layers import Table, parse
from norms.writing import to_toml

SOURCE = "Основание"
SOURCE_HELP = "Акт, письмо или решение: «приказ министерства от 01.12.2026 № 45»."
CODE_HELP = "Латинские буквы, цифры и «_»: один раз и навсегда."


def source_field() -> forms.CharField:
    """On what ground a norm is changed."""
    return forms.CharField(
        label=SOURCE, max_length=300, help_text=SOURCE_HELP, error_messages={"required": "Напишите основание."}
    )


class WhyForm(forms.Form):
    """On what ground an entry is taken away."""

    source = source_field()
    version = NumberField(required=False, widget=forms.HiddenInput)


class TextForm(forms.Form):
    """A whole entry as TOML, typed or from a file."""

    text = forms.CharField(
        label="Запись TOML",
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false", "class": "pack-text"}),
    )
    file = UploadField(PACK, label="или файл", required=False)
    source = source_field()
    version = NumberField(required=False, widget=forms.HiddenInput)
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Take the file where one is given; refuse what is no TOML."""
        got = super().clean() or {}
        upload = got.get("file")
        if upload is not None:
            got["text"] = upload.read().decode("utf-8-sig", errors="replace")
        if not got.get("text", "").strip():
            self.add_error("text", "Напишите запись или приложите файл.")
            return got
        try:
            parse(got["text"])
        except ValueError as error:
            self.add_error("text", str(error))
        return got


class NewForm(TextForm):
    """An entry that nobody above has."""

    code = forms.SlugField(label="Код", max_length=60, help_text=CODE_HELP)
    field_order = ["code", "text", "file", "source"]


class EntryForm(forms.Form):
    """The keys of an entry that have fields; everything else stands as TOML below."""

    rest = forms.CharField(
        label="Остальное, TOML",
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "class": "pack-text"}),
    )
    source = source_field()
    version = NumberField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, family: Family[Any], table: Table, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.family, self.table = family, table
        rest = {key: value for key, value in table.items() if key not in self._keys()}
        self.fields["rest"].initial = to_toml(rest) if rest else ""
        if not rest:
            del self.fields["rest"]
        for one in family.fields:
            self.fields[f"f_{one.key}"] = _form_field(one, table.get(one.key))
        self.order_fields([*(f"f_{one.key}" for one in family.fields), "rest", "source", "version"])

    def _keys(self) -> set[str]:
        return {one.key for one in self.family.fields}

    def clean_rest(self) -> Table:
        """Read the TOML of what has no field."""
        try:
            return parse(self.cleaned_data["rest"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def text(self) -> str:
        """Return the entry as TOML, its keys in the order in which they stood."""
        rest: Table = self.cleaned_data.get("rest") or {}
        values = {one.key: _value(one, self.cleaned_data[f"f_{one.key}"]) for one in self.family.fields}
        given: Mapping[str, Any] = {**rest, **{key: value for key, value in values.items() if value is not None}}
        order = [*(key for key in self.table if key in given), *(key for key in given if key not in self.table)]
        return to_toml({key: given[key] for key in order})


def _form_field(one: Field, value: Any) -> forms.Field:
    common: dict[str, Any] = {"label": one.label, "required": one.required, "help_text": one.help, "initial": value}
    match one.sort:
        case "flag":
            return forms.BooleanField(**{**common, "required": False})
        case "day":
            return DayField(**common)
        case "number":
            return NumberField(**common, min_value=-GREATEST)
        case "choice":
            empty = () if one.required else (("", "—"),)
            return forms.ChoiceField(**common, choices=[*empty, *one.choices])
        case "lines":
            text = "\n".join(str(line) for line in value or ())
            area = forms.Textarea(attrs={"rows": 4})
            return forms.CharField(**{**common, "initial": text}, widget=area, max_length=LONGEST)
        case "long":
            area = forms.Textarea(attrs={"rows": 12})
            return forms.CharField(**common, widget=area, strip=False, max_length=LONGEST)
    return forms.CharField(**common, max_length=2000)


def _value(one: Field, value: Any) -> Any:
    """The value for TOML; None leaves the key out."""
    if one.sort == "lines":
        return [line.strip() for line in value.splitlines() if line.strip()] or None
    if one.sort == "long":
        return value.replace("\r\n", "\n") or None
    if one.sort == "flag":
        return value or None
    return None if value in ("", None) else value
