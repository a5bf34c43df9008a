"""The built-in templates give no remark; the five founding documents give up their known defects."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from estafeta.config.linting import findings_of as findings_in_file
from estafeta.intake.actions import create_from_template
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import actor_for
from estafeta.organisations.scope import tenant_scope
from estafeta.plan_checks.queries import remarks_of
from estafeta.roadmaps.understanding import catalogue
from roadmap_linter.reading import required_kinds

SHARED = Path(os.environ.get("ESTAFETA_SHARED") or Path(__file__).resolve().parents[6] / "shared")
HOMES = {
    "additional": ("orion", "orion_curator"),
    "centre": ("centre", "centre_curator"),
    "college": ("college", "college_curator"),
    "kindergarten": ("kindergarten", "kindergarten_curator"),
    "municipal": ("department", "coordinator"),
}
KNOWN = {
    "000": {("abbreviation_drift", "3.1"), ("lone_date", "4.3"), ("norm_not_in_force", "1.5")},
    "001": {("date_outside_period", "3.5"), ("numbering_gap", "1.6"), ("numbering_gap", "1.2")},
    "002": {
        ("period_in_title", "приказ"),
        ("name_two_ways", "текст документа"),
        ("norm_not_in_force", "приказ"),
        ("norm_not_in_force", "текст документа"),
        ("numbering_gap", "текст документа"),
        ("copied_leftover", "17"),
    },
    "003": set(),
    "004": set(),
}


@pytest.mark.parametrize("code", sorted(HOMES))
def test_clean_template_gives_no_remark(cast, today, code):
    place, who = HOMES[code]
    organisation: Organisation = getattr(cast, place)
    with tenant_scope(organisation):
        actor = actor_for(getattr(cast, who), organisation, today=today)
        roadmap = create_from_template(actor=actor, code=code, year=2026)
        found = [
            (row.finding.rule, row.finding.place.words, row.finding.sentence)
            for row in remarks_of(roadmap, today).standing
        ]
    assert found == []


@pytest.mark.parametrize("seed", sorted(KNOWN))
def test_known_defects_of_the_founding_documents_are_found(seed):
    files = sorted((SHARED / "seeds").glob(f"{seed}_*"))
    if not files:
        pytest.skip("the founding documents are not beside the checkout")
    found = {(row.rule, row.place.number) for row in findings_in_file(files[0])}
    assert KNOWN[seed] <= found


def test_required_kinds_are_of_the_catalogue_and_of_real_organisations():
    assert {code for codes in required_kinds().values() for code in codes} <= set(catalogue())
    assert set(required_kinds()) <= set(Organisation.Kind.values)
