"""Tables as people bring them, and short ways to an import of them."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from estafeta.core.imports.kinds import KINDS
from estafeta.organisations.actors import Actor
from estafeta.workbench.imports import actions
from estafeta.workbench.imports.checking import Checked, check
from estafeta.workbench.imports.reading import read_sheets
from estafeta.workbench.models import Draft, SheetImport

PEOPLE, SCHOOLS = "organisations.invitations", "organisations.below"


def book(*rows: tuple[Any, ...], name: str = "Лист1") -> bytes:
    """An .xlsx with these rows."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as workbook:
        sheet = workbook.add_worksheet(name)
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    return made.getvalue()


def upload(*rows: tuple[Any, ...], name: str = "список.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, book(*rows))


def begun(actor: Actor, code: str, *rows: tuple[Any, ...]) -> Draft:
    """An import of these rows, not confirmed."""
    sheets = read_sheets(book(*rows), "список.xlsx", 5_000)
    return actions.start_import(actor=actor, kind=KINDS[code], variant="", sheets=sheets, name="список.xlsx")


def checked(actor: Actor, draft: Draft) -> Checked:
    return check(KINDS[draft.data["import"]], actor, draft.data)


def stands(actor: Actor, draft: Draft) -> dict[int, str]:
    """How each line stands, by its number."""
    return {line.number: line.status for line in checked(actor, draft).lines}


def brought(actor: Actor, code: str, *rows: tuple[Any, ...]) -> SheetImport:
    """An import of these rows, confirmed."""
    draft = begun(actor, code, *rows)
    made = actions.confirm_import(actor=actor, draft=draft, version=draft.version)
    assert isinstance(made, SheetImport)
    return made


def mend(actor: Actor, draft: Draft, number: int, **said: Any) -> None:
    actions.mend_line(actor=actor, draft=draft, number=number, mending=actions.Mending(**{"cells": {}, **said}))
