"""Forms of the cascade: to whom, into which section and with whom, why not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from estafeta.accounts.models import User
from estafeta.cascade.models import Address
from estafeta.organisations.models import Organisation
from estafeta.organisations.roles import Role
from estafeta.roadmaps.forms.fields import text_field
from estafeta.roadmaps.models import Section
from estafeta.workbench.forms import TickedForm

CHOOSE = "Отметьте хотя бы одно."


class AddressForm(forms.Form):
    """To whom measures go and whether their terms may be changed there."""

    mode = forms.ChoiceField(label="Кому", choices=Address.Mode.choices, widget=forms.RadioSelect, initial="all")
    kinds = forms.MultipleChoiceField(label="Виды", required=False, widget=forms.CheckboxSelectMultiple)
    organisations = forms.MultipleChoiceField(label="Организации", required=False, widget=forms.CheckboxSelectMultiple)
    locked = forms.BooleanField(
        label="Срок обязателен", required=False, help_text="Организация не сможет изменить его у себя."
    )
    note = text_field("Пояснение для организаций", 2)

    def __init__(self, *args: Any, institutions: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.institutions = institutions
        used = {row.kind for row in institutions}
        kinds = [(value, label) for value, label in Organisation.Kind.choices if value in used]
        self.fields["kinds"].choices = kinds  # type: ignore[attr-defined]
        rows = [(str(row.pk), row.short_name) for row in institutions]
        self.fields["organisations"].choices = rows  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Demand kinds or organisations where they are to be named."""
        got: dict[str, Any] = super().clean() or {}
        for mode, name in ((Address.Mode.KINDS, "kinds"), (Address.Mode.LIST, "organisations")):
            if got.get("mode") == mode and not got.get(name):
                self.add_error(name, CHOOSE)
        return got

    def values(self) -> dict[str, Any]:
        """What `address_measures` takes."""
        got = self.cleaned_data
        chosen = set(got["organisations"])
        return {
            "mode": got["mode"],
            "kinds": got["kinds"],
            "organisations": [row for row in self.institutions if str(row.pk) in chosen],
            "locked_terms": got["locked"],
            "note": got["note"],
        }


class OffersForm(TickedForm):
    """Offers to answer: the ticked ones, or all."""

    all = forms.BooleanField(required=False)


class AcceptForm(forms.Form):
    """Into which section, and who answers."""

    section = forms.ChoiceField(label="В какой раздел", required=False)
    who = forms.ChoiceField(label="Ответственный", required=False, initial="role:curator")

    def __init__(self, *args: Any, sections: Sequence[Section], people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = {str(row.pk): row for row in sections}
        self.people = {f"user:{row.pk}": row for row in people}
        places = [(key, str(row) or "Без раздела") for key, row in self.sections.items()]
        self.fields["section"].choices = [("", "подходящий по этапу"), *places]  # type: ignore[attr-defined]
        names = [(key, row.full_name) for key, row in self.people.items()]
        roles = [(f"role:{role}", role.label) for role in (Role.CURATOR, Role.DIRECTOR, Role.METHODIST)]
        self.fields["who"].choices = [("", "назначим позже"), *roles, *names]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What `accept_offers` takes."""
        who = self.cleaned_data["who"]
        return {
            "section": self.sections.get(self.cleaned_data["section"]),
            "user": self.people.get(who),
            "role": who.removeprefix("role:") if who.startswith("role:") else "",
        }


class DeclineForm(forms.Form):
    """Why not. The field shares its form with «Принять», so the browser must not demand it."""

    use_required_attribute = False
    reason = text_field("Причина отказа", 2, required=True, error_messages={"required": "Напишите причину отказа."})
