"""A small plan of the school that the tests of this room share, and the same words at the other tenant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from estafeta.demo.cast import Cast
from estafeta.documents.actions import PaperDraft, draft_paper, register_paper
from estafeta.documents.models import Document
from estafeta.organisations.actors import Actor
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps.actions import create_from_draft
from estafeta.roadmaps.drafts import DueDraft, MeasureDraft, ResponsibleDraft, RoadmapDraft, SectionDraft
from estafeta.roadmaps.models import Measure, Roadmap

START, END = dt.date(2026, 9, 1), dt.date(2027, 5, 31)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def measure_draft(title: str, *days: str, **more: object) -> MeasureDraft:
    dues = tuple(DueDraft(day(text)) for text in days)
    return MeasureDraft(title=title, dues=dues, deadline_kind="date", **more)


def small_draft(cast: Cast) -> RoadmapDraft:
    teacher = ResponsibleDraft("Учитель", "person", cast.teacher.pk)
    curator = ResponsibleDraft("Куратор", "role", None, "curator")
    first = SectionDraft(
        "1",
        "Подготовка",
        stage=1,
        measures=(
            measure_draft("Издать приказ", "2026-09-25", number="1.1", responsibles=(curator,)),
            measure_draft("Провести собрание", "2026-11-25", number="1.2", responsibles=(teacher,)),
        ),
    )
    second = SectionDraft(
        "2",
        "Работа пар",
        stage=6,
        measures=(
            measure_draft("Собрать отчёты", "2026-12-15", "2027-05-15", number="2.1", responsibles=(teacher,)),
            MeasureDraft(title="Консультировать", number="2.2", deadline_text="постоянно"),
            MeasureDraft(title="Заменить наставника", number="2.3", deadline_text="при необходимости"),
        ),
    )
    return RoadmapDraft(title="Дорожная карта на 2026/27 учебный год", starts=START, ends=END, sections=(first, second))


@pytest.fixture
def foreign(cast: Cast, act) -> Roadmap:
    """The same plan in another tenant: it may leak into nothing."""
    with tenant_scope(cast.forest_school):
        stranger = act(cast.stranger, cast.forest_school)
        return create_from_draft(actor=stranger, draft=small_draft(cast))


@pytest.fixture
def roadmap(in_school: Cast, curator: Actor, foreign: Roadmap) -> Roadmap:
    return create_from_draft(actor=curator, draft=small_draft(in_school))


@pytest.fixture
def pick(roadmap: Roadmap) -> Callable[[str], Measure]:
    """`pick("1.1")` is the measure with that number."""
    return lambda number: Measure.objects.select_related("section__roadmap__organisation").get(
        section__roadmap=roadmap, number=number
    )


@pytest.fixture
def ordered(cast: Cast, roadmap: Roadmap, curator: Actor, today: dt.date) -> Document:
    """A registered order that appoints the curator of the school."""
    values = {"curator": {"name": cast.curator.full_name, "post": "заместитель директора"}, "starts": "2026-09-01"}
    values |= {"duties": "вести базы"}
    made = draft_paper(actor=curator, kind="curator_order", draft=PaperDraft(values))
    return register_paper(actor=curator, document=made, number="41-од", date=START, today=today)
