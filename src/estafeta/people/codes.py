"""Sheets with a code for those who were invited: cut off, handed over, no letter is needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import qrcode
from django.utils import timezone

from docforge.paper import Align, Block, Figure, Heading, PageBreak, Paper, Paragraph, Spacer, runs
from estafeta.organisations.mail import link_of
from estafeta.organisations.models import Invitation

QUIET = 4
"""White modules around a code, as its standard asks."""
STEPS = (
    "Наведите камеру телефона на код или наберите адрес в браузере.",
    "Напишите фамилию, имя, отчество и придумайте пароль.",
    "Лист храните у себя: по нему войти можно один раз.",
)


def code_svg(text: str) -> str:
    """The code of a text as a drawing: black modules on white, a path a row."""
    code = qrcode.QRCode(border=QUIET, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    matrix = code.get_matrix()
    side = len(matrix)
    path = "".join(
        f"M{column} {line}h1v1h-1z" for line, row in enumerate(matrix) for column, dark in enumerate(row) if dark
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<rect width="{side}" height="{side}" fill="#ffffff"/><path d="{path}" fill="#000000"/></svg>'
    )


def sheets_of(invitations: Iterable[Invitation], *, today: dt.date) -> Paper:
    """A sheet for each invitation: whose it is, the code, the address, what to do, until when it works."""
    blocks: list[Block] = []
    for invitation in invitations:
        link = link_of(invitation, shown=True)
        until = timezone.localtime(invitation.expires_at)
        blocks += [
            *([PageBreak()] if blocks else []),
            Heading("Приглашение в «Эстафету»"),
            Paragraph(runs(invitation.organisation.full_name, bold=True), Align.CENTRE),
            Paragraph(runs(f"{invitation.get_role_display()}: {invitation.email}"), Align.CENTRE),
            Spacer(6),
            Figure(code_svg(link), "Код приглашения", width_mm=70),
            Paragraph(runs(link), Align.CENTRE, size_pt=9),
            Spacer(6),
            *(Paragraph(runs(f"{number}. {step}"), Align.LEFT) for number, step in enumerate(STEPS, start=1)),
            Paragraph(runs(f"Действует до {until:%d.%m.%Y}."), Align.LEFT, before_pt=6),
        ]
    return Paper("Листы приглашений", tuple(blocks), made_on=today)
