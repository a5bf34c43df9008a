"""The nouns of the room: persons, what they are in the organisation, who stands by whom, fields of one's own."""

from estafeta.people.models.affiliation import Affiliation
from estafeta.people.models.duplicates import Likeness
from estafeta.people.models.extras import ExtraField, ExtraValue
from estafeta.people.models.person import Person
from estafeta.people.models.ties import Guardianship, Relation
from estafeta.people.models.transfers import Transfer

__all__ = ["Affiliation", "ExtraField", "ExtraValue", "Guardianship", "Likeness", "Person", "Relation", "Transfer"]
