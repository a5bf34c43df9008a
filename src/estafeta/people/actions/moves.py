"""People go from class to class, leave together, begin a new school year: one act, one undo, however many they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import transaction

from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.organisations.actors import Actor
from estafeta.people.actions.affiliations import CARRIED
from estafeta.people.models import Affiliation, Person
from estafeta.people.queries import in_force
from estafeta.people.queries.year import GRADUATE, plan_year
from estafeta.people.search import renew_cards
from estafeta.workbench.models import Undo
from estafeta.workbench.writing import Changes, journal
from russian.phrases import listed
from russian.plurals import counted

Ending = Affiliation.Ending
Kind = Affiliation.Kind
ENDS = ("ends", "ending", "ending_note", "version")
BATCH = 500


@transaction.atomic
def begin_year(*, actor: Actor, starts: dt.date, targets: Mapping[str, str], staying: Collection[int] = ()) -> Undo:
    """Move every class to its target from `starts` on; `targets` are {class: next class, «выпуск» or empty: stays}.

    `staying` are keys of cards that repeat the year. Who is moved once is not moved again: the new row begins that day.
    Refuses when nobody is left to move.
    """
    demand("people.manage", actor)
    plans = plan_year(actor.organisation, starts)
    going = [
        (row, target)
        for plan in plans
        if (target := targets.get(plan.unit, plan.target))
        for row in plan.rows
        if row.person_id not in staying
    ]
    if not going:
        raise Refusal("Переводить некого: в новый год все уже переведены.")
    changes = Changes(actor)
    gone = [row for row, target in going if target == GRADUATE]
    _end([row for row, target in going if target != GRADUATE], starts, (Ending.MOVED_UP, ""), changes)
    _end(gone, starts, (Ending.GRADUATED, ""), changes)
    _begin(actor, [_next(row, target, starts) for row, target in going], changes)
    words = f"Новый учебный год: {_counts(len(going) - len(gone), len(gone))}"
    moved = [row.person for row, _ in going]
    journal(actor, "people.begin_year", actor.organisation, f"{words}.", after={"starts": starts}, subjects=moved)
    renew_cards([person.pk for person in moved])
    return changes.undo(actor, words)


def _counts(moved: int, gone: int) -> str:
    parts = [
        f"переведено {counted(moved, 'человек', 'человека', 'человек')}" if moved else "",
        f"выпущено {counted(gone, 'человек', 'человека', 'человек')}" if gone else "",
    ]
    return listed([part for part in parts if part])


def _next(row: Affiliation, target: str, starts: dt.date) -> Affiliation:
    if target == GRADUATE:
        return Affiliation(organisation_id=row.organisation_id, person=row.person, kind=Kind.GRADUATE, starts=starts)
    kept = {name: getattr(row, name) for name in CARRIED}
    if row.kind == Kind.STUDENT:
        kept["level"] = (row.level or 0) + 1
    new = Affiliation(organisation_id=row.organisation_id, person=row.person, starts=starts, **kept)
    new.unit = target
    return new.with_level()


@transaction.atomic
def move_people(*, actor: Actor, people: Iterable[Person], unit: str, starts: dt.date) -> Undo:
    """Move learners to another class or group from a day on. Refuses who is no learner, and those who are there."""
    demand("people.change", actor)
    keys = [person.pk for person in people]
    rows = list(
        Affiliation.objects.select_for_update(of=("self",))
        .filter(in_force(starts), organisation=actor.organisation, person__in=keys, kind__in=Affiliation.LEARNERS)
        .exclude(unit=unit)
        .select_related("person")
    )
    if not rows:
        raise Refusal(f"Переводить некого: отмеченные уже в «{unit}» или не учатся здесь.")
    changes = Changes(actor)
    _end(rows, starts, (Ending.MOVED_UP, ""), changes)
    _begin(actor, [_next(row, unit, starts) if row.kind == Kind.PUPIL else _same(row, unit, starts) for row in rows],
           changes)  # fmt: skip
    words, moved = f"В «{unit}» переведено: {len(rows)}", [row.person for row in rows]
    journal(actor, "people.move_people", actor.organisation, f"{words}.", subjects=moved)
    renew_cards([person.pk for person in moved])
    return changes.undo(actor, words)


def _same(row: Affiliation, unit: str, starts: dt.date) -> Affiliation:
    kept = {name: getattr(row, name) for name in CARRIED} | {"unit": unit}
    return Affiliation(organisation_id=row.organisation_id, person=row.person, starts=starts, **kept)


@transaction.atomic
def let_go(*, actor: Actor, people: Iterable[Person], last_day: dt.date, ending: str, note: str = "") -> Undo:
    """End all that people are here, as one act. Refuses when none of them is here on that day."""
    demand("people.change", actor)
    keys = [person.pk for person in people]
    rows = list(
        Affiliation.objects.select_for_update(of=("self",))
        .filter(in_force(last_day), organisation=actor.organisation, person__in=keys, ends=None)
        .select_related("person")
    )
    if not rows:
        raise Refusal("Никто из отмеченных в этот день здесь не числится.")
    changes = Changes(actor)
    _end(rows, last_day + dt.timedelta(days=1), (ending, note), changes)
    words, moved = f"Выбыли: {len({row.person_id for row in rows})}", [row.person for row in rows]
    journal(actor, "people.let_go", actor.organisation, f"{words}.", subjects=moved)
    renew_cards([person.pk for person in moved])
    return changes.undo(actor, words)


def _end(rows: Sequence[Affiliation], before: dt.date, why: tuple[str, str], changes: Changes) -> None:
    """Write the day before `before` as the last one into many rows at once; `why` is the reason and a note."""
    user = changes.actor.user if changes.actor else None
    for row in rows:
        was = {name: getattr(row, name) for name in ENDS if name != "version"}
        row.ends, (row.ending, row.ending_note) = before - dt.timedelta(days=1), why
        row.version, row.changed_by = row.version + 1, user
        if row.starts is not None and row.starts > row.ends:
            raise Refusal(f"{row.person.short_name}: здесь только с {row.starts:%d.%m.%Y}. Выберите день позже.")
        changes.changed(row, was)
    Affiliation.objects.bulk_update(rows, [*ENDS, "changed_by"], batch_size=BATCH)


def _begin(actor: Actor, rows: Sequence[Affiliation], changes: Changes) -> None:
    for row in rows:
        row.changed_by = actor.user
    for row in Affiliation.objects.bulk_create(rows, batch_size=BATCH):
        changes.made(row, "version")
