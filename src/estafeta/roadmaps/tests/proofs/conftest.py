"""Measures of one kind, how they stand, registered documents of the school and of others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from estafeta.documents.actions import PaperDraft, draft_paper, register_paper
from estafeta.documents.models import Document
from estafeta.organisations.actors import Actor
from estafeta.roadmaps.actions import set_kinds
from estafeta.roadmaps.models import Measure
from estafeta.roadmaps.proofs.answers import Answer
from estafeta.roadmaps.proofs.asking import Inquiry, due_to_ask

PERSON = {"name": "Иванова Мария Петровна", "post": "учитель"}
INCENTIVES = {"reasons": "опыт", "ways": "грамота", "council": "совет", "dates": "в мае"}
VALUES: dict[str, dict[str, object]] = {
    "introduction_order": {
        "aim": "поддержки молодых", "starts": "2026-09-01", "forms": "педагог — педагог", "curator": PERSON,
        "reports": "ежемесячно", "site": PERSON,
    },
    "regulation": {
        "aim": "помочь", "forms": "педагог — педагог", "least": "3", "most": "12", "replace_days": "10",
        "council": "педсовет",
    },
    "working_group_order": {
        "body": "рабочая группа", "tasks": "готовить", "meetings": "ежемесячно", "chair": PERSON, "members": [PERSON]
    },
    "curator_order": {"curator": PERSON, "starts": "2026-09-01", "duties": "вести базы"},
    "responsible_order": {"starts": "2026-09-01", "reports": "ежемесячно", "site": PERSON},
    "incentives_regulation": INCENTIVES,
    "incentives_order": {},
    "centre_order": {
        "centre": "отдел", "starts": "2026-09-01", "chief": PERSON, "tasks": "помогать", "plan_term": "2026-10-01"
    },
    "centre_regulation": {
        "centre": "отдел", "territory": "школами", "tasks": "помогать", "chief": PERSON, "reports": "дважды в год"
    },
    "pair_order": {
        "starts": "2026-10-15", "curator": PERSON,
        "pairs": [["Орлова Т.Д., учитель", "Белова Д., 7А", "ученик — ученик", "год"]],
    },
}  # fmt: skip


@pytest.fixture
def about(curator, pick) -> Callable[..., Measure]:
    """`about("roadmap_development")` is measure 1.1 of those kinds."""

    def name(*codes: str) -> Measure:
        set_kinds(actor=curator, measure=pick("1.1"), codes=codes)
        return pick("1.1")

    return name


def answers(measure: Measure, today: dt.date) -> tuple[Answer, ...]:
    """How the kinds of a measure stand for its first open due."""
    return Inquiry(measure.section.roadmap.organisation, today).about(measure, due_to_ask(measure))


def answer(measure: Measure, today: dt.date) -> Answer:
    """How the only kind stands."""
    (found,) = answers(measure, today)
    return found


def drafted(actor: Actor, kind: str) -> Document:
    """A draft of a document."""
    return draft_paper(actor=actor, kind=kind, draft=PaperDraft(VALUES[kind]))


def registered(actor: Actor, kind: str, date: dt.date, today: dt.date, number: str = "5") -> Document:
    """A registered document."""
    return register_paper(actor=actor, document=drafted(actor, kind), number=number, date=date, today=today, sure=True)
