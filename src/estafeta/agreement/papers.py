"""Papers of agreement as Word files: the answer to one plan, the list of agreement of all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from docforge.kinds import Given, compose
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
from estafeta.agreement.models import Agreement
from estafeta.agreement.queue import others_of, waiting_for
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.documents.actions import PaperDraft, draft_paper
from estafeta.documents.composing import letterhead_of
from estafeta.documents.models import Document
from estafeta.documents.packs import paper_kinds
from estafeta.documents.queries import about
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import actor_for
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps.exports.press import ExportedFile, word_file
from estafeta.roadmaps.exports.wording import signing_name
from estafeta.roadmaps.models import Roadmap
from estafeta.roadmaps.sentences import long_day
from estafeta.workbench.writing import journal

INDENT = 12.5
LETTER = "agreement_letter"
ANSWERS = {"agreed": "согласована", "returned": "возвращена на доработку"}


def last_answer(roadmap: Roadmap) -> Agreement:
    """The last round that has been answered; refuses while there is none."""
    rounds = roadmap.agreements.select_related("to", "decided_by").filter(state__in=list(ANSWERS))
    last = rounds.first()
    if last is None or last.decided_at is None:
        raise Refusal("Ответа на эту карту ещё нет.")
    return last


def letter_values(asked: Agreement) -> dict[str, object]:
    """What the letter of the packs is filled with: the plan, the answer, the remarks of a returned one."""
    plan = asked.roadmap
    remarks = [[remark.place, remark.text] for remark in asked.remarks.all()] if asked.state == "returned" else []
    return {
        "addressee": "Руководителю",
        "addressee_organisation": plan.organisation.short_name,
        "roadmap_title": plan.title,
        "sent": asked.sent_at.date().isoformat(),
        "decision": ANSWERS[asked.state],
        "note": asked.decision_note,
        "remarks": remarks,
    }


@transaction.atomic
def answer_letter(*, actor: Actor, roadmap: Roadmap, today: dt.date) -> ExportedFile:
    """Return the answer of those above to the last round as a letter; refuses while there is none."""
    demand("roadmaps.view_plan", actor, roadmap)
    last = last_answer(roadmap)
    name = f"Ответ о согласовании, {roadmap.organisation.short_name}.docx"
    journal(actor, "agreement.export_letter", roadmap, f"Ответ о согласовании выгружен в файл «{name}».")
    return word_file(name, compose(paper_kinds()[LETTER], Given(letterhead_of(last.to), letter_values(last))))


@transaction.atomic
def register_letter(*, actor: Actor, roadmap: Roadmap, today: dt.date) -> Document:
    """Put the answer as a draft letter into the register of those who gave it; one that is there is given back."""
    last = last_answer(roadmap)
    upper = actor_for(actor.user, last.to, today=today)
    key = f"agreement:{last.pk}"
    with tenant_scope(last.to):
        demand("documents.draft", upper)
        begun = about(last.to, key).first()
        draft = PaperDraft(letter_values(last), subject_key=key)
        return begun or draft_paper(actor=upper, kind=LETTER, draft=draft)


@transaction.atomic
def list_of_agreement(*, actor: Actor, today: dt.date) -> ExportedFile:
    """Return the list of agreement: every organisation below with the state of its plan and the day of the answer."""
    demand("agreement.view_agreements", actor)
    name = f"Лист согласования дорожных карт, {today:%d.%m.%Y}.docx"
    journal(
        actor, "agreement.export_agreement_list", actor.organisation, f"Лист согласования выгружен в файл «{name}»."
    )
    paper = Paper(
        name.removesuffix(".docx"),
        tuple(list_blocks(actor.organisation, today)),
        author=actor.organisation.short_name,
        made_on=today,
    )
    return word_file(name, paper)


def list_blocks(organisation: Organisation, today: dt.date) -> list[Block]:
    """Heading, the table of organisations, the signature."""
    return [
        centred(organisation.full_name),
        Heading("Лист согласования дорожных карт"),
        body(f"Составлен {long_day(today)}."),
        _table_of_answers(sorted(_lines(organisation))),
        Signatures((Signature(organisation.head_post, signing_name(organisation.head_name)),)),
    ]


def _lines(organisation: Organisation) -> Iterator[tuple[str, str, str, str]]:
    """Organisation, plan, state and day of the answer, for those that wait and for the others."""
    for row in waiting_for(organisation).annotate(answered_at=Max("roadmap__agreements__decided_at")):
        yield _line(row.roadmap, row.answered_at)
    others: Iterable[Any] = others_of(organisation)
    for other in others:
        yield from (_line(plan, plan.answered_at) for plan in other.plans)
        if not other.plans:
            yield (other.short_name, "—", "карты нет", "—")


def _line(plan: Roadmap, day: dt.datetime | None) -> tuple[str, str, str, str]:
    answered = f"{day:%d.%m.%Y}" if day else "—"
    return (plan.organisation.short_name, plan.title, plan.get_state_display(), answered)


def _table_of_answers(lines: Sequence[tuple[str, ...]]) -> Table:
    titles = ("№", "Организация", "Дорожная карта", "Состояние", "Дата ответа")
    head = Row(tuple(cell(text, bold=True) for text in titles))
    rows = [Row((cell(str(number)), *(cell(text) for text in line))) for number, line in enumerate(lines, 1)]
    blank = Row(tuple(cell("") for _ in titles))
    return Table((Column(1), Column(5), Column(6), Column(3), Column(3)), tuple(rows) or (blank,), (head,))


def body(text: str) -> Paragraph:
    """A paragraph of the text with the first line set in."""
    return Paragraph(runs(text), first_line_mm=INDENT, after_pt=6)


def centred(text: str) -> Paragraph:
    """A line in the middle."""
    return Paragraph(runs(text, bold=True), align=Align.CENTRE, after_pt=6)
