"""«Сегодня»: what is late, what is due within a week, what waits for the person, and what comes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from estafeta.core.rights import may
from estafeta.intake.models import Load
from estafeta.organisations.actors import Actor
from estafeta.organisations.roles import COORDINATORS, EDITORS
from estafeta.roadmaps.models import DueMove, Remark
from estafeta.roadmaps.queries.due_lines import DueLine, due_lines, open_dues
from estafeta.roadmaps.queries.live import live, live_dues
from estafeta.roadmaps.queries.rows import Person, people_of
from estafeta.roadmaps.queries.states import SOON, DueState, due_state
from russian.dates import day_words
from russian.phrases import clip
from russian.plurals import counted

CONVERSATION_DAYS = 30


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """Something that waits for the person's decision. `sort`: move, load, remark or condition."""

    sort: str
    title: str
    why: str
    url: str
    button: str
    move: DueMove | None = None
    due: DueState | None = None


@dataclass(frozen=True, slots=True)
class Today:
    """The page «Сегодня»."""

    late: tuple[DueLine, ...]
    week: tuple[DueLine, ...]
    waiting: tuple[WaitingLine, ...]
    following: DueLine | None
    only_mine: bool
    has_plan: bool

    @property
    def count(self) -> int:
        """How much there is to do; the figure beside «Сегодня» in the rail."""
        return len(self.late) + len(self.week) + len(self.waiting)


def today_for(actor: Actor, today: dt.date) -> Today:
    """Return what the person has to do: editors and coordinators see all of the organisation, others their own."""
    sees_all = actor.is_any(EDITORS) or actor.is_over(COORDINATORS)
    lines = list(due_lines(actor, today, sees_all=sees_all))
    dated = [line for line in lines if line.due.due_on is not None and not line.conditional]
    horizon = today + SOON
    return Today(
        late=tuple(line for line in dated if line.due.due_on < today),  # type: ignore[operator]
        week=tuple(line for line in dated if today <= line.due.due_on <= horizon),  # type: ignore[operator]
        waiting=tuple(waiting_for(actor, today, conditional=[line for line in lines if line.conditional])),
        following=next((line for line in dated if line.due.due_on > horizon), None),  # type: ignore[operator]
        only_mine=not sees_all,
        has_plan=bool(lines) or live_dues(actor.organisation).exists(),
    )


def following_words(line: DueLine | None, today: dt.date) -> str:
    """«Следующее — 12 октября: …», or that nothing is planned."""
    if line is None or line.due.due_on is None:
        return "Впереди дат нет."
    return f"Следующее — {day_words(line.due.due_on, today)}: {clip(line.title, 120)}"


def waiting_for(actor: Actor, today: dt.date, *, conditional: Iterable[DueLine]) -> Iterable[WaitingLine]:
    """Yield requests to decide, unfinished loads, unanswered remarks, conditional measures whose day has passed."""
    yield from _moves(actor)
    yield from _loads(actor)
    yield from _remarks(actor, today)
    for line in conditional:
        if line.can_close and line.due.due_on and line.due.due_on <= today:
            why = "Срок прошёл. Понадобилось ли это мероприятие?"
            yield WaitingLine("condition", line.title, why, line.url, "Ответить", due=line.due)


def _moves(actor: Actor) -> Iterable[WaitingLine]:
    if not may("roadmaps.decide_move", actor):
        return
    moves = DueMove.objects.filter(
        live("due__measure__"),
        state=DueMove.State.ASKED,
        due__measure__section__roadmap__organisation=actor.organisation,
    ).select_related("asked_by", "due__measure__section__roadmap__organisation")
    for move in moves.order_by("pk"):
        if may("roadmaps.decide_move", actor, move):
            measure = move.due.measure
            why = f"{move.asked_by.short_name} просит перенести срок: {clip(move.reason, 140)}"
            yield WaitingLine("move", measure.title, why, measure.get_absolute_url(), "Решить", move=move)


def _loads(actor: Actor) -> Iterable[WaitingLine]:
    if not may("intake.manage_loads", actor):
        return
    for load in Load.objects.filter(organisation=actor.organisation, state=Load.State.READ).order_by("pk"):
        url = reverse("intake:load", args=[actor.organisation.slug, load.pk])
        yield WaitingLine(
            "load", f"Загрузка «{load.file_name}»", "Файл прочитан, но карта не создана", url, "Проверить"
        )


def _remarks(actor: Actor, today: dt.date) -> Iterable[WaitingLine]:
    """Conversations that concern the person and whose last word is another's."""
    since = today - dt.timedelta(days=CONVERSATION_DAYS)
    concerned = Q(measure__responsibles__user=actor.user) | Q(measure__remarks__author=actor.user)
    if actor.is_any(EDITORS):
        concerned |= Q(measure__section__roadmap__organisation=actor.organisation)
    rows = Remark.objects.filter(
        concerned,
        live("measure__"),
        measure__section__roadmap__organisation=actor.organisation,
        created_at__date__gte=since,
    )
    rows = rows.select_related("author", "measure__section__roadmap__organisation").distinct().order_by("pk")
    last = {row.measure_id: row for row in rows}
    for remark in last.values():
        if remark.author_id != actor.user.pk:
            why = f"{remark.author.short_name}: {clip(remark.text, 140)}"
            url = f"{remark.measure.get_absolute_url()}#conversation"
            yield WaitingLine("remark", remark.measure.title, why, url, "Ответить")


@dataclass(frozen=True, slots=True)
class PersonLine:
    """How somebody stands: open, late and this week's dues; `key` filters the plan."""

    person: Person
    open: int
    late: int
    week: int

    @property
    def words(self) -> str:
        """«2 просрочено, 3 на этой неделе»."""
        parts = [f"{self.late} просрочено"] if self.late else []
        parts += [f"{self.week} на этой неделе"] if self.week else []
        return ", ".join(parts) or counted(self.open, "открытый срок", "открытых срока", "открытых сроков")


NOBODY = Person("Без ответственного", "none", None, "")


def today_by_people(actor: Actor, today: dt.date) -> tuple[PersonLine, ...]:
    """Return every responsible with open dues, those with late ones first; a due of two people counts for both."""
    found: dict[str, Person] = {}
    counts: dict[str, list[int]] = {}
    for due in open_dues(actor):
        state = due_state(due, today, conditional=due.measure.conditional)
        for person in people_of(due.measure) or [NOBODY]:
            found[person.key] = person
            row = counts.setdefault(person.key, [0, 0, 0])
            row[0] += 1
            row[1] += state.state == "late"
            row[2] += state.state in {"today", "soon"}
    lines = [PersonLine(found[key], *row) for key, row in counts.items()]
    return tuple(sorted(lines, key=lambda line: (-line.late, -line.week, -line.open, line.person.text)))
