"""Looking at a template before it is kept: which marks it has, and a paper printed by it from made-up values."""

from __future__ import annotations

import datetime as dt

from docforge import placeholders
from docforge.kinds import Given, PaperKind, Variable
from docforge.office import Requisites
from docforge.placeholders import Rows, Scan, Shape, Text
from estafeta.documents.composing import letterhead_of
from estafeta.documents.marks import marks_of, values_of
from estafeta.organisations.models import Organisation

SAMPLE = "Образцова Мария Ивановна"


def scan_of(kind: PaperKind, content: bytes) -> Scan:
    """What is right and wrong with a template for a kind of paper."""
    marks = marks_of(kind)
    shapes: dict[str, Shape] = {mark.name: Rows(mark.columns) if mark.columns else Text() for mark in marks}
    return placeholders.scan(content, shapes, [mark.name for mark in marks if mark.required])


def trial_paper(kind: PaperKind, content: bytes, organisation: Organisation, today: dt.date) -> bytes:
    """A paper by the template with plain made-up values, so that a clerk sees what will be printed."""
    values = {variable.name: _sample(variable, today) for variable in kind.variables}
    given = Given(
        letterhead_of(organisation),
        values,
        ("основание, которое вы выберете",),
        Requisites("00-образец", today),
        ("Образцова М. И.", "0-00-00"),
    )
    return placeholders.fill(content, values_of(kind, given))


def _sample(variable: Variable, today: dt.date) -> object:
    person = {"name": SAMPLE, "post": "учитель"}
    match variable.sort:
        case "date":
            return today.isoformat()
        case "number":
            return 3
        case "choice":
            return variable.choices[0]
        case "boolean":
            return True
        case "person":
            return person
        case "people":
            return [person, person]
        case "rows":
            return [[f"{column} {place}" for column in variable.columns] for place in (1, 2)]
        case _:
            return variable.default or f"«{variable.label}»"
