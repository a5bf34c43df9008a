from __future__ import annotations

import datetime as dt

import pytest
from tests.plans import small_draft

from estafeta.agreement import actions, amending
from estafeta.agreement.difference import difference
from estafeta.agreement.editions import edition_of
from estafeta.agreement.models import Agreement, Revision
from estafeta.agreement.queries import amendment_of, edition_on, facts_on, review_of, strip_for
from estafeta.core.models import JournalLine
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps import actions as plan
from estafeta.roadmaps.actions import create_from_draft
from estafeta.roadmaps.drafts import MeasureDraft
from estafeta.roadmaps.models import Measure, Roadmap
from estafeta.workbench.undoing import take_back

State = Roadmap.State


def test_plan_goes_up_and_what_was_sent_is_kept(roadmap, curator, cast, pick):
    made = actions.send_roadmap(actor=curator, roadmap=roadmap, note=" Просим ")
    assert (roadmap.state, made.to, made.number, made.note) == (State.SENT, cast.department, 1, "Просим")
    titles = [row["title"] for section in made.edition.content["sections"] for row in section["measures"]]
    assert titles[:2] == ["Издать приказ", "Провести собрание"]
    assert JournalLine.objects.filter(verb="agreement.send_roadmap").count() == 1


def test_sent_plan_is_not_rewritten_until_it_is_recalled(sent, curator, pick):
    with pytest.raises(Refusal, match="на согласовании"):
        plan.change_measure(actor=curator, measure=pick("1.1"), title="Иначе")
    actions.recall_roadmap(actor=curator, roadmap=sent)
    plan.change_measure(actor=curator, measure=pick("1.1"), title="Иначе")
    assert (sent.state, pick("1.1").title) == (State.DRAFT, "Иначе")
    assert sent.agreements.get().state == Agreement.State.RECALLED


def test_facts_go_on_while_the_plan_waits(sent, curator, pick, today):
    due = pick("1.1").dues.get()
    plan.close_due(actor=curator, due=due, fact_on=today, today=today, reason="Издан")
    assert pick("1.1").dues.get().state == "done"


def test_own_people_do_not_agree_and_strangers_neither(sent, director, cast, act):
    with pytest.raises(Forbidden):
        actions.agree_roadmap(actor=director, roadmap=sent)
    with pytest.raises(Forbidden):
        actions.agree_roadmap(actor=act(cast.forest_coordinator, cast.school), roadmap=sent)
    sent.refresh_from_db()
    assert sent.state == State.SENT


def test_plan_comes_back_with_remarks_is_answered_and_agreed(sent, above, curator, pick, today):
    with pytest.raises(Refusal, match="хотя бы одно"):
        actions.return_roadmap(actor=above, roadmap=sent)
    remark = actions.add_agreement_remark(actor=above, roadmap=sent, measure=pick("1.1"), text="Нет номера приказа")
    actions.return_roadmap(actor=above, roadmap=sent)
    assert sent.state == State.RETURNED
    assert strip_for(sent, curator, today).remarks == 1
    plan.change_measure(actor=curator, measure=pick("1.1"), result="Приказ с номером")
    actions.answer_remark(actor=curator, remark=remark, answer="Добавлено")
    again = actions.send_roadmap(actor=curator, roadmap=sent)
    review = review_of(sent)
    assert again.number == 2
    assert [(row.number, row.fields[0].label) for row in review.since.rows] == [("1.1", "Результат")]
    assert review.sections[0].rows[0].remarks[0].answer == "Добавлено"
    actions.agree_roadmap(actor=above, roadmap=sent)
    remark.refresh_from_db()
    assert (sent.state, remark.state) == (State.AGREED, "settled")


def test_remark_is_for_the_row_of_this_plan_while_it_waits(sent, above, foreign, cast):
    with tenant_scope(cast.forest_school):
        strange = Measure.objects.select_related("section").filter(section__roadmap=foreign).first()
    with pytest.raises(Refusal, match="в карте нет"):
        actions.add_agreement_remark(actor=above, roadmap=sent, measure=strange, text="Чужое")
    actions.agree_roadmap(actor=above, roadmap=sent)
    with pytest.raises(Refusal, match="не ждёт"):
        actions.add_agreement_remark(actor=above, roadmap=sent, text="Поздно")


def test_clerk_enters_the_act_and_the_plan_is_in_force(sent, above, clerk, today):
    actions.agree_roadmap(actor=above, roadmap=sent)
    with pytest.raises(Refusal, match="ещё не наступила"):
        actions.approve_roadmap(actor=clerk, roadmap=sent, number="7", date=today + dt.timedelta(days=1), today=today)
    edition = actions.approve_roadmap(actor=clerk, roadmap=sent, number=" 01-14/7 ", date=today, today=today)
    assert (sent.state, sent.order_number, edition.number) == (State.IN_FORCE, "01-14/7", 1)


def test_approval_without_agreement_says_why(roadmap, clerk, today):
    with pytest.raises(Refusal, match="почему она утверждена без"):
        actions.approve_roadmap(actor=clerk, roadmap=roadmap, number="7", date=today, today=today)
    actions.approve_roadmap(
        actor=clerk, roadmap=roadmap, number="7", date=today, today=today, reason="Утверждена до системы"
    )
    assert roadmap.revisions.get().why == "Утверждена до системы"


def test_amendment_changes_the_plan_only_when_it_is_approved(running, curator, clerk, pick, today):
    first = pick("1.1")
    plan.close_due(actor=curator, due=first.dues.get(), fact_on=today, today=today, reason="Издан")
    copy = amending.begin_amendment(actor=curator, roadmap=running, why="Сроки обучения")
    with pytest.raises(Refusal, match="утверждена"):
        plan.change_measure(actor=curator, measure=pick("1.2"), title="Иначе")
    twin = Measure.objects.get(section__roadmap=copy, number="1.2")
    plan.change_measure(actor=curator, measure=twin, title="Собрание и сбор согласий", deadline_text="до 10.12.2026")
    section = copy.sections.order_by("position").first()
    plan.add_measure(actor=curator, section=section, draft=MeasureDraft("Обучить наставников", "1.3"))
    gone = Measure.objects.get(section__roadmap=copy, number="2.3")
    plan.delete_measure(actor=curator, measure=gone)
    assert pick("1.2").title == "Провести собрание"
    edition = amending.approve_amendment(actor=clerk, copy=copy, number="9", date=today, today=today, reason="Срочно")
    running.refresh_from_db()
    assert (running.state, edition.number, amendment_of(running)) == (State.AMENDED, 2, None)
    assert pick("1.2").title == "Собрание и сбор согласий"
    assert [due.due_on for due in pick("1.2").dues.exclude(state="cancelled")] == [dt.date(2026, 12, 10)]
    assert (pick("1.1").pk, pick("1.1").dues.get().state) == (first.pk, "done")
    assert pick("1.3").title == "Обучить наставников"
    assert pick("2.3").removed_at is not None


def test_working_copy_is_nowhere_counted_and_takes_no_marks(running, curator, cast, today):
    copy = amending.begin_amendment(actor=curator, roadmap=running, why="Сроки")
    due = Measure.objects.get(section__roadmap=copy, number="1.2").dues.get()
    with pytest.raises(Refusal, match="рабочая копия"):
        plan.close_due(actor=curator, due=due, fact_on=today, today=today, reason="Готово")
    from estafeta.roadmaps.queries.live import live_dues
    from estafeta.roadmaps.queries.plan import roadmaps_of

    assert set(live_dues(cast.school).values_list("measure__section__roadmap", flat=True)) == {running.pk}
    assert list(roadmaps_of(cast.school)) == [running]


def test_one_amendment_at_a_time_and_none_that_changes_nothing(running, curator, clerk, today):
    copy = amending.begin_amendment(actor=curator, roadmap=running, why="Сроки")
    with pytest.raises(Refusal, match="уже готовится"):
        amending.begin_amendment(actor=curator, roadmap=running, why="Ещё")
    with pytest.raises(Refusal, match="ничего не изменено"):
        amending.approve_amendment(actor=clerk, copy=copy, number="9", date=today, today=today, reason="Срочно")
    amending.withdraw_amendment(actor=curator, copy=copy)
    assert amendment_of(running) is None
    assert edition_of(running)["title"] == running.title


def test_plan_on_a_day_knows_its_edition_and_its_facts(running, curator, pick, today):
    due = pick("1.1").dues.get()
    plan.close_due(actor=curator, due=due, fact_on=today - dt.timedelta(days=3), today=today, reason="Издан")
    before, after = today - dt.timedelta(days=4), today
    key = str(pick("1.1").pk)
    assert edition_on(running, before) is None
    assert edition_on(running, after).number == 1
    assert facts_on(running, before)[key][0].fact_on is None
    assert facts_on(running, after)[key][0].fact_on == today - dt.timedelta(days=3)


def test_several_are_agreed_at_once_or_none(sent, cast, act, today):
    with tenant_scope(cast.department):
        actor = act(cast.coordinator, cast.department)
        assert actions.agree_many(actor=actor, roadmaps=[sent], today=today) == 1
        with pytest.raises(Refusal):
            actions.agree_many(actor=actor, roadmaps=[sent], today=today)
    assert Revision.objects.filter(roadmap=sent, sort="agreed").count() == 1


def test_what_was_done_meanwhile_outlives_the_amendment(running, curator, director, clerk, cast, pick, today):
    copy = amending.begin_amendment(actor=curator, roadmap=running, why="Сроки")
    twin = Measure.objects.get(section__roadmap=copy, number="1.1")
    plan.change_measure(actor=curator, measure=twin, result="Приказ и лист ознакомления")
    moved = pick("1.2").dues.get()
    later = moved.due_on + dt.timedelta(days=9)
    move = plan.ask_move(actor=curator, due=moved, new_date=later, reason="Каникулы")
    plan.agree_move(actor=director, move=move)
    plan.assign_responsible(actor=curator, measure=pick("1.2"), today=today, user=cast.psychologist)
    amending.approve_amendment(actor=clerk, copy=copy, number="9", date=today, today=today, reason="Срочно")
    assert pick("1.1").result == "Приказ и лист ознакомления"
    assert pick("1.2").dues.get().due_on == later
    assert cast.psychologist in {row.user for row in pick("1.2").responsibles.all()}


def test_undo_does_not_rewrite_a_plan_that_has_gone_up(roadmap, curator, pick):
    undo = plan.delete_measure(actor=curator, measure=pick("2.3"))
    actions.send_roadmap(actor=curator, roadmap=roadmap)
    with pytest.raises(Refusal, match="отправили на согласование"):
        take_back(actor=curator, undo=undo)
    assert pick("2.3").removed_at is not None


def test_moved_rows_and_section_deadlines_are_changes_too(roadmap, curator, pick):
    before = edition_of(roadmap)
    plan.move_measure(actor=curator, measure=pick("2.3"), section=pick("2.1").section, after=pick("2.1"))
    moved = difference(before, edition_of(roadmap))
    assert {row.number for row in moved.rows} <= {"2.2", "2.3"}
    assert moved
    before = edition_of(roadmap)
    section = roadmap.sections.get(number="1")
    plan.change_section(actor=curator, section=section, title=section.title, number="1", deadline_text="до 01.12.2026")
    changed = difference(before, edition_of(roadmap))
    assert changed.head[0].label == "Разделы"


def test_remark_on_a_section_stands_under_it(sent, above, curator):
    actions.add_agreement_remark(actor=above, roadmap=sent, section="2 Работа пар", text="Мало встреч.")
    with pytest.raises(Refusal, match="раздела"):
        actions.add_agreement_remark(actor=above, roadmap=sent, section="9 Нет такого", text="?")
    actions.return_roadmap(actor=above, roadmap=sent)
    review = review_of(sent)
    by_title = {section.title: [remark.text for remark in section.remarks] for section in review.sections}
    assert by_title == {"1 Подготовка": [], "2 Работа пар": ["Мало встреч."]}
    assert review.general == ()


def test_plan_goes_again_only_when_every_remark_is_answered(sent, above, curator):
    remark = actions.add_agreement_remark(actor=above, roadmap=sent, text="Уточните цель.")
    actions.return_roadmap(actor=above, roadmap=sent)
    sent.refresh_from_db()
    with pytest.raises(Refusal, match="Без ответа 1"):
        actions.send_roadmap(actor=curator, roadmap=sent)
    actions.answer_remark(actor=curator, remark=remark, answer="Уточнили.")
    actions.send_roadmap(actor=curator, roadmap=sent)
    sent.refresh_from_db()
    assert sent.state == "sent"


def test_nobody_above_agrees_nothing_and_an_empty_plan_goes_nowhere(cast, curator, act, today, roadmap):
    with tenant_scope(cast.ministry):
        operator = act(cast.operator, cast.ministry)
        own = create_from_draft(actor=operator, draft=small_draft(cast))
        assert "send" not in [choice.name for choice in strip_for(own, operator, today).choices]
        with pytest.raises(Refusal, match="нет управления"):
            actions.send_roadmap(actor=operator, roadmap=own)
    with tenant_scope(cast.school):
        assert "send" in [choice.name for choice in strip_for(roadmap, curator, today).choices]
        for measure in Measure.objects.filter(section__roadmap=roadmap):
            plan.delete_measure(actor=curator, measure=measure)
        with pytest.raises(Refusal, match="ни одного мероприятия"):
            actions.send_roadmap(actor=curator, roadmap=roadmap)
        roadmap.refresh_from_db()
        assert (roadmap.state, roadmap.agreements.count()) == (State.DRAFT, 0)


def test_no_choice_agrees_nothing_and_answers_wait_for_the_return(sent, above, cast, act, curator, today):
    with tenant_scope(cast.department), pytest.raises(Refusal, match="Не выбрано"):
        actions.agree_many(actor=act(cast.coordinator, cast.department), roadmaps=[], today=today)
    remark = actions.add_agreement_remark(actor=above, roadmap=sent, text="Уточните цель.")
    with pytest.raises(Refusal, match="пока карта возвращена"):
        actions.answer_remark(actor=curator, remark=remark, answer="Уточнили.")
    remark.refresh_from_db()
    assert (remark.state, remark.answer) == ("open", "")


def test_remark_on_a_row_that_an_amendment_adds_stands_on_that_row(running, curator, above):
    copy = amending.begin_amendment(actor=curator, roadmap=running, why="Сроки")
    section = copy.sections.get(number="1")
    fresh = plan.add_measure(actor=curator, section=section, draft=MeasureDraft(title="Новое", number="1.3"))
    actions.send_roadmap(actor=curator, roadmap=copy)
    twin = Measure.objects.select_related("section").get(section__roadmap=copy, number="1.1")
    actions.add_agreement_remark(actor=above, roadmap=copy, measure=fresh, text="Зачем?")
    actions.add_agreement_remark(actor=above, roadmap=copy, measure=twin, text="Где номер?")
    rows = [row for section in review_of(copy).sections for row in section.rows]
    told = {row.number: [remark.text for remark in row.remarks] for row in rows if row.remarks}
    assert told == {"1.1": ["Где номер?"], "1.3": ["Зачем?"]}


@pytest.mark.parametrize(("days", "done"), [(-1, None), (0, 0), (1, 0)])
def test_what_was_done_on_a_day_is_done_on_that_day(running, curator, pick, today, days, done):
    """The due of 1.1 was on 25 September; the fact is of three days ago, the question a day earlier or later."""
    fact = today - dt.timedelta(days=3)
    plan.close_due(actor=curator, due=pick("1.1").dues.get(), fact_on=fact, today=today, reason="Издан")
    [past] = facts_on(running, fact + dt.timedelta(days=days))[str(pick("1.1").pk)]
    assert (past.fact_on, past.state) == ((None, "late") if done is None else (fact, "done_late"))


@pytest.mark.parametrize(
    ("day", "state"), [("2026-11-24", "planned"), ("2026-11-25", "planned"), ("2026-11-26", "late")]
)
def test_open_due_is_late_from_the_next_day_on(running, pick, day, state):
    [past] = facts_on(running, dt.date.fromisoformat(day))[str(pick("1.2").pk)]
    assert past.state == state


@pytest.mark.parametrize(("days", "state"), [(-1, "done"), (0, "done"), (1, "done_late")])
def test_fact_on_the_day_of_the_due_is_in_time(running, curator, pick, days, state):
    due_on = dt.date(2026, 9, 25)
    fact = due_on + dt.timedelta(days=days)
    plan.close_due(actor=curator, due=pick("1.1").dues.get(), fact_on=fact, today=fact, reason="Издан")
    [past] = facts_on(running, dt.date(2026, 11, 21))[str(pick("1.1").pk)]
    assert past.state == state


@pytest.mark.parametrize(("days", "number"), [(-1, None), (0, 1), (1, 1)])
def test_edition_is_in_force_from_its_very_day(running, today, days, number):
    edition = edition_on(running, today + dt.timedelta(days=days))
    assert (edition and edition.number) == number


@pytest.mark.parametrize(("days", "approved"), [(-1, True), (0, True), (1, False)])
def test_act_may_be_of_today_and_not_of_tomorrow(sent, above, clerk, today, days, approved):
    actions.agree_roadmap(actor=above, roadmap=sent)
    act = {"actor": clerk, "roadmap": sent, "number": "7", "date": today + dt.timedelta(days=days), "today": today}
    if approved:
        assert actions.approve_roadmap(**act).valid_from == act["date"]
        return
    with pytest.raises(Refusal, match="ещё не наступила"):
        actions.approve_roadmap(**act)


@pytest.mark.parametrize(("days", "state"), [(-1, State.APPROVED), (0, State.IN_FORCE), (1, State.IN_FORCE)])
def test_approved_plan_comes_into_force_on_the_first_day_of_its_period(sent, above, clerk, days, state):
    actions.agree_roadmap(actor=above, roadmap=sent)
    day = sent.starts + dt.timedelta(days=days)
    actions.approve_roadmap(actor=clerk, roadmap=sent, number="7", date=day, today=day)
    assert sent.state == state
