"""When somebody leaves: everything open gets a new owner, line by line, in one act that can be taken back."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from django.db import transaction

from estafeta.accounts.models import User
from estafeta.control.models import HandOver
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.organisations.actors import Actor
from estafeta.organisations.queries import colleagues
from estafeta.workbench.models import Undo
from estafeta.workbench.open_work import SOURCES, OpenWork, SourceWork, WorkSource, open_work
from estafeta.workbench.writing import Changes, create, journal
from russian.phrases import listed
from russian.plurals import counted


@transaction.atomic
def hand_over(
    *, actor: Actor, leaver: User, owners: Mapping[str, User], notes: Mapping[str, str], day: dt.date, today: dt.date
) -> tuple[HandOver, Undo]:
    """Give every open work of the leaver, of whatever room, to its new owner: `owners` by `WorkSource.key`.

    Refuses when nothing is open, when a line has nobody, and a new one who is the leaver or no colleague.
    """
    demand("control.hand_over", actor)
    held = open_work(actor.organisation, leaver, today=today)
    _check(held, owners)
    _check_people(actor, leaver, owners.values(), today)
    changes, kept = Changes(actor), []
    for source, work, key in lines_of(held):
        if source.give is not None:
            source.give(actor, work, owners[key], leaver, changes)
        kept.append(_line(source, work, owners[key], notes.get(key, "")))
    made = HandOver(organisation=actor.organisation, leaver=leaver, made_by=actor.user, day=day, lines=kept)
    changes.made(create(made), "day")
    _tell(actor, held, owners)
    words = f"Дела переданы: {leaver.full_name}, {handed_words(kept)}."
    after = {f"{name}s": [line[name] for line in kept if line[name]] for name in ("measure", "roadmap")}
    journal(actor, "control.hand_over", actor.organisation, words, after=after, subjects=[leaver])
    return made, changes.undo(actor, words)


def lines_of(held: Iterable[SourceWork]) -> list[tuple[WorkSource, OpenWork, str]]:
    """Every work with its kind and its key."""
    return [(one.source, work, one.source.key(work)) for one in held for work in one.works]


def handed_words(lines: Iterable[Mapping[str, object]]) -> str:
    """What a hand-over gave away: «2 мероприятия и контроль 1 карты»."""
    counts = Counter(str(line["source"]) for line in lines)
    kinds = [(SOURCES[code], count) for code, count in counts.items() if code in SOURCES]
    return listed([f"{kind.prefix} {counted(count, *kind.forms)}".strip() for kind, count in kinds])


def _check(held: Collection[SourceWork], owners: Mapping[str, User]) -> None:
    if not held:
        raise Refusal("У этого человека нет открытых дел. Передавать нечего.")
    for source, work, key in lines_of(held):
        if key not in owners:
            raise Refusal(f"Выберите, кому перейдёт: {source.label.lower()}, «{work.name[:100]}».")


def _check_people(actor: Actor, leaver: User, people: Iterable[User], today: dt.date) -> None:
    known = set(colleagues(actor.organisation, today=today).values_list("pk", flat=True))
    if any(user.pk == leaver.pk or user.pk not in known for user in people):
        raise Refusal("Новый ответственный — другой сотрудник этой организации.")


def _tell(actor: Actor, held: Iterable[SourceWork], owners: Mapping[str, User]) -> None:
    for one in held:
        tell = one.source.tell
        for new in {user.pk: user for user in owners.values()}.values():
            mine = [work for work in one.works if owners[one.source.key(work)] == new]
            if tell is not None and mine:
                tell(actor, new, mine)


def _line(source: WorkSource, work: OpenWork, new: User, note: str) -> dict[str, object]:
    """What the act prints; `measure` and `roadmap` name the rows that it was about."""
    return {
        "measure": None,
        "roadmap": None,
        **dict(work.kept),
        "source": source.code,
        "number": work.number,
        "title": work.title,
        "due": work.due.isoformat() if work.due else "",
        "to": new.pk,
        "to_name": new.full_name,
        "note": note.strip() or work.waits,
    }
