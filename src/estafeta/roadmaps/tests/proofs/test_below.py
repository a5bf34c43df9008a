"""A measure about those below asks each of them: «2 из 4 организаций», who lacks, one query a fact for all."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.plans import END, START, small_draft

from estafeta.agreement import actions as agreement
from estafeta.cascade.models import Address
from estafeta.core.refusals import Refusal
from estafeta.organisations.actions import create_organisation
from estafeta.organisations.models import Organisation
from estafeta.organisations.places import genitive_count, place_of, share_of
from estafeta.organisations.queries import served_by
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps.actions import create_from_draft, set_concerns, set_kinds
from estafeta.roadmaps.drafts import DueDraft, MeasureDraft, RoadmapDraft, SectionDraft
from estafeta.roadmaps.models import Measure
from estafeta.roadmaps.proofs import closing
from estafeta.roadmaps.proofs.asking import Inquiry
from estafeta.roadmaps.proofs.queries import closable, lines_of, proofs_of
from estafeta.roadmaps.tests.proofs.conftest import answer, drafted, registered

CURATORS = {
    "school": "curator", "college": "college_curator", "kindergarten": "kindergarten_curator", "orion": "orion_curator"
}  # fmt: skip


def planned(actor, *titles, due=dt.date(2026, 12, 25)):
    measures = tuple(MeasureDraft(title, dues=(DueDraft(due),), deadline_kind="date") for title in titles)
    draft = RoadmapDraft("Карта района", START, END, (SectionDraft("1", "Начало", measures=measures),))
    return create_from_draft(actor=actor, draft=draft)


@pytest.fixture
def coordinator(in_department, act, cast):
    return act(cast.coordinator, cast.department)


@pytest.fixture
def asked(coordinator):
    """`asked("regulation")` is a measure of the department about those below."""

    def name(*codes):
        roadmap = planned(coordinator, "Принять акты на уровне ОО")
        measure = Measure.objects.select_related("section__roadmap__organisation").get(section__roadmap=roadmap)
        set_kinds(actor=coordinator, measure=measure, codes=codes)
        return measure

    return name


@pytest.fixture
def has(cast, act, today):
    """`has("school", "regulation")` registers a document in the school."""

    def register(place, kind, date=None):
        organisation = getattr(cast, place)
        with tenant_scope(organisation):
            actor = act(getattr(cast, CURATORS[place]), organisation)
            return registered(actor, kind, date or today, today)

    return register


def test_each_is_asked_and_those_that_lack_are_named(asked, has, cast, coordinator, today):
    measure = asked("regulation")
    assert answer(measure, today).state == "missing"
    has("school", "regulation")
    has("college", "regulation")
    found = answer(measure, today)
    assert (found.state, found.evidence.current, found.evidence.wanted) == ("partly", 2, 4)
    names = f"{cast.kindergarten.short_name} и {cast.orion.short_name}"
    assert found.evidence.sentence == f"2 из 4 организаций; ещё нет: {names}."
    assert [seen.label for seen in found.evidence.lacking] == [cast.kindergarten.short_name, cast.orion.short_name]
    assert {seen.key for seen in found.evidence.objects} == {
        f"organisation:{cast.school.pk}", f"organisation:{cast.college.pk}"
    }  # fmt: skip
    with pytest.raises(Refusal, match="2 из 4"):
        closing.close_by_evidence(actor=coordinator, due=measure.dues.get(), today=today)


def test_all_of_them_close_it(asked, has, coordinator, today):
    measure = asked("regulation")
    for place in CURATORS:
        has(place, "regulation")
    assert answer(measure, today).evidence.sentence == "4 из 4 организаций."
    (found,) = closable(coordinator, today)
    closing.close_by_evidence(actor=coordinator, due=found.due, today=today)
    assert measure.dues.get().closed_reason == "По данным системы: 4 из 4 организаций."


@pytest.mark.parametrize("wrong", ["department", "draft", "late", "other_kind", "foreign"])
def test_nearest_wrong_fact_does_not_count(asked, has, cast, act, coordinator, today, wrong):
    measure = asked("working_group")
    if wrong == "department":
        registered(coordinator, "working_group_order", today, today)
    elif wrong == "draft":
        with tenant_scope(cast.school):
            drafted(act(cast.curator, cast.school), "working_group_order")
    elif wrong == "late":
        has("school", "working_group_order", dt.date(2026, 6, 2))
    elif wrong == "other_kind":
        has("school", "responsible_order")
    else:
        with tenant_scope(cast.forest_school):
            registered(act(cast.stranger, cast.forest_school), "working_group_order", today, today)
    assert answer(measure, today).evidence.current == 0


@pytest.mark.parametrize(("mode", "wanted"), [("list", 2), ("kinds", 1), ("all", 4)])
def test_measure_addressed_to_some_is_asked_of_them(asked, has, cast, coordinator, today, mode, wanted):
    measure = asked("regulation")
    address = Address.objects.create(measure=measure, mode=mode, kinds=["college"] if mode == "kinds" else [])
    address.organisations.set([cast.school, cast.college] if mode == "list" else [])
    has("college", "regulation")
    found = answer(measure, today)
    assert (found.evidence.current, found.evidence.wanted) == (1, wanted)
    assert (found.state == "proven") == (wanted == 1)
    assert proofs_of(measure, coordinator, today).asked_below.startswith(str(wanted))


def test_a_person_may_ask_the_department_itself(asked, coordinator, today):
    measure = asked("working_group")
    registered(coordinator, "working_group_order", today, today)
    assert answer(measure, today).state == "missing"
    set_concerns(actor=coordinator, measure=measure, concerns="own")
    assert answer(measure, today).state == "proven"


def test_agreement_of_those_below_asks_the_queue(asked, cast, act, coordinator, today):
    measure = asked("roadmap_agreement")
    assert answer(measure, today).evidence.sentence.startswith("0 из 4 организаций")
    with tenant_scope(cast.school):
        plan = create_from_draft(actor=act(cast.curator, cast.school), draft=small_draft(cast))
        agreement.send_roadmap(actor=act(cast.curator, cast.school), roadmap=plan)
    found = answer(measure, today)
    assert (found.state, found.evidence.link.label) == ("partly", "Очередь согласования")
    with tenant_scope(cast.school):
        agreement.agree_roadmap(actor=act(cast.coordinator, cast.school), roadmap=plan)
    assert answer(measure, today).evidence.current == 1
    with tenant_scope(cast.school):
        agreement.recall_roadmap(actor=act(cast.curator, cast.school), roadmap=plan)
    assert answer(measure, today).evidence.current == 0


def test_plans_of_those_below_are_proven_by_their_approval(asked, cast, act, today):
    measure = asked("roadmap_development")
    with tenant_scope(cast.school):
        director = act(cast.director, cast.school)
        plan = create_from_draft(actor=act(cast.curator, cast.school), draft=small_draft(cast))
    assert answer(measure, today).evidence.current == 0
    with tenant_scope(cast.school):
        agreement.approve_roadmap(actor=director, roadmap=plan, number="7", date=today, today=today, reason="Своя")
    assert answer(measure, today).evidence.current == 1


def test_centre_asks_its_district_and_sees_names_of_organisations_only(cast, act, has, today):
    with tenant_scope(cast.centre):
        actor = act(cast.centre_curator, cast.centre)
        roadmap = planned(actor, "Принять положения в ОО")
        measure = Measure.objects.get(section__roadmap=roadmap)
        set_kinds(actor=actor, measure=measure, codes=["regulation", "curator_appointment"])
    has("school", "regulation")
    with tenant_scope(cast.centre):
        line = lines_of(roadmap, today)[0]
        assert [row.evidence.current for row in line.answers] == [1, 0]
        assert line.answers[0].evidence.sentence.startswith("1 из 4 организаций; ещё нет: ")
        seen = [*line.answers[0].evidence.objects, *line.answers[0].evidence.lacking]
        assert {row.url for row in seen} == {""}
        assert {row.label for row in seen} == {row.short_name for row in served_by(cast.centre)}


def test_kind_that_is_only_ones_own_is_asked_of_the_node(asked, today):
    measure = asked("mentoring_centre")
    assert "Центр есть в системе" in answer(measure, today).evidence.sentence


def test_node_without_anybody_below_says_so(cast, act, today):
    with tenant_scope(cast.ministry):
        empty = create_organisation(
            actor=None, parent=cast.ministry, kind="education_department", short_name="Управление Степного района"
        )
        operator = act(cast.operator, cast.ministry)
        roadmap = planned(operator, "Положения в ОО")
        measure = Measure.objects.get(section__roadmap=roadmap)
        set_kinds(actor=operator, measure=measure, codes=["regulation"])
        found = Inquiry(empty, today).about(measure)[0]
    assert (found.state, found.evidence.wanted) == ("missing", 0)
    assert "спросить некого" in found.evidence.sentence


def test_card_says_whom_it_asks(asked, cast, coordinator, sign_in, today):
    measure = asked("regulation")
    assert proofs_of(measure, coordinator, today).asked_below == "4 организаций"
    text = sign_in(cast.coordinator).get(measure.get_absolute_url()).content.decode()
    assert "Спрашиваем у 4 организаций" in text
    assert "ещё нет: ГАПОУ" in text
    for number in range(6):
        create_organisation(actor=None, parent=cast.department, kind="school", short_name=f"Школа {number}")
    text = sign_in(cast.coordinator).get(measure.get_absolute_url()).content.decode()
    assert "и ещё 5" in text
    assert "Все, у кого ещё нет: 10" in text


def test_words_of_how_many():
    school, garden = (place_of(Organisation(kind=kind, path="a/b/")) for kind in ("school", "kindergarten"))
    assert share_of([school] * 9, 7) == "7 из 9 школ"
    assert share_of([school], 1) == "1 из 1 школы"
    assert genitive_count([school] * 21) == "21 школы"
    assert genitive_count([garden] * 5) == "5 детских садов"
    assert genitive_count([school, garden]) == "2 организаций"
    assert school.parent_path == "a/"


def test_queries_do_not_grow_with_measures_or_organisations(cast, coordinator, today):
    counted = []
    for measures, schools in ((1, 1), (3, 3), (30, 30)):
        roadmap = planned(coordinator, *[f"Принять акт {n} на уровне ОО" for n in range(measures)])
        for measure in Measure.objects.filter(section__roadmap=roadmap):
            codes = ["regulation", "curator_appointment", "site_section", "roadmap_agreement", "roadmap_development"]
            set_kinds(actor=coordinator, measure=measure, codes=[*codes, "program_templates"])
        for number in range(schools):
            name = f"Школа {schools}-{number}"
            create_organisation(actor=None, parent=cast.department, kind="school", short_name=name)
        with CaptureQueriesContext(connection) as queries:
            assert len(lines_of(roadmap, today)) == measures
        with CaptureQueriesContext(connection) as closing_queries:
            closable(coordinator, today, roadmap)
        counted.append((len(queries), len(closing_queries)))
    assert len(set(counted)) == 1
    assert counted[0][0] <= 18
