"""The remarks on a plan that nobody has put aside."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from estafeta.plan_checks.models import LintDismissal
from estafeta.plan_checks.plans import context_of, plan_of
from estafeta.roadmaps.models import Roadmap
from roadmap_linter import RULES, Finding, lint

TITLES = {rule.code: rule.title for rule in RULES}
WORDS = {"error": "исправить", "warning": "проверить", "hint": "совет"}
STATES = {"error": "late", "warning": "soon", "hint": "planned"}


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding as the page shows it; `key` is what the address of a mend carries."""

    finding: Finding
    title: str
    url: str
    note: str = ""

    @property
    def key(self) -> str:
        """The rule and the place."""
        return f"{self.finding.rule}|{self.finding.key}"

    @property
    def state(self) -> str:
        """The shape of its seriousness."""
        return STATES[self.finding.severity]

    @property
    def word(self) -> str:
        """Its seriousness in a word."""
        return WORDS[self.finding.severity]


@dataclass(frozen=True, slots=True)
class Remarks:
    """The remarks that stand, and those put aside."""

    standing: tuple[Remark, ...]
    aside: tuple[Remark, ...]


def findings_of(roadmap: Roadmap, today: dt.date) -> tuple[Finding, ...]:
    """Return everything the linter finds in the plan as it stands."""
    return lint(plan_of(roadmap), context_of(roadmap.organisation, today))


def remark_of(finding: Finding, url: str, note: str = "") -> Remark:
    """Return a finding with what a page needs to show it."""
    return Remark(finding, TITLES[finding.rule], url, note)


def remarks_of(roadmap: Roadmap, today: dt.date) -> Remarks:
    """Return the remarks on the plan, divided into standing and put aside."""
    notes = {(row.rule, row.place): row.note for row in LintDismissal.objects.filter(roadmap=roadmap)}
    standing: list[Remark] = []
    aside: list[Remark] = []
    for finding in findings_of(roadmap, today):
        note = notes.get((finding.rule, finding.key))
        remark = remark_of(finding, _url(roadmap, finding), note or "")
        (standing if note is None else aside).append(remark)
    return Remarks(tuple(standing), tuple(aside))


def finding_by(roadmap: Roadmap, key: str, today: dt.date) -> Finding | None:
    """Return the finding that the key of an address names, as long as it is still found."""
    rule, _, place = key.partition("|")
    return next((row for row in findings_of(roadmap, today) if row.rule == rule and row.key == place), None)


def _url(roadmap: Roadmap, finding: Finding) -> str:
    """Where the remark is mended by hand."""
    place, slug = finding.place, roadmap.organisation.slug
    if place.sort == "measure":
        return reverse("roadmaps:change_measure", args=[slug, int(place.key)])
    if place.sort == "section":
        return reverse("roadmaps:change_section", args=[slug, int(place.key)])
    return reverse("roadmaps:edit", args=[slug, roadmap.pk])
