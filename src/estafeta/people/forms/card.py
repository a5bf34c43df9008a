"""A card typed by hand, and what an organisation asks besides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from estafeta.core.days import DayField
from estafeta.core.fields import GREATEST
from estafeta.core.forms import LenientForm
from estafeta.people.forms.fields import Birth, BirthField, UnitField
from estafeta.people.models import Affiliation, ExtraField, ExtraValue, Person

Kind = Affiliation.Kind
KINDS_HERE = [(kind.value, kind.label) for kind in Kind]
WHERE = {
    Kind.PUPIL: "unit",
    Kind.STUDENT: "unit",
    Kind.EMPLOYEE: "post",
    Kind.GRADUATE: "workplace",
    Kind.PARTNER: "workplace",
}
"""What the one word beside the name is, by what the person is here."""


class CardForm(forms.ModelForm[Person]):
    """The card."""

    birth = BirthField()
    field_order = ("surname", "name", "patronymic", "birth", "sex", "phone", "email", "contact")

    class Meta:
        model = Person
        fields = ("surname", "name", "patronymic", "sex", "phone", "email", "contact")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["birth"].initial = Birth(self.instance.birth_date, self.instance.birth_year)
        self.fields["phone"].widget.attrs["inputmode"] = "tel"
        self.fields["sex"].choices = [("", "не указан"), *Person.Sex.choices]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """The fields of the card."""
        got = dict(self.cleaned_data)
        birth = got.pop("birth")
        return {**got, "birth_date": birth.date, "birth_year": birth.year}

    def _post_clean(self) -> None:
        """The row is checked by the action, which alone knows what the birth means."""


class NewPersonForm(forms.Form):
    """One line, one person: surname, name and patronymic together, the class or the post beside them."""

    kind = forms.ChoiceField(label="Кто это", choices=KINDS_HERE)
    name = forms.CharField(label="Фамилия, имя, отчество", max_length=250)
    place = UnitField(label="Класс, группа или должность", max_length=150, required=False)
    birth = BirthField()

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str]] = KINDS_HERE, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["place"].widget.attrs["list"] = "units"
        self.fields["name"].widget.attrs |= {
            "autofocus": True,
            "autocomplete": "off",
            "placeholder": "Ан Кирилл Олегович",
        }

    def clean_name(self) -> tuple[str, str, str]:
        """Cut the line into surname, name and patronymic; «оглы» and «кызы» belong to the patronymic."""
        parts = self.cleaned_data["name"].split()
        if len(parts) < 2:
            raise forms.ValidationError("Напишите фамилию и имя через пробел.")
        return parts[0], parts[1], " ".join(parts[2:])

    def values(self) -> dict[str, Any]:
        """What `add_person` takes."""
        got = self.cleaned_data
        surname, name, patronymic = got["name"]
        birth: Birth = got["birth"]
        place = {"kind": got["kind"], WHERE[Kind(got["kind"])]: got["place"]}
        return {
            "surname": surname, "name": name, "patronymic": patronymic,
            "birth_date": birth.date, "birth_year": birth.year, "affiliation": place,
        }  # fmt: skip


class AgainForm(LenientForm):
    """What the line before was about: the next one is likely of the same class."""

    kind = forms.ChoiceField(required=False, choices=KINDS_HERE, initial="")
    place = forms.CharField(required=False, max_length=150, initial="")


class ExtrasForm(forms.Form):
    """The organisation's own fields, built by `extras_form`."""

    rows: Sequence[ExtraField] = ()

    def values(self) -> dict[ExtraField, str]:
        """The text of each field as it is kept."""
        return {row: _kept(self.cleaned_data[f"own{row.pk}"]) for row in self.rows}


def extras_form(data: QueryDict | None, rows: Sequence[ExtraField], stand: Sequence[ExtraValue]) -> ExtrasForm:
    """The form of own fields of one person: each with its purpose, typed by its sort."""
    form, texts = ExtrasForm(data), {value.field_id: value.text for value in stand}
    form.rows = rows
    for row in rows:
        form.fields[f"own{row.pk}"] = _field(row, texts.get(row.pk, ""))
    return form


def _field(row: ExtraField, text: str) -> forms.Field:
    base: dict[str, Any] = {"label": row.label, "help_text": row.purpose, "required": False, "initial": text}
    sort = ExtraField.Sort
    if row.sort == sort.NUMBER:
        return forms.DecimalField(min_value=-GREATEST, max_value=GREATEST, **base, max_digits=12, decimal_places=2)
    if row.sort == sort.DAY:
        return DayField(**base)
    if row.sort == sort.YES:
        return forms.ChoiceField(**base, choices=[("", "—"), ("да", "да"), ("нет", "нет")])
    if row.sort == sort.CHOICE:
        lines = row.lines if not text or text in row.lines else [*row.lines, text]
        return forms.ChoiceField(**base, choices=[("", "—"), *((line, line) for line in lines)])
    return forms.CharField(**base, max_length=500)


def _kept(value: Any) -> str:
    if value in (None, ""):
        return ""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
