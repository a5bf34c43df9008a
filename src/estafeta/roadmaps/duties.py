"""What plans hand up to «Сегодня»: dues, conversations, measures that may not be needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from django.db.models import Prefetch, Q
from django.urls import reverse

from estafeta.accounts.models import User
from estafeta.core.rights import may
from estafeta.organisations.actors import Actor
from estafeta.organisations.queries import users_by_role
from estafeta.organisations.roles import COORDINATORS, EDITORS, HEADS, Role
from estafeta.roadmaps.models import Due, MeasureKind, Remark
from estafeta.roadmaps.queries.live import live
from estafeta.roadmaps.queries.open_dues import open_dues
from estafeta.roadmaps.queries.rows import KINDS, Person, is_mine, people_of
from estafeta.roadmaps.queries.states import due_state
from estafeta.roadmaps.sentences import long_day
from estafeta.workbench.duties import Answer, Duty, DutyKind, Holder, duty_source
from russian.phrases import clip, listed

DUE = DutyKind("roadmaps.due")
CONDITION = DutyKind("roadmaps.condition", "Понадобились ли эти мероприятия", "Ответить")
REMARK = DutyKind("roadmaps.remark", "Реплики ждут ответа")
KEEPERS = frozenset({Role.CURATOR, Role.METHODIST}) | COORDINATORS
CONVERSATION_DAYS = 30
SURE = 0.5
FREE = Holder("none", "Без ответственного")


@duty_source("roadmaps")
def duties_of_plans(actor: Actor, today: dt.date) -> Iterator[Duty]:
    """Yield the person's own dated dues and those of colleagues, conversations; the queries do not grow."""
    by_role = users_by_role(actor.organisation, today=today)
    keeps = actor.is_any(KEEPERS if any(by_role.get(role) for role in KEEPERS) else HEADS)
    yield from _dues(actor, today, by_role, keeps)
    yield from _remarks(actor, today, keeps)


def _dues(actor: Actor, today: dt.date, by_role: Mapping[str, list[User]], keeps: bool) -> Iterator[Duty]:
    sure = MeasureKind.objects.filter(Q(confirmed_by_person=True) | Q(confidence__gte=SURE))
    sees_others = may("roadmaps.view_people", actor)
    rows = open_dues(actor).filter(due_on__isnull=False)
    for due in rows.prefetch_related(Prefetch("measure__kinds", sure, to_attr=KINDS)):
        people = people_of(due.measure)
        holders = () if is_mine(people, actor) else _holders(people, by_role, keeps)
        if holders and not sees_others:
            continue
        if not (due.measure.conditional and due.state == Due.State.PLANNED):
            yield _due(due, people, holders, actor, today)
        elif not holders and due.due_on and due.due_on <= today:
            yield _condition(due)


def _holders(people: tuple[Person, ...], by_role: Mapping[str, list[User]], keeps: bool) -> tuple[Holder, ...]:
    """Return the colleagues who answer for a measure.

    What nobody in the system answers for is the own affair of whoever `keeps` the plan: a curator or methodist, the
    director where there is none.
    """
    found = []
    for person in people:
        if person.user_id:
            found.append(Holder(f"u{person.user_id}", person.text, person.user_id))
        else:
            found += [Holder(f"u{user.pk}", user.short_name, user.pk) for user in by_role.get(person.role, ())]
    return tuple(dict.fromkeys(found)) or (() if keeps else (FREE,))


def _due(due: Due, people: tuple[Person, ...], holders: tuple[Holder, ...], actor: Actor, today: dt.date) -> Duty:
    measure, slug = due.measure, actor.organisation.slug
    may_close = actor.is_any(EDITORS) or is_mine(people, actor)
    close = Answer("Отметить", reverse("roadmaps:close_due", args=[slug, due.pk]), asks=True)
    return Duty(
        kind=DUE,
        key=f"due:{due.pk}",
        title=measure.title,
        verb="Открыть",
        url=measure.get_absolute_url(),
        why=_why(people, mine=not holders and is_mine(people, actor), me=actor.user.pk),
        due=due.due_on,
        state=due_state(due, today).state,
        beside=True,
        answers=(close,) if may_close else (),
        holders=holders,
        about=frozenset({f"roadmap:{measure.section.roadmap_id}"}),
        hides=frozenset(
            {f"measure:{measure.pk}", f"due:{due.pk}"} | {f"kind:{row.code}" for row in getattr(measure, KINDS)}
        ),
    )


def _why(people: tuple[Person, ...], *, mine: bool, me: int) -> str:
    """Who answers, in words."""
    if mine and len(people) == 1:
        return "Отвечаете вы" if people[0].user_id in {None, me} else f"Отвечаете вы за коллегу: {people[0].text}"
    names = listed([person.text for person in people])
    return f"Отвечают: {names}" if names else "Ответственный не назначен"


def _condition(due: Due) -> Duty:
    measure = due.measure
    return Duty(
        kind=CONDITION,
        key=f"condition:{due.pk}",
        title=measure.title,
        verb="Ответить",
        url=measure.get_absolute_url(),
        why="Срок прошёл. Понадобилось ли это мероприятие?",
        when=long_day(due.due_on),
        state="conditional",
        beside=True,
        about=frozenset({f"roadmap:{measure.section.roadmap_id}"}),
    )


def _remarks(actor: Actor, today: dt.date, keeps: bool) -> Iterator[Duty]:
    """Conversations that concern the person and whose last word is another's."""
    since = today - dt.timedelta(days=CONVERSATION_DAYS)
    concerned = Q(measure__responsibles__user=actor.user) | Q(measure__remarks__author=actor.user)
    if keeps:
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
            yield Duty(
                kind=REMARK,
                key=f"remark:{remark.pk}",
                title=remark.measure.title,
                verb="Ответить",
                url=f"{remark.measure.get_absolute_url()}#conversation",
                why=f"{remark.author.short_name}: {clip(remark.text, 140)}",
            )
