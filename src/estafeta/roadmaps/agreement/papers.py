"""Papers of agreement as Word files: the answer to one plan, the list of agreement of all."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from docforge import docx
from docforge.paper import (
    Align,
    Block,
    Column,
    Heading,
    Paper,
    Paragraph,
    Row,
    Signature,
    Signatures,
    Table,
    cell,
    runs,
)
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.roadmaps.actions.writing import journal
from estafeta.roadmaps.agreement.queries import queue_of
from estafeta.roadmaps.exports.press import FORMATS, ExportedFile
from estafeta.roadmaps.exports.wording import signing_name
from estafeta.roadmaps.models import Agreement, Roadmap
from estafeta.roadmaps.sentences import long_day

INDENT = 12.5
ANSWERS = {"agreed": "согласована", "returned": "возвращена на доработку"}


@transaction.atomic
def answer_letter(*, actor: Actor, roadmap: Roadmap, today: dt.date) -> ExportedFile:
    """Return the answer of those above to the last round as a letter; refuses while there is none."""
    demand("roadmaps.view_plan", actor, roadmap)
    rounds = roadmap.agreements.select_related("to", "decided_by").filter(state__in=list(ANSWERS))
    last = rounds.first()
    if last is None or last.decided_at is None:
        raise Refusal("Ответа на эту карту ещё нет.")
    name = f"Ответ о согласовании, {roadmap.organisation.short_name}.docx"
    journal(actor, "export_letter", roadmap, f"Ответ о согласовании выгружен в файл «{name}».")
    paper = Paper(name.removesuffix(".docx"), tuple(letter_blocks(last)), author=last.to.short_name, made_on=today)
    return word_file(name, paper)


def letter_blocks(asked: Agreement) -> list[Block]:
    """The blocks of a letter: from whom, to whom, the answer, the remarks as a table, the signature."""
    plan, upper = asked.roadmap, asked.to
    answer = ANSWERS[asked.state]
    blocks: list[Block] = [
        centred(upper.full_name),
        Paragraph(runs("___________ № ___________"), align=Align.LEFT, before_pt=12, after_pt=12),
        Paragraph(runs(f"Руководителю\n{plan.organisation.short_name}"), align=Align.LEFT, left_mm=95, after_pt=18),
        Heading("О согласовании дорожной карты", level=2),
        body(
            f"Рассмотрена дорожная карта «{plan.title}», представленная {long_day(asked.sent_at.date())}. "
            f"По итогам рассмотрения карта {answer}."
        ),
    ]
    if asked.decision_note:
        blocks.append(body(asked.decision_note))
    remarks = list(asked.remarks.all())
    if remarks and asked.state == "returned":
        blocks += [body("Замечания, которые нужно учесть:"), remarks_table(asked)]
        blocks.append(body("После исправления карту следует направить на согласование повторно."))
    blocks.append(Signatures((Signature(upper.head_post, signing_name(upper.head_name)),)))
    return blocks


def remarks_table(asked: Agreement) -> Table:
    """Number, place, remark."""
    rows = [
        Row((cell(str(number)), cell(remark.place), cell(remark.text)))
        for number, remark in enumerate(asked.remarks.all(), 1)
    ]
    head = Row(tuple(cell(text, bold=True) for text in ("№", "К чему относится", "Замечание")))
    return Table((Column(1), Column(5), Column(8)), tuple(rows), (head,))


@transaction.atomic
def list_of_agreement(*, actor: Actor, today: dt.date) -> ExportedFile:
    """Return the list of agreement: every organisation below with the state of its plan and the day of the answer."""
    demand("roadmaps.view_agreements", actor)
    name = f"Лист согласования дорожных карт, {today:%d.%m.%Y}.docx"
    journal(actor, "export_agreement_list", actor.organisation, f"Лист согласования выгружен в файл «{name}».")
    paper = Paper(
        name.removesuffix(".docx"),
        tuple(list_blocks(actor.organisation, today)),
        author=actor.organisation.short_name,
        made_on=today,
    )
    return word_file(name, paper)


def list_blocks(organisation: Organisation, today: dt.date) -> list[Block]:
    """Heading, the table of organisations, the signature."""
    found = queue_of(organisation, today=today)
    plans = [*(row.roadmap for row in found.waiting), *found.others]
    lines = [(plan.organisation.short_name, plan.title, plan.get_state_display(), _answered(plan)) for plan in plans]
    lines += [(row.short_name, "—", "карты нет", "—") for row in found.without]
    rows = [Row((cell(str(i)), *(cell(text) for text in line))) for i, line in enumerate(sorted(lines), 1)]
    titles = ("№", "Организация", "Дорожная карта", "Состояние", "Дата ответа")
    head = Row(tuple(cell(text, bold=True) for text in titles))
    blank = Row(tuple(cell("") for _ in titles))
    table = Table((Column(1), Column(5), Column(6), Column(3), Column(3)), tuple(rows) or (blank,), (head,))
    return [
        centred(organisation.full_name),
        Heading("Лист согласования дорожных карт"),
        body(f"Составлен {long_day(today)}."),
        table,
        Signatures((Signature(organisation.head_post, signing_name(organisation.head_name)),)),
    ]


def _answered(plan: Roadmap) -> str:
    last = plan.agreements.exclude(decided_at=None).first()
    return f"{last.decided_at:%d.%m.%Y}" if last and last.decided_at else "—"


def body(text: str) -> Paragraph:
    """A paragraph of the text with the first line set in."""
    return Paragraph(runs(text), first_line_mm=INDENT, after_pt=6)


def centred(text: str) -> Paragraph:
    """A line in the middle."""
    return Paragraph(runs(text, bold=True), align=Align.CENTRE, after_pt=6)


def word_file(name: str, paper: Paper) -> ExportedFile:
    """Return a paper as a Word file."""
    return ExportedFile(name.replace("/", "-"), FORMATS["docx"].content_type, docx.render(paper))
