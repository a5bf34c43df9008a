"""Who stands by whom."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from estafeta.people.forms.fields import UnitField
from estafeta.people.models import Guardianship, Person, Relation
from russian.folding import search_key

MOST = 20


class PersonField(forms.CharField):
    """A person of the organisation by the beginning of the name; one who cannot be told from others is asked again."""

    def __init__(self, *, rows: QuerySet[Person] | None = None, **more: Any) -> None:
        super().__init__(max_length=250, **more)
        self.rows = rows

    def clean(self, value: Any) -> Person | None:
        """Find her: the whole name, then the beginning of it."""
        text = search_key(str(super().clean(value)))
        if not text or self.rows is None:
            return None
        found = list(self.rows.filter(folded=text)[:MOST]) or list(self.rows.filter(folded__startswith=text)[:MOST])
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError("Такого человека здесь нет. Сначала внесите его.")
        raise forms.ValidationError(
            f"Таких {len(found)}: {', '.join(row.full_name for row in found[:4])}. Напишите полностью."
        )


class GuardianForm(forms.Form):
    """Whoever represents the child: somebody known here, or a new person with a telephone."""

    kind = forms.ChoiceField(label="Кем приходится", choices=Guardianship.Kind.choices)
    name = forms.CharField(label="Фамилия, имя, отчество", max_length=250)
    phone = forms.CharField(label="Телефон", max_length=40, required=False)
    email = forms.EmailField(label="Электронная почта", required=False)

    def clean_name(self) -> tuple[str, str, str]:
        """Cut the line into surname, name and patronymic."""
        parts = self.cleaned_data["name"].split()
        if len(parts) < 2:
            raise forms.ValidationError("Напишите фамилию и имя через пробел.")
        return parts[0], parts[1], " ".join(parts[2:])


class RelationForm(forms.Form):
    """A superior, kin, or the class of a class teacher."""

    kind = forms.ChoiceField(label="Что за связь", choices=Relation.Kind.choices)
    other = PersonField(label="С кем", required=False, help_text="фамилия и имя: руководимый или родственник")
    unit = UnitField(label="Класс или группа", max_length=60, required=False, help_text="классному руководителю")

    def __init__(self, *args: Any, rows: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].rows = rows  # type: ignore[attr-defined]
        self.fields["other"].widget.attrs["list"] = "people-here"

    def clean(self) -> dict[str, Any]:
        """A class for a class teacher, another person for everything else."""
        got = super().clean() or {}
        teacher = got.get("kind") == Relation.Kind.CLASS_TEACHER
        if teacher and not got.get("unit"):
            self.add_error("unit", "Назовите класс.")
        if not teacher and got.get("other") is None and "other" not in self.errors:
            self.add_error("other", "Назовите второго человека.")
        return {**got, "unit": got.get("unit", "") if teacher else "", "other": None if teacher else got.get("other")}
