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
from estafeta.people.actions.looking import note_codes, note_contacts_in_list, note_export, note_look
from estafeta.people.actions.merging import compare_cards, merge_cards, part_cards
from estafeta.people.actions.moves import begin_year, let_go, move_people
from estafeta.people.actions.ties import add_guardian, add_relation, end_guardian, end_relation
from estafeta.people.actions.transfers import agree_transfer, ask_transfer, refuse_transfer, withdraw_transfer

__all__ = [
    "add_affiliation",
    "add_field",
    "add_guardian",
    "add_person",
    "add_relation",
    "agree_transfer",
    "ask_transfer",
    "begin_year",
    "bring_guardian",
    "change_affiliation",
    "change_field",
    "change_person",
    "compare_cards",
    "end_affiliation",
    "end_guardian",
    "end_relation",
    "enter_person",
    "fill_extras",
    "let_go",
    "merge_cards",
    "move_people",
    "note_codes",
    "note_contacts_in_list",
    "note_export",
    "note_look",
    "part_cards",
    "refuse_transfer",
    "reopen_affiliation",
    "update_from_file",
    "withdraw_transfer",
]
