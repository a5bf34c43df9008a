"""Playing the story: every step is an action that a person could have taken in the browser."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from estafeta.accounts.models import User
from estafeta.demo import story
from estafeta.demo.agreeing import entrust_centre, play_agreement
from estafeta.demo.cast import Cast, build_cast, school_year
from estafeta.demo.filing import file_papers
from estafeta.demo.incident import lead_incident
from estafeta.demo.papers import next_year_plan, proof_paper
from estafeta.demo.people import bring_people
from estafeta.demo.story import Chapter, Outcome, Own
from estafeta.demo.to_do import give_tasks
from estafeta.intake.actions import create_from_template, read_load, start_load
from estafeta.intake.plan_templates import draft_of_template
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import actor_for
from estafeta.organisations.roles import Role
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps import actions
from estafeta.roadmaps.actions.proofs import ProofInput
from estafeta.roadmaps.drafts import MeasureDraft, ResponsibleDraft, RoadmapDraft, SectionDraft
from estafeta.roadmaps.models import Due, Measure, Roadmap, Section
from estafeta.roadmaps.proofs.claims import accept_proof
from estafeta.roadmaps.proofs.queries import claims_to_accept
from estafeta.roadmaps.queries.live import live_dues
from estafeta.roadmaps.sentences import long_day
from estafeta.workbench.uploads import PLAN, PROOF, accept

SUMMER = dt.timedelta(days=45)
WAITING = 2
"""Claims of colleagues that the curator has not looked at yet."""


def play(day: dt.date) -> Cast:
    """Play everything for a day: all of it or nothing; only then is a file read, for that takes another process."""
    cast = play_story(day)
    with tenant_scope(cast.school):
        leave_load(cast, day)
    return cast


@transaction.atomic
def play_story(day: dt.date) -> Cast:
    """Play everything that happens in the database."""
    cast = build_cast(day)
    for chapter in story.CHAPTERS:
        with tenant_scope(getattr(cast, chapter.organisation)):
            Stage(cast, chapter, day).play()
    entrust_centre(cast, day)
    play_agreement(cast, day)
    file_papers(cast, day)
    give_tasks(cast, day)
    lead_incident(cast, day)
    bring_people(cast, day)
    return cast


class Stage:
    """One organisation with its people on the day of the play."""

    def __init__(self, cast: Cast, chapter: Chapter, day: dt.date) -> None:
        self.cast, self.chapter, self.day = cast, chapter, day
        self.organisation: Organisation = getattr(cast, chapter.organisation)
        self.curator = self.actor(chapter.curator)
        self.director = self.actor(chapter.director)
        self.own: dict[str, Measure] = {}

    def actor(self, part: str) -> Actor:
        """Return somebody of the cast acting here."""
        return self.of_user(getattr(self.cast, part))

    def of_user(self, user: User) -> Actor:
        """Return a user acting here."""
        return actor_for(user, self.organisation, today=self.day)

    def play(self) -> None:
        """Make the plan, name the responsible, live through the past, then tell the school's own episodes."""
        roadmap = self.make_plan()
        self.write_head(roadmap)
        self.name_responsible(roadmap)
        self.live_through_past()
        self.do_undated(roadmap)
        self.accept_claims()
        for own in self.chapter.own:
            self.own[own.key] = self.add_own(roadmap, own)
        if self.organisation == self.cast.school:
            self.tell_episodes()

    def make_plan(self) -> Roadmap:
        """Create the roadmap from its template, where the chapter says so in another print layout."""
        year = school_year(self.day).year
        if not self.chapter.layout:
            return create_from_template(actor=self.curator, code=self.chapter.template, year=year)
        draft = in_two_columns(draft_of_template(self.chapter.template, year, self.organisation), self.chapter.layout)
        return actions.create_from_draft(actor=self.curator, draft=draft)

    def write_head(self, roadmap: Roadmap) -> None:
        """Write the order into the head; in summer the plan is made longer."""
        signed = min(school_year(self.day).replace(day=2), self.day)
        values: dict[str, Any] = {
            "approved_post": self.organisation.head_post,
            "approved_name": short_name(self.organisation.head_name),
            "approved_date": signed,
            "order_kind": "приказ",
            "order_number": self.chapter.order_number,
            "order_date": signed,
            "order_subject": "О внедрении целевой модели наставничества",
        }
        if self.day + SUMMER > roadmap.ends:
            values["ends"] = self.day + SUMMER
        actions.change_roadmap(actor=self.director, roadmap=roadmap, **values)

    def name_responsible(self, roadmap: Roadmap) -> None:
        """Let colleagues answer for measures beside the roles that the template names."""
        for helper, numbers in self.chapter.helpers:
            measures = list(Measure.objects.filter(section__roadmap=roadmap, number__in=numbers))
            user = getattr(self.cast, helper)
            actions.bulk_assign(actor=self.curator, measures=measures, today=self.day, user=user)

    def live_through_past(self) -> None:
        """Close the dues that are over, in the way of `OUTCOMES`, but leave the last ones late."""
        past = list(live_dues(self.organisation).filter(due_on__lt=self.day, measure__conditional=False))
        over = past[: len(past) - self.chapter.late]
        for due, outcome in zip(over, cycle(story.OUTCOMES), strict=False):
            late = dt.timedelta(days=outcome.late)
            self.close(due, min(due_day(due) + late, self.day), outcome)

    def do_undated(self, roadmap: Roadmap) -> None:
        """Do the first measures of a plan without dates, one every four days, and begin the next two."""
        count = self.chapter.first_done
        undated = list(live_dues(self.organisation).filter(due_on=None).order_by("measure__section__position", "pk"))
        for place, (due, outcome) in enumerate(zip(undated[:count], cycle(story.OUTCOMES), strict=False)):
            fact_on = self.day - dt.timedelta(days=4 * (count - place))
            self.close(due, max(fact_on, roadmap.starts), outcome)
        if count:
            for due in undated[count : count + 2]:
                actions.start_due(actor=self.curator, due=due)

    def close(self, due: Due, fact_on: dt.date, outcome: Outcome) -> None:
        """Mark a due done by whoever answers for it."""
        actions.close_due(
            actor=self.executor(due.measure),
            due=due,
            fact_on=fact_on,
            today=self.day,
            reason=outcome.text if outcome.sort == "none" else "",
            proof=self.proof(due.measure, fact_on, outcome),
        )

    def accept_claims(self) -> None:
        """Let the curator accept what colleagues have brought; the last ones wait for her."""
        brought = list(claims_to_accept(self.organisation))
        for proof in brought[:-WAITING]:
            day = (proof.due.fact_on if proof.due else None) or self.day
            accept_proof(actor=self.curator, proof=proof, today=day, due=proof.due)

    def executor(self, measure: Measure) -> Actor:
        """Return the first colleague who answers for the measure, else the holder of the role."""
        rows = list(measure.responsibles.select_related("user"))
        user = next((row.user for row in rows if row.user), None)
        if user is not None:
            return self.of_user(user)
        return self.director if any(row.role == Role.DIRECTOR for row in rows) else self.curator

    def proof(self, measure: Measure, day: dt.date, outcome: Outcome) -> ProofInput | None:
        """Return what proves the outcome."""
        if outcome.sort == "none":
            return None
        if outcome.sort == "link":
            return ProofInput(url=f"{self.organisation.site}mentoring/{measure.pk}", text=outcome.text)
        if outcome.sort == "note":
            return ProofInput(text=outcome.text)
        paper = proof_paper(outcome.text, measure.title, self.organisation, day)
        return ProofInput(file=accept(ContentFile(paper, name=f"{outcome.text}.docx"), PROOF), text="")

    def add_own(self, roadmap: Roadmap, own: Own) -> Measure:
        """Add a measure by hand at the end of a section."""
        section = section_of(roadmap, own.section)
        user: User = getattr(self.cast, own.who)
        draft = MeasureDraft(
            title=own.title,
            number=next_number(section),
            stage=section.stage,
            deadline_text=deadline_words(own, self.day),
            responsible_text=user.short_name,
            responsibles=(ResponsibleDraft(user.short_name, "person", user.pk),),
            result=own.result,
        )
        return actions.add_measure(actor=self.curator, section=section, draft=draft)

    def due(self, key: str) -> Due:
        """Return the due of one of the own measures."""
        return self.own[key].dues.select_related("measure__section__roadmap__organisation").get()

    def tell_episodes(self) -> None:
        """Done, done late, in progress, cancelled, not needed, two requests to move, a conversation."""
        for key, days, outcome in story.DONE:
            self.close(self.due(key), self.day + dt.timedelta(days=days), outcome)
        key, who = story.STARTED
        actions.start_due(actor=self.actor(who), due=self.due(key))
        key, reason = story.CANCELLED
        actions.cancel_due(actor=self.director, due=self.due(key), reason=reason)
        key, reason = story.NOT_NEEDED
        actions.mark_not_needed(actor=self.curator, due=self.due(key), reason=reason)
        self.ask(*story.MOVE_WAITING)
        self.ask(*story.MOVE_AGREED, note=story.AGREED_NOTE)
        for said in story.CONVERSATION:
            actions.add_remark(actor=self.actor(said.who), measure=self.own[said.about], text=said.text)

    def ask(self, key: str, who: str, days: int, reason: str, note: str = "") -> None:
        """Ask for a later day; with a note the director agrees."""
        new_date = self.day + dt.timedelta(days=days)
        move = actions.ask_move(actor=self.actor(who), due=self.due(key), new_date=new_date, reason=reason)
        if note:
            actions.agree_move(actor=self.director, move=move, note=note)


def due_day(due: Due) -> dt.date:
    """Return the day of a dated due."""
    if due.due_on is None:
        raise ValueError("an undated due is not past")
    return due.due_on


def deadline_words(own: Own, day: dt.date) -> str:
    """Return the deadline as a curator types it."""
    if own.days is None:
        return "при необходимости"
    return f"до {long_day(day + dt.timedelta(days=own.days))} г."


def section_of(roadmap: Roadmap, number: str) -> Section:
    """Return the section with the number, else the last one."""
    sections = list(roadmap.sections.filter(removed_at__isnull=True))
    return next((section for section in sections if section.number.rstrip(".") == number), sections[-1])


def short_name(name: str) -> str:
    """Return «Громов П.А.» for «Громов Павел Андреевич»."""
    surname, *others = name.split()
    return " ".join([surname, "".join(f"{other[0]}." for other in others)])


def in_two_columns(draft: RoadmapDraft, layout: str) -> RoadmapDraft:
    """Return the plan with the responsible of the district beside those of the organisation."""
    return replace(draft, layout=layout, sections=tuple(section_in_columns(section) for section in draft.sections))


def section_in_columns(section: SectionDraft) -> SectionDraft:
    """Return a section whose measures name two kinds of responsible."""
    measures = (
        replace(measure, responsible_columns=(story.OVER_THE_PLAN, ("организации", measure.responsible_text)))
        for measure in section.measures
    )
    return replace(section, measures=tuple(measures))


def next_number(section: Section) -> str:
    """Return the number after the section's last one: 2.4 after 2.3; empty where nothing is numbered."""
    numbers: Iterator[str] = (row.number.rstrip(".") for row in section.measures.order_by("-position", "-id"))
    last = next((number for number in numbers if number), "")
    head, dot, tail = last.rpartition(".")
    return f"{head}{dot}{int(tail) + 1}" if tail.isdecimal() else ""


def leave_load(cast: Cast, day: dt.date) -> None:
    """Leave next year's plan read but unchecked."""
    year = school_year(day).year + 1
    name = f"Дорожная карта {year}-{year + 1}, проект.docx"
    upload = accept(ContentFile(next_year_plan(cast.school, year), name=name), PLAN)
    curator = actor_for(cast.curator, cast.school, today=day)
    read_load(load=start_load(actor=curator, upload=upload))
