"""Forms of the room."""

from estafeta.people.forms.card import CardForm, NewPersonForm, extras_form
from estafeta.people.forms.places import AffiliationForm, EndingForm, ReturnForm
from estafeta.people.forms.settings import FieldForm
from estafeta.people.forms.ties import GuardianForm, RelationForm

__all__ = [
    "AffiliationForm",
    "CardForm",
    "EndingForm",
    "FieldForm",
    "GuardianForm",
    "NewPersonForm",
    "RelationForm",
    "ReturnForm",
    "extras_form",
]
