"""How a kind of a measure stands for a due: by the facts, by a claim that a person accepted, or waived by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from estafeta.evidence.answers import Evidence, Seen, State
from estafeta.roadmaps.models import Due, Measure, Proof, Waiver
from russian.dates import day_words
from russian.phrases import clip, listed

SAID = frozenset({State.CLAIMED, State.ACCEPTED, State.WAIVED})
CLOSING = frozenset({State.PROVEN, State.ACCEPTED, State.WAIVED})
ANYTHING = "файл, ссылка или запись"


@dataclass(frozen=True, slots=True)
class Answer:
    """A kind with its evidence: whether the system proves it, which works of the list speak of it, who waived it."""

    kind: str
    name: str
    evidence: Evidence
    is_provable: bool
    items: tuple[str, ...] = ()
    waiver: Waiver | None = None

    @property
    def closes(self) -> bool:
        """True when nothing more is wanted of this kind."""
        return self.evidence.state in CLOSING

    @property
    def is_said(self) -> bool:
        """True for what people have brought or decided: its sentence says the state already."""
        return self.evidence.state in SAID

    @property
    def state(self) -> State:
        """How far it is proven."""
        return self.evidence.state


def claims_of(measure: Measure, kind: str, due: Due | None) -> list[Proof]:
    """What people have attached to the measure or this due for the kind and not taken away; needs `proofs`."""
    return [row for row in measure.proofs.all() if row.removed_at is None and _is_for(row, kind, due)]


def _is_for(row: Proof, kind: str, due: Due | None) -> bool:
    return (not row.kinds or kind in row.kinds) and (row.due_id is None or (due is not None and row.due_id == due.pk))


def waiver_of(measure: Measure, kind: str, due: Due | None) -> Waiver | None:
    """The decision in force that the kind needs no proof for this due; needs `waivers`."""
    rows = [row for row in measure.waivers.all() if row.removed_at is None and row.kind == kind]
    return next((row for row in rows if row.due_id is None or (due is not None and row.due_id == due.pk)), None)


def waived(waiver: Waiver, today: dt.date) -> Evidence:
    """The answer of a person's decision."""
    who = f"{waiver.made_by.short_name}, {day_words(waiver.made_on, today)}"
    return Evidence(State.WAIVED, f"Не требуется: {who}. {waiver.reason}", since=waiver.made_on)


def by_people(measure: Measure, claims: list[Proof], wanted: str, today: dt.date) -> Evidence:
    """The answer where the system sees nothing itself: what was accepted, what waits, what is wanted."""
    accepted = [row for row in claims if row.state == Proof.State.ACCEPTED]
    waiting = [row for row in claims if row.state == Proof.State.CLAIMED]
    returned = [row for row in claims if row.state == Proof.State.RETURNED]
    if accepted:
        first = accepted[0]
        return Evidence(
            State.ACCEPTED, f"Принято: {decision_of(first, today)}.", len(accepted), 1, _seen(measure, accepted),
            since=first.decided_on,
        )  # fmt: skip
    if waiting:
        names = listed([clip(str(row), 60) for row in waiting], most=3)
        return Evidence(State.CLAIMED, f"Приложено, проверьте: {names}.", 0, 1, _seen(measure, waiting))
    if returned:
        return Evidence(State.MANUAL, f"Возвращено: {returned[-1].decision_note.rstrip('.')}. Приложите другое.", 0, 1)
    return Evidence(State.MANUAL, f"Что подтвердит: {wanted or ANYTHING}.")


def decision_of(row: Proof, today: dt.date) -> str:
    """«Петрова А.С., 12 ноября»."""
    name = row.decided_by.short_name if row.decided_by else ""
    return ", ".join(part for part in (name, day_words(row.decided_on, today) if row.decided_on else "") if part)


def _seen(measure: Measure, rows: Iterable[Proof]) -> tuple[Seen, ...]:
    slug = measure.section.roadmap.organisation.slug
    return tuple(Seen(clip(str(row), 120), _address(slug, row), f"proof:{row.pk}") for row in rows)


def _address(slug: str, row: Proof) -> str:
    if row.sort == Proof.Sort.FILE:
        return reverse("roadmaps:proof_file", args=[slug, row.pk])
    return row.url
