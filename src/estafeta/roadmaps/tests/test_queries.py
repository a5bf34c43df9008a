from __future__ import annotations

import datetime as dt

import pytest
from tests.plans import END, START

from estafeta.notifications.sources import ReminderPlan
from estafeta.roadmaps import actions
from estafeta.roadmaps.drafts import MeasureDraft, RoadmapDraft, SectionDraft
from estafeta.roadmaps.models import Due, Measure
from estafeta.roadmaps.notices import events_of, lines_of_the_day
from estafeta.roadmaps.queries.calendar import month_page
from estafeta.roadmaps.queries.card import measure_card
from estafeta.roadmaps.queries.plan import FOLDED_FROM, PlanFilters, plan_of
from estafeta.roadmaps.queries.reading import reading_of
from estafeta.roadmaps.queries.stages import StageRow, ribbon_of
from estafeta.roadmaps.queries.states import DueState, due_state, measure_state, next_due
from estafeta.roadmaps.queries.timeline import head, spans_of, timeline
from estafeta.workbench.undoing import take_back

TODAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("state", "due_on", "fact_on", "conditional", "expected"),
    [
        ("planned", "2026-11-20", None, False, "late"),
        ("in_progress", "2026-11-20", None, False, "late"),
        ("planned", "2026-11-21", None, False, "today"),
        ("planned", "2026-11-28", None, False, "soon"),
        ("planned", "2026-11-29", None, False, "planned"),
        ("in_progress", None, None, False, "in_progress"),
        ("planned", "2026-11-20", None, True, "conditional"),
        ("in_progress", "2026-11-20", None, True, "late"),
        ("done", "2026-11-20", "2026-11-20", False, "done"),
        ("done", "2026-11-20", "2026-11-21", False, "done_late"),
        ("done", None, "2026-11-21", False, "done"),
        ("cancelled", "2026-11-20", None, False, "cancelled"),
        ("not_needed", "2026-11-20", None, True, "not_needed"),
    ],
)
def test_due_state_is_derived_from_the_day(state, due_on, fact_on, conditional, expected) -> None:
    parse = lambda text: text and dt.date.fromisoformat(text)  # noqa: E731
    due = Due(state=state, due_on=parse(due_on), fact_on=parse(fact_on))
    assert due_state(due, TODAY, conditional=conditional).state == expected


def test_measure_state_is_the_worst_open_one() -> None:
    dues = [DueState(1, None, None, None, key) for key in ("done", "planned", "late", "soon")]
    assert measure_state(dues) == "late"
    assert measure_state(dues[:1]) == "done"
    assert measure_state([]) == "planned"


def test_next_due_prefers_dates() -> None:
    undated, later = DueState(1, None, None, None, "planned"), DueState(2, TODAY, None, None, "today")
    assert next_due([undated, later]) == later
    assert next_due([undated]) == undated
    assert next_due([]) is None


def test_history_tells_of_single_and_bulk_acts(roadmap, pick, curator, today) -> None:
    measure = pick("1.1")
    actions.add_remark(actor=curator, measure=measure, text="Пишем")
    undo = actions.bulk_assign(actor=curator, measures=[measure, pick("2.2")], today=today, role="director")
    take_back(actor=curator, undo=undo)
    actions.bulk_assign(actor=curator, measures=[pick("2.2")], today=today, role="director")
    history = measure_card(measure, actor=curator, today=today).history
    assert [line.verb for line in history] == ["workbench.take_back", "roadmaps.bulk_assign", "roadmaps.add_remark"]


def test_card_offers_only_what_one_may(roadmap, pick, curator, teacher, today) -> None:
    mine = measure_card(pick("1.2"), actor=teacher, today=today)
    assert [step.name for step in mine.dues[0].steps] == ["start", "close"]
    other = measure_card(pick("1.1"), actor=teacher, today=today)
    assert (other.dues[0].steps, other.may_close, other.may_change) == ((), False, False)
    conditional = measure_card(pick("2.3"), actor=curator, today=today)
    assert [step.name for step in conditional.dues[0].steps] == ["start", "close", "cancel", "skip"]


def test_step_is_offered_by_its_own_right(roadmap, pick, cast, act, today) -> None:
    def offered(person) -> tuple[list[str], bool]:
        (due, *_) = measure_card(pick("1.1"), actor=act(person, cast.school), today=today).dues
        return [step.name for step in due.steps], due.may_ask

    assert offered(cast.coordinator) == (["off_control"], False)
    assert offered(cast.teacher) == ([], False)
    roadmap.controller = cast.teacher
    roadmap.save()
    assert offered(cast.teacher) == (["off_control"], False)
    assert offered(cast.curator) == (["start", "close", "cancel"], True)
    assert offered(cast.director) == (["start", "close", "cancel", "off_control"], True)


def test_timeline_head_adds_up_and_collapses_to_years() -> None:
    months = head(dt.date(2026, 9, 1), dt.date(2027, 8, 31), TODAY)
    assert [month.label for month in months][:3] == ["сен", "окт", "ноя"]
    assert sum(month.width for month in months) == pytest.approx(100, abs=0.1)
    years = head(dt.date(2024, 9, 1), dt.date(2028, 12, 31), TODAY)
    assert [year.label for year in years] == ["2024", "2025", "2026", "2027", "2028"]
    assert [year.label for year in years if year.current] == ["2026"]


def test_timeline_marks_stay_inside(roadmap, curator, today) -> None:
    first, last = spans_of(roadmap, today)["2026"]
    picture = timeline(roadmap, first, last, actor=curator, today=today)
    marks = [mark for group in picture.groups for row in group.rows for mark in row.marks]
    assert len(marks) == 6
    assert all(0 <= mark.at <= 100 and mark.at + mark.width <= 100.01 for mark in marks)
    assert [mark.state for mark in marks] == ["late", "soon", "planned", "planned", "planned", "conditional"]


def test_timeline_of_a_year_hides_what_lies_outside_it_and_has_a_span_of_all_years(
    roadmap, pick, curator, today
) -> None:
    roadmap.ends = dt.date(2028, 5, 31)
    spans = spans_of(roadmap, today)
    assert list(spans) == ["2026", "2027", "all"]
    assert spans["all"] == (dt.date(2026, 9, 1), dt.date(2028, 5, 31))
    picture = timeline(roadmap, *spans["2027"], actor=curator, today=today)
    assert [line.row.number for group in picture.groups for line in group.rows] == ["2.2", "2.3"]
    assert (picture.hidden, picture.today) == (3, None)


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2026-09-26", "2026-10-31", 0),
        ("2026-09-25", "2026-10-31", 1),
        ("2026-09-01", "2026-09-25", 1),
        ("2026-09-01", "2026-09-24", 0),
    ],
)
def test_timeline_shows_a_day_on_its_first_and_last_day(roadmap, curator, today, first, last, shown) -> None:
    stretch = map(dt.date.fromisoformat, (first, last))
    picture = timeline(roadmap, *stretch, actor=curator, today=today)
    assert [line.row.number for group in picture.groups for line in group.rows].count("1.1") == shown


@pytest.mark.parametrize(
    ("due_on", "shown"), [("2026-10-25", False), ("2026-10-26", True), ("2026-12-06", True), ("2026-12-07", False)]
)
def test_calendar_page_holds_whole_weeks(roadmap, pick, cast, today, due_on, shown) -> None:
    """November 2026 on paper: from Monday 26 October to Sunday 6 December."""
    Due.objects.filter(measure=pick("1.1")).update(due_on=due_on)
    page = month_page(cast.school, today, today=today)
    items = [item.label for week in page.weeks for day in week for item in day.items]
    assert ("Издать приказ" in items) is shown


def test_calendar_holds_the_months_dues_of_this_school_only(roadmap, foreign, cast, today) -> None:
    page = month_page(cast.school, today, today=today)
    items = [item.label for week in page.weeks for day in week for item in day.items]
    assert (items, page.total) == (["Провести собрание"], 1)


def test_archived_roadmaps_remind_nobody(roadmap, curator, today) -> None:
    actions.archive_roadmap(actor=curator, roadmap=roadmap)
    assert list(lines_of_the_day(curator, today, ReminderPlan(frozenset(range(-60, 60))))) == []


def test_small_page_opens_what_is_urgent(roadmap, pick, curator, today) -> None:
    def opened(**filters) -> list[tuple[bool, int]]:
        plan = plan_of(roadmap, PlanFilters(**filters), actor=curator, today=today)
        return [(group.opened, group.late) for group in plan.groups]

    assert opened() == [(True, 1), (False, 0)]
    assert opened(text="отчёты") == [(True, 0)]
    for number in ("1.1", "1.2"):
        due = Due.objects.select_related("measure__section__roadmap").get(measure=pick(number))
        actions.close_due(actor=curator, due=due, fact_on=today, today=today, reason="так")
    assert opened() == [(False, 0), (True, 0)]


def test_small_page_opens_no_more_urgent_groups_than_fit(roadmap, pick, curator, today) -> None:
    Due.objects.filter(measure=pick("2.1")).update(due_on=dt.date(2026, 10, 1))
    drafts = [MeasureDraft(title=f"Встреча {n}", deadline_text="постоянно") for n in range(FOLDED_FROM)]
    actions.add_measure(
        actor=curator, section=pick("2.1").section, draft=MeasureDraft("Встречи", children=tuple(drafts))
    )
    plan = plan_of(roadmap, PlanFilters(), actor=curator, today=today)
    assert [(group.opened, group.late) for group in plan.groups] == [(True, 1), (False, 1)]


def test_rows_are_drawn_three_deep(in_school, curator, today) -> None:
    deepest = MeasureDraft("Пункт", children=(MeasureDraft("Подпункт"),))
    whole = MeasureDraft("Мера", children=(MeasureDraft("Часть", children=(deepest,)),))
    draft = RoadmapDraft("К", START, END, sections=(SectionDraft(measures=(whole,)),))
    plan = plan_of(actions.create_from_draft(actor=curator, draft=draft), PlanFilters(), actor=curator, today=today)
    assert [(row.title, row.depth) for group in plan.groups for row in group.rows] == [
        ("Мера", 0), ("Часть", 1), ("Пункт", 2), ("Подпункт", 2),
    ]  # fmt: skip


def test_many_days_of_a_wording_are_counted(today) -> None:
    reading = reading_of("ежемесячно до 5 числа", (START, END), today)
    assert reading.words.endswith("и ещё 5"), reading.words


def test_work_of_no_stage_stands_in_no_ring() -> None:
    row = StageRow(Measure(title="Прочее"), None, ())
    assert {stage.total for stage in ribbon_of([row], url=str)} == {0}


def test_digest_names_measures_and_no_people(roadmap, curator, teacher, cast, today) -> None:
    plan = ReminderPlan(frozenset({-4, 57}))
    lines = list(lines_of_the_day(curator, today, plan))
    assert [(line.heading, line.sentence.split(" — ")[0]) for line in lines] == [
        ("Просрочено", "Издать приказ"),
        ("Скоро срок", "Провести собрание"),
    ]
    assert [line.sentence.split(" — ")[0] for line in lines_of_the_day(teacher, today, plan)] == ["Провести собрание"]
    assert not any(cast.teacher.last_name in line.sentence for line in lines)


def test_calendar_feed_holds_dated_dues(roadmap, curator, teacher, today) -> None:
    assert len(list(events_of(curator, today))) == 4
    assert len(list(events_of(teacher, today))) == 3
