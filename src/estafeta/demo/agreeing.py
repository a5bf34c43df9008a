"""The way of the district's plans up and back: one in force and being amended, one returned, two waiting, one approved.

Read as a table in `story.WAYS`; every step is an action of somebody of the cast.
"""

from __future__ import annotations

import datetime as dt

from estafeta.agreement import actions, amending
from estafeta.agreement.models import AgreementRemark
from estafeta.cascade.addressing import address_measures
from estafeta.cascade.answering import accept_offers, decline_offers
from estafeta.cascade.queries import offers_of
from estafeta.demo import story
from estafeta.demo.cast import Cast, school_year
from estafeta.organisations.actions import entrust
from estafeta.organisations.actors import Actor
from estafeta.organisations.entrusting import ACTS
from estafeta.organisations.queries import actor_for
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps import actions as plan
from estafeta.roadmaps.models import Measure, Roadmap


def play_agreement(cast: Cast, day: dt.date) -> None:
    """Play the way of every plan."""
    for way in story.WAYS:
        organisation = getattr(cast, way.organisation)
        with tenant_scope(getattr(cast, way.upper)):
            roadmap = Roadmap.objects.select_related("organisation").get(organisation=organisation)
            Walk(cast, way, roadmap, day).play()
    offer_down(cast, day)


def entrust_centre(cast: Cast, day: dt.date) -> None:
    """The department entrusts its mentoring centre with the plans, bases and reports of the district by an order."""
    first = school_year(day)
    with tenant_scope(cast.department):
        entrust(
            actor=actor_for(cast.coordinator, cast.department, today=day),
            holder=cast.centre,
            acts=list(ACTS),
            order_number=story.ENTRUSTING_ORDER,
            order_date=first,
            starts=first,
            ends=first.replace(year=first.year + 1) - dt.timedelta(days=1),
        )


def offer_down(cast: Cast, day: dt.date) -> None:
    """The department offers measures to its organisations; «Орион» takes one, refuses one, thinks about the rest."""
    with tenant_scope(cast.department):
        above = actor_for(cast.coordinator, cast.department, today=day)
        rows = Measure.objects.filter(section__roadmap__organisation=cast.department, removed_at__isnull=True)
        chosen = list(
            rows.filter(section__roadmap__amends=None)
            .select_related("section__roadmap__organisation")
            .order_by("section__position", "position")[: story.OFFERED]
        )
        address_measures(
            actor=above, measures=chosen, mode="all", kinds=(), organisations=(), locked_terms=False,
            note=story.OFFER_NOTE, today=day,
        )  # fmt: skip
    with tenant_scope(cast.orion):
        below = actor_for(cast.orion_curator, cast.orion, today=day)
        first, second, *_ = offers_of(cast.orion)
        accept_offers(actor=below, offers=[first], today=day)
        decline_offers(actor=below, offers=[second], reason=story.OFFER_REFUSED, today=day)


class Walk:
    """One plan on its way."""

    def __init__(self, cast: Cast, way: story.Way, roadmap: Roadmap, day: dt.date) -> None:
        self.cast, self.way, self.roadmap, self.day = cast, way, roadmap, day
        self.curator = self.actor(way.curator)
        self.above = self.actor(way.above)

    def actor(self, part: str) -> Actor:
        """Somebody of the cast, acting in the organisation of the plan."""
        return actor_for(getattr(self.cast, part), self.roadmap.organisation, today=self.day)

    def play(self) -> None:
        """Send; where the way says so, return, answer, send again, agree, approve, amend."""
        actions.send_roadmap(actor=self.curator, roadmap=self.roadmap, note=self.way.note)
        if self.way.remarks:
            self.come_back()
        if self.way.agreed:
            actions.agree_roadmap(actor=self.above, roadmap=self.roadmap, note="Замечаний нет.")
        if self.way.order:
            signed = min(school_year(self.day).replace(day=2), self.day)
            actions.approve_roadmap(
                actor=self.curator, roadmap=self.roadmap, number=self.way.order, date=signed, today=self.day
            )
        if self.way.amended:
            self.amend(*self.way.amended)

    def come_back(self) -> None:
        """Return with remarks on the first measures, answer some, send again when all are answered."""
        measures = list(
            Measure.objects.filter(section__roadmap=self.roadmap, removed_at__isnull=True)
            .select_related("section__roadmap__organisation")
            .order_by("section__position", "position")
        )
        for place, text in self.way.remarks:
            actions.add_agreement_remark(actor=self.above, roadmap=self.roadmap, measure=measures[place], text=text)
        actions.return_roadmap(actor=self.above, roadmap=self.roadmap, note="Исправьте и пришлите снова.")
        waiting = AgreementRemark.objects.filter(agreement__roadmap=self.roadmap).order_by("pk")
        for remark, answer in zip(waiting, self.way.answers, strict=False):
            actions.answer_remark(actor=self.curator, remark=remark, answer=answer)
        if len(self.way.answers) == len(self.way.remarks):
            changed = measures[self.way.remarks[0][0]]
            plan.change_measure(actor=self.curator, measure=changed, result="Приказ, лист ознакомления")
            actions.send_roadmap(actor=self.curator, roadmap=self.roadmap, note="Замечания учтены.")

    def amend(self, why: str, number: str, result: str) -> None:
        """Leave an amendment in preparation: one row of the working copy says something else."""
        copy = amending.begin_amendment(actor=self.curator, roadmap=self.roadmap, why=why)
        row = Measure.objects.select_related("section__roadmap__organisation").get(section__roadmap=copy, number=number)
        plan.change_measure(actor=self.curator, measure=row, result=result)
