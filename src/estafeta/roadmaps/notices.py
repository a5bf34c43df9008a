"""What roadmaps tell people: lines of the daily letter, events of the calendar feed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from estafeta.notifications.kinds import notice_kind
from estafeta.notifications.sources import CalendarEvent, DigestLine, ReminderPlan, calendar_source, digest_source
from estafeta.organisations.actors import Actor
from estafeta.roadmaps.models import Due
from estafeta.roadmaps.queries.open_dues import calendar_dues, dues_to_remind
from russian.dates import day_words
from russian.phrases import clip

notice_kind("roadmaps.assigned", "Вас назначили ответственным", must_be_seen=True)
notice_kind("roadmaps.move_asked", "Просят перенести срок", must_be_seen=True)
notice_kind("roadmaps.move_decided", "Решение о переносе срока")
notice_kind("roadmaps.remark", "Обсуждение мероприятия")
notice_kind("roadmaps.proof_returned", "Подтверждение вернули", must_be_seen=True)
notice_kind("roadmaps.evidence_lost", "Подтверждение больше не действует", must_be_seen=True)

HEADINGS = {-1: "Скоро срок", 0: "Срок сегодня", 1: "Просрочено"}


@digest_source("roadmaps")
def lines_of_the_day(actor: Actor, today: dt.date, plan: ReminderPlan) -> Iterable[DigestLine]:
    """Yield the open dues that the person answers for and that stand at a reminder's distance; names of measures only.

    Curators and directors are reminded of the whole organisation's.
    """
    for due in dues_to_remind(actor, today, plan.offsets):
        day = due.due_on or today
        heading = HEADINGS[(today > day) - (today < day)]
        sentence = f"{clip(due.measure.title, 160)} — {day_words(day, today)}"
        yield DigestLine(heading, sentence, due.measure.get_absolute_url())


@calendar_source("roadmaps")
def events_of(actor: Actor, today: dt.date) -> Iterable[CalendarEvent]:
    """Yield the dated dues that the person sees in «Сегодня», done ones marked."""
    for due in calendar_dues(actor):
        if due.due_on is not None:
            yield CalendarEvent(
                uid=f"due-{due.pk}",
                title=clip(due.measure.title, 160),
                starts=due.due_on,
                ends=due.due_on,
                url=due.measure.get_absolute_url(),
                done=due.state == Due.State.DONE,
            )
