"""Changing papers: drafting, signing and registering, reading, own templates, the folder, many at once."""

from estafeta.documents.actions.acquainting import acquaint, add_reader, add_readers, correct_name
from estafeta.documents.actions.drafting import LATE, PaperDraft, amend_paper, change_paper, delete_paper, draft_paper
from estafeta.documents.actions.foldering import add_to_folder, remove_from_folder
from estafeta.documents.actions.many import discard_batch, make_papers, resume_batch, start_batch, stop_batch
from estafeta.documents.actions.recording import (
    record_batch,
    record_folder,
    record_folder_file,
    record_pdf,
    record_register,
    record_scan,
    record_word,
)
from estafeta.documents.actions.registering import (
    cancel_paper,
    keep_scan,
    register_paper,
    registration_warnings,
    send_paper,
    take_paper_back,
)
from estafeta.documents.actions.templates import discard_template, drop_template, faults, keep_template, offer_template

__all__ = [
    "LATE",
    "PaperDraft",
    "acquaint",
    "add_reader",
    "add_readers",
    "add_to_folder",
    "amend_paper",
    "cancel_paper",
    "change_paper",
    "correct_name",
    "delete_paper",
    "discard_batch",
    "discard_template",
    "draft_paper",
    "drop_template",
    "faults",
    "keep_scan",
    "keep_template",
    "make_papers",
    "offer_template",
    "record_batch",
    "record_folder",
    "record_folder_file",
    "record_pdf",
    "record_register",
    "record_scan",
    "record_word",
    "register_paper",
    "registration_warnings",
    "remove_from_folder",
    "resume_batch",
    "send_paper",
    "start_batch",
    "stop_batch",
    "take_paper_back",
]
