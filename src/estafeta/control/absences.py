"""Who is away and who stands in: roles are lent for the days of the absence, acts of the deputy say for whom."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from estafeta.accounts.models import User
from estafeta.control.models import Absence
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.notifications.notices import announce
from estafeta.organisations.actions.guards import demand_grant
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Membership, Organisation
from estafeta.organisations.queries import colleagues, in_force
from estafeta.workbench.models import Undo
from estafeta.workbench.writing import Changes, create, journal, locked
from russian.dates import day_words

RIGHT = "control.see_absences"
LONGEST = 366


def absences_of(organisation: Organisation) -> QuerySet[Absence]:
    """The absences of the organisation's people, the newest first."""
    return Absence.objects.filter(organisation=organisation).select_related("organisation", "user", "deputy")


@transaction.atomic
def appoint_deputy(
    *, actor: Actor, user: User, deputy: User, starts: dt.date, ends: dt.date, today: dt.date
) -> tuple[Absence, Undo]:
    """Say that a colleague is away and who stands in; her roles are lent to the deputy for those days.

    Everybody appoints her own deputy; for others it takes the right to give each of their roles. Refuses days that are
    over or turned round, more than a year, a deputy who is no colleague or is away herself, and two absences at once.
    """
    demand(RIGHT, actor)
    organisation = actor.organisation
    if not today <= ends <= starts + dt.timedelta(days=LONGEST) or ends < starts:
        raise Refusal("Проверьте дни: последний не раньше первого и не в прошлом, всего не больше года.")
    here = {one.pk for one in colleagues(organisation, today=today)}
    if deputy == user or not {user.pk, deputy.pk} <= here:
        raise Refusal("Замещает другой сотрудник этой организации.")
    locked(organisation)  # two who appoint at once wait for each other
    _check_free(organisation, user, deputy, starts, ends)
    own = list(Membership.objects.filter(in_force(today), organisation=organisation, user=user, stands_for=None))
    if user != actor.user:
        for held in own:
            demand_grant(actor, organisation, held.role, today=today)
    changes = Changes(actor)
    row = create(Absence(organisation=organisation, user=user, deputy=deputy, starts=starts, ends=ends), actor)
    changes.made(row, "ends", "stopped_at")
    for role in {one.role for one in own}:
        lent = Membership(organisation=organisation, user=deputy, role=role, stands_for=user, starts=starts, ends=ends)
        changes.made(create(lent, actor), "ends", "stopped_at")
    words = f"{user.short_name} отсутствует с {starts:%d.%m.%Y} по {ends:%d.%m.%Y}, замещает {deputy.short_name}"
    journal(actor, "control.appoint_deputy", row, f"{words}.", subjects=[user, deputy])
    announce(
        users=[user, deputy],
        but=actor.user,
        kind="control.deputises",
        sentence=f"{words}.",
        url=f"{organisation.get_absolute_url()}",
        organisation=organisation,
    )
    return row, changes.undo(actor, words)


def _check_free(organisation: Organisation, user: User, deputy: User, starts: dt.date, ends: dt.date) -> None:
    rows = Absence.objects.filter(organisation=organisation, stopped_at=None, starts__lte=ends, ends__gte=starts)
    if rows.filter(user=user).exists():
        raise Refusal(f"{user.short_name}: в эти дни замещение уже назначено. Сначала закончите его.")
    if rows.filter(user=deputy).exists():
        raise Refusal(f"{deputy.short_name} в эти дни тоже отсутствует. Выберите другого.")


@transaction.atomic
def end_absence(*, actor: Actor, absence: Absence, today: dt.date) -> Undo:
    """The colleague is back, or does not go: what was lent is given back at once. Refuses an absence that is over.

    She herself ends it, and whoever could appoint her deputy.
    """
    demand(RIGHT, actor, absence)
    row = locked(absence)
    if row.stopped_at is not None or row.ends < today:
        raise Refusal("Это отсутствие уже закончено.")
    lent = Membership.objects.filter(organisation=row.organisation, user=row.deputy, stands_for=row.user)
    lent = lent.filter(stopped_at=None, starts=row.starts, ends=row.ends)
    changes, last = Changes(actor), max(today, row.starts)
    for one in lent:
        if row.user_id != actor.user.pk:
            demand_grant(actor, row.organisation, one.role, today=today)
        changes.save(one, ends=min(last, row.ends), stopped_at=timezone.now())
    changes.save(row, stopped_at=timezone.now())
    words = f"Замещение закончено: {row.user.short_name}, {day_words(today, today)}"
    journal(actor, "control.end_absence", row, f"{words}.", subjects=[row.user, row.deputy])
    return changes.undo(actor, words)
