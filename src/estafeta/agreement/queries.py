"""What waits for agreement, what was answered, which edition stood on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from estafeta.agreement.difference import Difference, difference
from estafeta.agreement.editions import edition_of, section_name, section_place
from estafeta.agreement.models import Agreement, AgreementRemark, Revision
from estafeta.agreement.orders import OrderWay, order_way
from estafeta.agreement.sentences import standing
from estafeta.core.lifecycles import Step, possible
from estafeta.core.rights import REASONS, may
from estafeta.organisations.actors import Actor
from estafeta.organisations.entrusting import AGREE
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import above, entrusted_with
from estafeta.roadmaps.lifecycle import ROADMAP
from estafeta.roadmaps.models import Due, DueMove, Roadmap
from estafeta.roadmaps.queries.states import DROPPED

MARKS = {
    "sent": "in_progress",
    "returned": "soon",
    "agreed": "in_progress",
    "approved": "done",
    "in_force": "done",
    "amended": "done",
    "closed": "not_needed",
    "archived": "not_needed",
}
PLAIN_STEPS = ("send", "recall", "approve", "approve_without", "enact", "close")


def upper_of(organisation: Organisation) -> Organisation | None:
    """The nearest organisation above that looks at those below it; None at the top."""
    return above(organisation).filter(kind__in=Organisation.ABOVE).order_by("-path").first()


def addressee_of(organisation: Organisation, today: dt.date) -> Organisation | None:
    """Who agrees the plans of an organisation: the nearest above, or the centre to which it has entrusted that."""
    upper = upper_of(organisation)
    return upper and (entrusted_with(AGREE, organisation, upper, today=today) or upper)


def open_round(roadmap: Roadmap) -> Agreement | None:
    """The round that waits for an answer."""
    rows = Agreement.objects.select_related("to", "edition", "sent_by")
    return rows.filter(roadmap=roadmap, state=Agreement.State.SENT).first()


def amendment_of(roadmap: Roadmap) -> Roadmap | None:
    """The working copy in which the plan is being changed."""
    rows = Roadmap.objects.filter(amends=roadmap, removed_at__isnull=True).select_related("organisation")
    return rows.filter(state__in=["draft", "sent", "returned", "agreed"]).first()


@dataclass(frozen=True, slots=True)
class Choice:
    """A step of the plan's life as a button, or the reason why this person may not take it."""

    name: str
    label: str
    allowed: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The line under the title of a plan: where it stands, what may be done next."""

    roadmap: Roadmap
    state: str
    words: str
    choices: tuple[Choice, ...]
    amendment: Roadmap | None
    remarks: int
    decides: bool
    order: OrderWay | None = None

    @property
    def mark(self) -> str:
        """The shape and colour of the state."""
        return MARKS.get(self.state, "planned")

    @property
    def allowed(self) -> tuple[Choice, ...]:
        """The steps that this person may take."""
        return tuple(choice for choice in self.choices if choice.allowed)

    @property
    def refused(self) -> tuple[Choice, ...]:
        """The steps that somebody else may take."""
        return tuple(choice for choice in self.choices if not choice.allowed)


def strip_for(roadmap: Roadmap, actor: Actor, today: dt.date) -> Strip:
    """Return where the plan stands on the way from draft to closed, and what this person may do with it."""
    asked = open_round(roadmap)
    last = roadmap.agreements.select_related("to", "decided_by").first()
    open_remarks = AgreementRemark.objects.filter(agreement=last, state="open").count() if last else 0
    steps = [step for step in possible(ROADMAP, roadmap.state) if step.name in PLAIN_STEPS]
    has_upper = upper_of(roadmap.organisation) is not None
    if not has_upper:
        steps = [step for step in steps if step.name != "send"]
    return Strip(
        roadmap=roadmap,
        state=roadmap.state,
        words=standing(roadmap, asked or last, today, open_remarks),
        choices=tuple(_choice(step, roadmap, actor) for step in steps),
        amendment=amendment_of(roadmap) if roadmap.amends_id is None else None,
        remarks=open_remarks,
        decides=asked is not None and may("roadmaps.agree_roadmap", actor, roadmap),
        order=order_way(roadmap) if roadmap.state == "agreed" and may("documents.draft", actor) else None,
    )


def _choice(step: Step, roadmap: Roadmap, actor: Actor) -> Choice:
    return Choice(step.name, step.label, may(step.right, actor, roadmap), REASONS[step.right])


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A row of the sent plan with what is said about it; `change` tells what differs from the round before."""

    key: str
    number: str
    title: str
    deadline: str
    responsible: str
    result: str
    depth: int
    change: Any = None
    remarks: list[AgreementRemark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReviewSection:
    """A section of the sent plan with the remarks on it."""

    title: str
    rows: tuple[ReviewRow, ...]
    remarks: tuple[AgreementRemark, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """A plan under agreement: its rows with remarks, what changed since last time, the rounds so far."""

    roadmap: Roadmap
    asked: Agreement | None
    sections: tuple[ReviewSection, ...]
    general: tuple[AgreementRemark, ...]
    since: Difference | None
    rounds: tuple[Agreement, ...]
    remarks: tuple[AgreementRemark, ...]

    @property
    def open_remarks(self) -> int:
        """How many remarks wait for an answer."""
        return sum(remark.state == "open" for remark in self.remarks)


def review_of(roadmap: Roadmap) -> Review:
    """Return the plan as it was sent last (or as it stands, when it was never sent) with all remarks on it."""
    rounds = list(
        roadmap.agreements.select_related("to", "edition", "sent_by", "decided_by").prefetch_related(
            "remarks__author", "remarks__answered_by"
        )
    )
    asked = next((row for row in rounds if row.state == Agreement.State.SENT), None)
    content = asked.edition.content if asked else edition_of(roadmap)
    since = _since(roadmap, rounds, content) if asked else None
    changes = {row.key: row for row in since.rows} if since else {}
    shown = [remark for row in rounds for remark in row.remarks.all() if remark.state != "settled"]
    by_measure = _by_key(shown)
    sections = tuple(_section(section, changes, by_measure) for section in content["sections"])
    return Review(
        roadmap=roadmap,
        asked=asked,
        sections=sections,
        general=tuple(_beside(by_measure.get("", ()), sections)),
        since=since,
        rounds=tuple(rounds),
        remarks=tuple(shown),
    )


def _beside(remarks: Iterable[AgreementRemark], sections: Iterable[ReviewSection]) -> Iterator[AgreementRemark]:
    """The remarks that stand at no section."""
    placed = {remark.pk for section in sections for remark in section.remarks}
    return (remark for remark in remarks if remark.pk not in placed)


def _by_key(remarks: Iterable[AgreementRemark]) -> dict[str, list[AgreementRemark]]:
    found: dict[str, list[AgreementRemark]] = {}
    for remark in remarks:
        found.setdefault(_key(remark), []).append(remark)
    return found


def _since(roadmap: Roadmap, rounds: list[Agreement], content: dict[str, Any]) -> Difference | None:
    """What the sent content changes: against the round before, else against the plan that it amends."""
    if len(rounds) > 1:
        return difference(rounds[1].edition.content, content)
    return difference(edition_of(roadmap.amends), content) if roadmap.amends is not None else None


def _key(remark: AgreementRemark) -> str:
    """The key of the row that a remark is on; empty for the whole plan."""
    if remark.measure is None:
        return ""
    copied = remark.agreement.roadmap.amends_id is not None
    if not copied:
        return str(remark.measure_id)
    return str(remark.measure.source_id) if remark.measure.source_id else f"n{remark.measure_id}"


def _section(section: dict[str, Any], changes: dict[str, Any], said: dict[str, list[Any]]) -> ReviewSection:
    title = section_name(section)
    rows = tuple(
        ReviewRow(
            row["key"], row["number"], row["title"], row["deadline"], row["responsible"], row["result"], row["depth"],
            changes.get(row["key"]), said.get(row["key"], []),
        )
        for row in section["measures"]
    )  # fmt: skip
    place = section_place(title)
    return ReviewSection(title, rows, tuple(remark for remark in said.get("", ()) if title and remark.place == place))


def editions_of(roadmap: Roadmap) -> QuerySet[Revision]:
    """The kept editions of a plan, the newest first."""
    return roadmap.revisions.select_related("made_by").order_by("-pk")


def edition_on(roadmap: Roadmap, day: dt.date) -> Revision | None:
    """The edition that was in force on a day; None when none was approved by then."""
    rows = roadmap.revisions.filter(number__gt=0, valid_from__lte=day)
    return rows.order_by("-valid_from", "-number").first()


@dataclass(frozen=True, slots=True)
class PastDue:
    """A due as it stood on a day."""

    due_on: dt.date | None
    fact_on: dt.date | None
    state: str


def facts_on(roadmap: Roadmap, day: dt.date) -> dict[str, tuple[PastDue, ...]]:
    """Return the dues of every measure by its key as they stood on a day.

    Done is what had been done by its date of fact; moves that were agreed later are turned back; what was cancelled
    is told by its last change.
    """
    rows = Due.objects.filter(measure__section__roadmap=roadmap).order_by("due_on", "pk")
    later = DueMove.objects.filter(due__in=rows, state="agreed", decided_at__date__gt=day).order_by("-decided_at")
    before = {move.due_id: move.old_date for move in later}
    found: dict[str, list[PastDue]] = {}
    for due in rows:
        due_on = before.get(due.pk, due.due_on)
        fact_on = due.fact_on if due.fact_on and due.fact_on <= day else None
        dropped = due.state in DROPPED and due.updated_at.date() <= day
        state = due.state if dropped else _state(due_on, fact_on, day)
        found.setdefault(str(due.measure_id), []).append(PastDue(due_on, fact_on, state))
    return {key: tuple(dues) for key, dues in found.items()}


def _state(due_on: dt.date | None, fact_on: dt.date | None, day: dt.date) -> str:
    if fact_on is not None:
        return "done_late" if due_on and fact_on > due_on else "done"
    return "late" if due_on and due_on < day else "planned"
