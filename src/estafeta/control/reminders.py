"""A reminder to organisations below: whom it reaches, what of theirs is overdue, how it is sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from estafeta.accounts.models import User
from estafeta.control.tallies import OWNER, counted_dues, of_standing
from estafeta.core.lookups import InRussian
from estafeta.core.refusals import Refusal, need
from estafeta.core.rights import demand
from estafeta.notifications.notices import announce
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Membership, Organisation
from estafeta.organisations.queries import in_force
from estafeta.organisations.roles import Role
from estafeta.workbench.writing import journal
from russian.dates import day_words
from russian.phrases import clip
from russian.plurals import counted

ORGANISATIONS = ("организация", "организации", "организаций")
OVERDUE = "{просроченное}"
DEFAULT_TEXT = f"Проверьте просроченные сроки карты. {OVERDUE}"
NAMED = 5


@dataclass(frozen=True, slots=True)
class Recipient:
    """An organisation that is reminded: its curators (without one, its director), what of its plan is overdue."""

    organisation: Organisation
    people: tuple[User, ...]
    overdue: str

    def words(self, text: str) -> str:
        """The text as this organisation reads it."""
        return " ".join(text.replace(OVERDUE, self.overdue).split())


def recipients(organisations: Sequence[Organisation], today: dt.date) -> tuple[Recipient, ...]:
    """Whom a reminder to these organisations of the scope reaches; two queries."""
    overdue = _overdue(organisations, today)
    roles = Membership.objects.filter(
        in_force(today), organisation__in=organisations, role__in=[Role.CURATOR, Role.DIRECTOR], user__is_active=True
    )
    people: dict[tuple[int, str], dict[int, User]] = {}
    for row in roles.select_related("user").order_by(
        InRussian("user__last_name"), InRussian("user__first_name"), "user_id"
    ):
        people.setdefault((row.organisation_id, row.role), {})[row.user_id] = row.user
    found = []
    for one in organisations:
        reached = people.get((one.pk, Role.CURATOR)) or people.get((one.pk, Role.DIRECTOR)) or {}
        found.append(Recipient(one, tuple(reached.values()), overdue.get(one.pk, "Просроченного нет.")))
    return tuple(found)


def _overdue(organisations: Sequence[Organisation], today: dt.date) -> dict[int, str]:
    """«Просрочено 6: 1.1 Издать приказ (25 сентября)… и ещё 1.» of each organisation that has something overdue."""
    rows = of_standing(counted_dues([one.pk for one in organisations], today), "late").order_by("due_on", "pk")
    lines: dict[int, list[str]] = {}
    for owner, number, title, day in rows.values_list(f"{OWNER}_id", "measure__number", "measure__title", "due_on"):
        lines.setdefault(owner, []).append(f"{clip(f'{number} {title}'.strip(), 80)} ({day_words(day, today)})")
    words = {}
    for owner, named in lines.items():
        more = f" и ещё {len(named) - NAMED}" if len(named) > NAMED else ""
        words[owner] = f"Просрочено {len(named)}: {'; '.join(named[:NAMED])}{more}."
    return words


@transaction.atomic
def remind(*, actor: Actor, organisations: Sequence[Organisation], text: str, today: dt.date) -> int:
    """Send a reminder to the curators of organisations below; returns how many people it reaches.

    In the text `{просроченное}` becomes each organisation's own list. Refuses an empty text, nothing chosen, and
    organisations that are not below.
    """
    demand("control.remind", actor)
    text = need(text, "Напишите, о чём напомнить.")
    if not organisations:
        raise Refusal("Выберите хотя бы одну организацию.")
    if any(not actor.organisation.holds(row) for row in organisations):
        raise Refusal("Напоминать можно только организациям ниже.")
    found = recipients(organisations, today)
    for one in found:
        announce(
            users=one.people,
            but=actor.user,
            kind="control.reminded",
            sentence=f"{actor.organisation.short_name} напоминает: {one.words(text)}",
            url=one.organisation.get_absolute_url(),
            organisation=one.organisation,
        )
    words = f"Напоминание отправлено: {counted(len(found), *ORGANISATIONS)}. {text}"
    after = {"organisations": [row.short_name for row in organisations]}
    journal(actor, "control.remind", actor.organisation, words, after=after)
    return len({user.pk for one in found for user in one.people})
