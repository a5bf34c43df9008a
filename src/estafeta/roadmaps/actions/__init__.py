"""Everything that changes roadmaps; other rooms import from here."""

from estafeta.roadmaps.actions.building import (
    archive_roadmap,
    create_from_draft,
    create_roadmap,
    restore_roadmap,
    withdraw_roadmap,
)
from estafeta.roadmaps.actions.bulk import bulk_assign, bulk_close, bulk_move
from estafeta.roadmaps.actions.dues import (
    add_due,
    cancel_due,
    close_due,
    mark_not_needed,
    reopen_due,
    start_due,
    take_off_control,
)
from estafeta.roadmaps.actions.editing import (
    add_measure,
    change_measure,
    delete_measure,
    move_measure,
    renumber,
    restore_measure,
    split_measure,
)
from estafeta.roadmaps.actions.heading import change_roadmap, record_export
from estafeta.roadmaps.actions.moves import agree_move, ask_move, refuse_move, withdraw_move
from estafeta.roadmaps.actions.people import assign_responsible, remove_responsible, set_concerns, set_kinds
from estafeta.roadmaps.actions.proofs import add_proof, add_remark, record_view, remove_proof
from estafeta.roadmaps.actions.sections import (
    add_section,
    change_section,
    delete_section,
    move_section,
    restore_section,
)

__all__ = [
    "add_due",
    "add_measure",
    "add_proof",
    "add_remark",
    "add_section",
    "agree_move",
    "archive_roadmap",
    "ask_move",
    "assign_responsible",
    "bulk_assign",
    "bulk_close",
    "bulk_move",
    "cancel_due",
    "change_measure",
    "change_roadmap",
    "change_section",
    "close_due",
    "create_from_draft",
    "create_roadmap",
    "delete_measure",
    "delete_section",
    "mark_not_needed",
    "move_measure",
    "move_section",
    "record_export",
    "record_view",
    "refuse_move",
    "remove_proof",
    "remove_responsible",
    "renumber",
    "reopen_due",
    "restore_measure",
    "restore_roadmap",
    "restore_section",
    "set_concerns",
    "set_kinds",
    "split_measure",
    "start_due",
    "take_off_control",
    "withdraw_move",
    "withdraw_roadmap",
]
