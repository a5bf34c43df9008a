"""Where upper rooms hand things to papers without being known to them: annexes by subject, files for the folder."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from docforge.office import Annex
from estafeta.organisations.models import Organisation

AnnexSource = Callable[[Organisation, int, dt.date], Iterable[Annex]]


@dataclass(frozen=True, slots=True)
class FolderThing:
    """Something that answers an item of the checklist: what it is, where it is seen, its file made when asked."""

    label: str
    url: str
    file_name: str
    content: Callable[[], bytes]


FolderSource = Callable[[Organisation, dt.date], Iterable[FolderThing]]

ANNEXES: dict[str, AnnexSource] = {}
FOLDER: dict[str, FolderSource] = {}


def annex_source(subject: str) -> Callable[[AnnexSource], AnnexSource]:
    """Register what is attached to papers whose `subject_key` begins with «subject:»."""

    def keep(source: AnnexSource) -> AnnexSource:
        ANNEXES[subject] = source
        return source

    return keep


def folder_source(item: str) -> Callable[[FolderSource], FolderSource]:
    """Register what answers an item of the checklist."""

    def keep(source: FolderSource) -> FolderSource:
        FOLDER[item] = source
        return source

    return keep


NUMBER = re.compile("[0-9]{1,18}")


def annexes_of(subject_key: str, organisation: Organisation, today: dt.date) -> tuple[Annex, ...]:
    """Return what is attached to a paper about this subject; nothing where no room offers it."""
    subject, _, key = subject_key.partition(":")
    source = ANNEXES.get(subject)
    return tuple(source(organisation, int(key), today)) if source and NUMBER.fullmatch(key) else ()
