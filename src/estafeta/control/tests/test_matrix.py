"""What stands in the matrix: tallies, columns, rows, and the list behind every number."""

from __future__ import annotations

import datetime as dt

import pytest

from estafeta.control.axes import AXES, axis_of, spoken
from estafeta.control.matrix import Filters, behind, matrix
from estafeta.control.tallies import STANDINGS, Tally, watched
from estafeta.organisations.models import Organisation
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps import actions as plan
from estafeta.roadmaps.actions import create_from_draft
from estafeta.roadmaps.drafts import DueDraft, MeasureDraft, RoadmapDraft, SectionDraft
from estafeta.roadmaps.models import Due, Roadmap

TODAY = dt.date(2026, 11, 30)


@pytest.fixture
def numbers(cast, roadmap, coordinator):
    """`numbers(axis="months")` is the matrix of the department."""

    def shown(day: dt.date = TODAY, chosen=None, page=1, size=50, **filters):
        with tenant_scope(cast.department):
            return matrix(coordinator, day, Filters(**filters), chosen=chosen, page=page, size=size)

    return shown


@pytest.fixture
def plan_at(cast, act):
    """`plan_at(organisation, [(title, days), …])` is a plan of a neighbour."""

    def make(organisation: Organisation, sections) -> Roadmap:
        with tenant_scope(cast.department):
            actor = act(cast.coordinator, organisation)
            actor = type(actor)(actor.user, organisation, frozenset({"curator"}), actor.above)
            drafts = tuple(
                SectionDraft(
                    title=title,
                    measures=tuple(
                        MeasureDraft(title="Дело", dues=(DueDraft(dt.date.fromisoformat(day)),)) for day in days
                    ),
                )
                for title, days in sections
            )
            draft = RoadmapDraft(title="Ещё", starts=dt.date(2026, 9, 1), ends=dt.date(2027, 8, 31), sections=drafts)
            return create_from_draft(actor=actor, draft=draft)

    return make


def rows_by_name(shown):
    return {row.organisation.short_name: row.total for row in shown.rows}


def titles(shown):
    return [column.title for column in shown.columns]


def test_in_time_is_told_from_late_and_the_district_sees_its_own_only(cast, curator, numbers, foreign, pick):
    due = pick("1.1").dues.get()
    plan.close_due(actor=curator, due=due, fact_on=dt.date(2026, 10, 2), today=TODAY, reason="Издан")
    shown = numbers()
    assert {row.organisation for row in shown.rows} == set(cast.institutions)
    total = rows_by_name(shown)[cast.school.short_name]
    assert (total.done, total.done_late, total.late, total.rest) == (0, 1, 1, 4)
    assert (total.finished, total.due, shown.total) == (1, 2, total)
    assert (shown.planless, [row.planless for row in shown.rows if row.organisation == cast.school]) == (4, [False])


@pytest.mark.parametrize("axis", AXES)
def test_every_number_is_the_length_of_the_list_behind_it(cast, coordinator, numbers, plan_at, axis):
    plan_at(cast.college, [("работа  пар.", ["2026-09-30", "2027-09-01"]), ("Своё", ["2024-05-01"])])
    shown = numbers(axis=axis)
    filters = Filters(axis=axis)
    with tenant_scope(cast.department):
        for row in shown.rows:
            place = {"organisation": row.organisation.slug}
            assert sum(cell.tally.total for cell in row.cells) == row.total.total
            for cell in row.cells:
                dues = behind(coordinator, TODAY, filters, column=cell.column.key, **place)
                assert len(dues) == cell.tally.total
                assert all(due.measure.section.roadmap.organisation == row.organisation for due in dues)
            for standing in STANDINGS:
                dues = behind(coordinator, TODAY, filters, standing=standing, **place)
                assert len(dues) == getattr(row.total, standing)
        for cell in shown.totals:
            assert len(behind(coordinator, TODAY, filters, column=cell.column.key)) == cell.tally.total


def test_region_sees_municipalities_and_no_list(cast, roadmap, foreign, act):
    operator = act(cast.operator, cast.ministry)
    with tenant_scope(cast.ministry):
        shown = matrix(operator, TODAY, Filters())
        assert shown.numbers_only
        found = {row.organisation: (row.total.total, row.planless) for row in shown.rows}
        assert found == {cast.department: (6, False), cast.forest_department: (6, False)}
        assert shown.total == Tally(late=4, rest=8)
        assert list(behind(operator, TODAY, Filters())) == []
        assert matrix(operator, TODAY, Filters(only="late"), chosen=[cast.department.slug]).total.total == 6


def test_region_counts_a_college_of_its_own_beside_municipalities(cast, roadmap, act):
    with tenant_scope(cast.ministry):
        own = Organisation.objects.create(
            parent=cast.ministry, path=f"{cast.ministry.path}own/", slug="own", kind="college", short_name="Свой"
        )
        Roadmap.objects.filter(pk=roadmap.pk).update(organisation=own)
        shown = matrix(act(cast.operator, cast.ministry), TODAY, Filters())
        assert {row.organisation: row.total.total for row in shown.rows} == {
            own: 6, cast.department: 0, cast.forest_department: 6,
        }  # fmt: skip


def test_filters_narrow_rows_and_days(cast, numbers):
    assert [row.organisation for row in numbers(only="late").rows] == [cast.school]
    assert cast.school not in [row.organisation for row in numbers(only="planless").rows]
    assert len(numbers(only="empty").rows) == len(cast.institutions) - 1
    december = {"kind": "school", "first": dt.date(2026, 12, 1)}
    assert numbers(**december, last=dt.date(2026, 12, 15)).total.total == 1
    assert numbers(**december, last=dt.date(2026, 12, 14)).total.total == 0
    assert numbers(chosen=[cast.college.slug]).page.paginator.count == 1


def test_worst_come_first(cast, numbers, plan_at):
    plan_at(cast.college, [("Раздел", ["2026-09-30", "2026-10-01", "2026-10-02"])])
    first = [numbers(sort=sort).rows[0].organisation for sort in ("late", "complete", "timely")]
    assert first == [cast.college, cast.college, cast.college]
    names = [row.organisation.short_name for row in numbers().rows]
    assert names == sorted(names)


def test_rows_are_paged_and_totals_are_of_all(cast, numbers):
    pages = [numbers(size=2, page=number) for number in (1, 2, 3)]
    shown = [row.organisation for page in pages for row in page.rows]
    assert (len(shown), set(shown)) == (5, set(cast.institutions))
    assert {page.total for page in pages} == {numbers().total}
    assert {page.totals for page in pages} == {numbers().totals}


def test_empty_columns_are_left_out_unless_asked_for(numbers):
    assert ([column.key for column in numbers().columns], numbers().empty) == (["1", "6"], 7)
    nobody = numbers(only="empty")
    assert (nobody.columns, nobody.empty, len(nobody.rows)) == ((), 9, 4)
    assert len(numbers(every_column=True).columns) == 9


def test_sections_that_only_one_organisation_has_share_a_column(cast, numbers, plan_at):
    assert titles(numbers(axis="sections")) == ["Подготовка", "Работа пар"]
    plan_at(cast.college, [("работа  ПАР.", ["2026-12-01"]), ("Своё", ["2026-12-01"]), ("", ["2026-12-01"])])
    shown = numbers(axis="sections")
    assert [spoken(title) for title in titles(shown)] == ["работа пар", "другие разделы"]
    assert [cell.tally.total for cell in shown.totals] == [5, 4]


def test_most_sections_are_twelve(cast, numbers, plan_at, django_assert_num_queries):
    plan_at(cast.college, [(f"Раздел {number:02}", ["2026-12-01"]) for number in range(20)])
    assert len(numbers(axis="sections").columns) == 13


def test_months_of_other_years_share_a_column_each(cast, numbers, plan_at):
    days = ["2024-05-01", "2026-08-31", "2026-09-01", "2026-11-30", "2027-08-31", "2027-09-01", "2029-02-01"]
    plan_at(cast.college, [("Раздел", days)])
    shown = numbers(axis="months", chosen=[cast.college.slug])
    assert {cell.column.title: cell.tally.total for cell in shown.totals} == {
        "До сентября 2026": 2, "сен 2026": 1, "ноя 2026": 1, "авг 2027": 1, "После августа 2027": 2,
    }  # fmt: skip
    undated = numbers(axis="months", chosen=[cast.school.slug])
    assert undated.columns[-1].title == "Без даты"
    every = numbers(axis="months", every_column=True)
    assert [column.key for column in every.columns][1:3] == ["2026-09", "2026-10"]
    assert len(every.columns) == 15


def test_measure_without_a_day_of_its_kind_stands_under_the_stage_of_its_kind(cast, roadmap, numbers, pick):
    Due.objects.exclude(measure=pick("1.1")).delete()
    measure = pick("1.1")
    measure.section.stage = None
    measure.section.save()
    measure.kinds.all().delete()
    assert titles(numbers()) == ["Без этапа"]
    measure.kinds.create(code="working_group")
    assert [column.key for column in numbers().columns] == ["1"]


@pytest.mark.parametrize(("axis", "count"), [("stages", 5), ("sections", 5), ("months", 4)])
@pytest.mark.parametrize("more", [0, 2, 29])
def test_query_count_is_constant(cast, numbers, plan_at, axis, count, more, django_assert_num_queries):
    for number in range(more):
        path = f"{cast.department.path}more-{number}/"
        school = Organisation.objects.create(
            parent=cast.department, path=path, slug=f"more-{number}", kind="school", short_name=f"Школа {number}"
        )
        plan_at(school, [(f"Раздел {number}", ["2026-10-01"]), ("Общий", ["2026-12-01"])])
    with django_assert_num_queries(count):
        assert numbers(axis=axis).page.paginator.count == 5 + more


def test_axis_names_every_stage(cast, today):
    with tenant_scope(cast.department):
        columns = axis_of("stages", watched(cast.department), today).columns
    assert [column.key for column in columns] == ["1", "2", "3", "4", "5", "6", "7", "8", "without"]
