"""The right fact of every kind that the system proves, and the nearest wrong ones: one function each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.plans import small_draft

from estafeta.agreement import actions as agreement
from estafeta.documents.actions import cancel_paper, send_paper
from estafeta.documents.models import OwnTemplate
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Membership, Organisation
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps.actions import create_from_draft
from estafeta.roadmaps.models import Roadmap
from estafeta.roadmaps.tests.proofs.conftest import drafted, registered
from estafeta.websites.models import SiteCheck

CENTRE = ("centre_order", "centre_regulation")
FIRST, LAST = dt.date(2026, 6, 3), dt.date(2027, 9, 25)
"""The window of measure 1.1: ninety days before the plan, a year after its due."""
LATER = dt.date(2027, 12, 1)


@dataclass(frozen=True)
class Stage:
    """Who acts, in which plan, on what day."""

    cast: Any
    act: Callable[..., Actor]
    actor: Actor
    roadmap: Roadmap
    today: dt.date

    def paper(self, kind: str, date: dt.date | None = None, actor: Actor | None = None) -> Any:
        """Register a document."""
        return registered(actor or self.actor, kind, date or self.today, max(self.today, LATER), number=kind)

    @property
    def stranger(self) -> Actor:
        """Somebody of another tenant."""
        return self.act(self.cast.stranger, self.cast.forest_school)


Fact = Callable[[Stage], object]
RIGHT: dict[str, Fact] = {}
WRONG: dict[str, dict[str, Fact]] = {}


def document(code: str, paper: str, other: str, *, standing: bool = False) -> None:
    """A kind that one document proves, and what comes near it."""
    RIGHT[code] = lambda stage: stage.paper(paper)

    def foreign(stage: Stage) -> object:
        with tenant_scope(stage.cast.forest_school):
            return stage.paper(paper, actor=stage.stranger)

    def cancelled(stage: Stage) -> object:
        made = stage.paper(paper)
        return cancel_paper(
            actor=stage.actor, document=made, date=stage.today, reason="Новый приказ", today=stage.today
        )

    def sent(stage: Stage) -> object:
        made = drafted(stage.actor, paper)
        return send_paper(actor=stage.actor, document=made, today=stage.today)

    WRONG[code] = {
        "nothing": lambda stage: None,
        "another organisation's": foreign,
        "another document": lambda stage: stage.paper(other),
        "draft": lambda stage: drafted(stage.actor, paper),
        "on signature": sent,
        "cancelled": cancelled,
        "after the window": lambda stage: stage.paper(paper, LAST + dt.timedelta(days=1)),
    }
    if not standing:
        WRONG[code]["before the window"] = lambda stage: stage.paper(paper, FIRST - dt.timedelta(days=1))


document("introduction_order", "introduction_order", "curator_order", standing=True)
document("regulation", "regulation", "incentives_regulation", standing=True)
document("working_group", "working_group_order", "responsible_order")
document("responsible_appointment", "responsible_order", "curator_order")
document("incentive_system", "incentives_regulation", "regulation", standing=True)
document("pair_order", "pair_order", "working_group_order")
document("pair_formation", "pair_order", "introduction_order")
document("curator_appointment", "curator_order", "responsible_order")


def curators(stage: Stage, **changed: Any) -> None:
    Membership.objects.filter(organisation=stage.cast.school, role="curator").update(**changed)


def order_and(**changed: Any) -> Fact:
    """The order stands, the role does not as it should."""

    def make(stage: Stage) -> object:
        curators(stage, **{name: value(stage) if callable(value) else value for name, value in changed.items()})
        return stage.paper("curator_order")

    return make


WRONG["curator_appointment"] |= {
    "role ended": order_and(ends=lambda stage: stage.today - dt.timedelta(days=1)),
    "role to come": order_and(starts=lambda stage: stage.today + dt.timedelta(days=1)),
    "another role": order_and(role="methodist"),
    "role elsewhere": order_and(organisation=lambda stage: stage.cast.college),
}


def both(stage: Stage) -> None:
    for kind in CENTRE:
        stage.paper(kind)


def without_centre(stage: Stage) -> None:
    Organisation.objects.filter(kind="mentoring_centre").update(kind="partner")
    both(stage)


def centre_of_others(stage: Stage) -> None:
    with tenant_scope(stage.cast.forest_department):
        actor = stage.act(stage.cast.forest_coordinator, stage.cast.forest_department)
        for kind in CENTRE:
            stage.paper(kind, actor=actor)


RIGHT["mentoring_centre"] = both
WRONG["mentoring_centre"] = {
    "only in the tree": lambda stage: None,
    "only the order": lambda stage: stage.paper("centre_order"),
    "only the regulation": lambda stage: stage.paper("centre_regulation"),
    "regulation of mentoring": lambda stage: [stage.paper("centre_order"), stage.paper("regulation")],
    "not in the tree": without_centre,
    "another organisation's": centre_of_others,
    "drafts": lambda stage: [drafted(stage.actor, kind) for kind in CENTRE],
    "after the window": lambda stage: [stage.paper(kind, LAST + dt.timedelta(days=1)) for kind in CENTRE],
}


def template(kind: str = "personal_programme", **more: Any) -> Fact:
    def make(stage: Stage) -> object:
        organisation = more.get("organisation", lambda stage: stage.cast.school)(stage)
        row = OwnTemplate.objects.create(
            organisation=organisation, kind=kind, file_name="план.docx", in_use=more.get("in_use", True),
            candidate=more.get("candidate", False), made_by=stage.cast.curator,
        )  # fmt: skip
        if "made" in more:
            OwnTemplate.objects.filter(pk=row.pk).update(created_at=more["made"])
        return row

    return make


RIGHT["program_templates"] = template()
WRONG["program_templates"] = {
    "template of the curator's order": template("curator_order"),
    "template of the pair order": template("pair_order"),
    "removed from use": template(in_use=False),
    "waits for a decision": template(in_use=False, candidate=True),
    "another organisation's": template(organisation=lambda stage: stage.cast.college),
    "registered programme, no template": lambda stage: None,
    "after the window": template(made=dt.datetime.combine(LAST + dt.timedelta(days=1), dt.time(9), dt.UTC)),
}


def check(url: str = "https://sosh2.example/mentoring/", **more: Any) -> Fact:
    def make(stage: Stage) -> object:
        organisation = more.get("organisation", lambda stage: stage.cast.school)(stage)
        row = SiteCheck.objects.create(
            organisation=organisation, url=url, opens=more.get("opens", True), has_words=more.get("has_words", True),
            sentence="Страница открывается.", made_by=stage.cast.curator,
        )  # fmt: skip
        if "made" in more:
            SiteCheck.objects.filter(pk=row.pk).update(created_at=more["made"])
        return row

    return make


def site_moved(stage: Stage) -> None:
    check()(stage)
    stage.roadmap.organisation.site = "https://new.example/"
    stage.roadmap.organisation.save()


RIGHT["site_section"] = check()
WRONG["site_section"] = {
    "does not open": check(opens=False, has_words=False),
    "other words": check(has_words=False),
    "another site": check("https://other.example/mentoring/"),
    "another organisation's": check(organisation=lambda stage: stage.cast.college),
    "site that is no longer one's own": site_moved,
    "before the window": check(made=dt.datetime.combine(FIRST - dt.timedelta(days=1), dt.time(9), dt.UTC)),
    "after the window": check(made=dt.datetime.combine(LAST + dt.timedelta(days=1), dt.time(9), dt.UTC)),
    "broken since": lambda stage: [check()(stage), check(opens=False, has_words=False)(stage)],
}


def approve(stage: Stage, roadmap: Roadmap | None = None, date: dt.date | None = None) -> None:
    agreement.approve_roadmap(
        actor=stage.act(stage.cast.director, stage.cast.school), roadmap=roadmap or stage.roadmap, number="7",
        date=date or stage.today, today=max(stage.today, LATER), reason="До системы",
    )  # fmt: skip


def agree(stage: Stage, roadmap: Roadmap | None = None) -> None:
    plan = roadmap or stage.roadmap
    agreement.send_roadmap(actor=stage.actor, roadmap=plan)
    agreement.agree_roadmap(actor=stage.act(stage.cast.coordinator, stage.cast.school), roadmap=plan)


def another_plan(stage: Stage) -> Roadmap:
    return create_from_draft(actor=stage.actor, draft=small_draft(stage.cast))


def approved_elsewhere(stage: Stage) -> None:
    with tenant_scope(stage.cast.college):
        plan = create_from_draft(
            actor=stage.act(stage.cast.college_curator, stage.cast.college), draft=small_draft(stage.cast)
        )
        agreement.approve_roadmap(
            actor=stage.act(stage.cast.college_director, stage.cast.college), roadmap=plan, number="7",
            date=stage.today, today=stage.today, reason="До системы",
        )  # fmt: skip


RIGHT["roadmap_development"] = approve
WRONG["roadmap_development"] = {
    "draft": lambda stage: None,
    "only agreed": agree,
    "another plan of one's own": lambda stage: approve(stage, another_plan(stage)),
    "another organisation's": approved_elsewhere,
    "after the window": lambda stage: approve(stage, date=LAST + dt.timedelta(days=1)),
}


def sent_only(stage: Stage) -> None:
    agreement.send_roadmap(actor=stage.actor, roadmap=stage.roadmap)


def returned(stage: Stage) -> None:
    sent_only(stage)
    above = stage.act(stage.cast.coordinator, stage.cast.school)
    agreement.return_roadmap(actor=above, roadmap=stage.roadmap, note="Нет сроков")


def recalled(stage: Stage) -> None:
    agree(stage)
    agreement.recall_roadmap(actor=stage.actor, roadmap=stage.roadmap)


def agreed_late(stage: Stage) -> None:
    agree(stage)
    day = dt.datetime.combine(LAST + dt.timedelta(days=1), dt.time(9), dt.UTC)
    stage.roadmap.agreements.update(decided_at=day)


RIGHT["roadmap_agreement"] = agree
WRONG["roadmap_agreement"] = {
    "never sent": lambda stage: None,
    "sent": sent_only,
    "returned": returned,
    "recalled": recalled,
    "approved without agreement": approve,
    "another plan of one's own": lambda stage: agree(stage, another_plan(stage)),
    "another organisation's": approved_elsewhere,
    "after the window": agreed_late,
}
