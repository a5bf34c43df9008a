"""Everything that changes cards and what hangs on them."""

from estafeta.people.actions.affiliations import (
    add_affiliation,
    change_affiliation,
    end_affiliation,
    reopen_affiliation,
)
from estafeta.people.actions.bringing import bring_guardian, update_from_file
from estafeta.people.actions.cards import add_person, change_person, enter_person, fill_extras
from estafeta.people.actions.extras import add_field, change_field
from estafeta.people.actions.looking import note_contacts_in_list, note_export, note_look
from estafeta.people.actions.ties import add_guardian, add_relation, end_guardian, end_relation, introduce_guardian

__all__ = [
    "add_affiliation",
    "add_field",
    "add_guardian",
    "add_person",
    "add_relation",
    "bring_guardian",
    "change_affiliation",
    "change_field",
    "change_person",
    "end_affiliation",
    "end_guardian",
    "end_relation",
    "enter_person",
    "fill_extras",
    "introduce_guardian",
    "note_contacts_in_list",
    "note_export",
    "note_look",
    "reopen_affiliation",
    "update_from_file",
]
