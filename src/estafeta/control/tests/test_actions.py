from __future__ import annotations

import datetime as dt

import pytest

from estafeta.control import actions
from estafeta.control.acts import hand_over_act
from estafeta.control.handing import hand_over, lines_of
from estafeta.control.models import HandOver
from estafeta.control.reminders import remind
from estafeta.control.rolling import roll_over, unfinished
from estafeta.control.scheduling import escalate_all, rules_here
from estafeta.core.models import JournalLine
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.notifications.models import Notice
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps import actions as plan
from estafeta.roadmaps.models import Due, Measure
from estafeta.workbench.open_work import open_work
from estafeta.workbench.undoing import take_back

TODAY = dt.date(2026, 11, 30)


def test_reminder_reaches_curators_below_only(cast, roadmap, coordinator, curator, django_capture_on_commit_callbacks):
    with tenant_scope(cast.department), django_capture_on_commit_callbacks(execute=True):
        count = remind(actor=coordinator, organisations=[cast.school], text="Проверьте сроки", today=TODAY)
        assert count == 1
        with pytest.raises(Refusal, match="только организациям ниже"):
            remind(actor=coordinator, organisations=[cast.forest_school], text="x", today=TODAY)
    with pytest.raises(Forbidden):
        remind(actor=curator, organisations=[cast.school], text="x", today=TODAY)
    with tenant_scope(cast.school):
        assert Notice.objects.get(kind="control.reminded").user == cast.curator


def test_controller_decides_of_moves_of_her_roadmap(cast, roadmap, curator, teacher, act, pick):
    methodist = act(cast.methodist, cast.school)
    move = plan.ask_move(actor=teacher, due=pick("1.2").dues.get(), new_date=dt.date(2026, 12, 3), reason="Карантин")
    with pytest.raises(Forbidden):
        plan.agree_move(actor=methodist, move=move)
    actions.set_controller(actor=curator, roadmap=roadmap, user=cast.methodist, text="", today=TODAY)
    move.due.measure.section.roadmap.refresh_from_db()
    plan.agree_move(actor=methodist, move=move)
    assert move.state == "agreed"


def test_director_is_told_once_after_the_days_of_the_nearest_rules(cast, roadmap, curator, coordinator):
    assert rules_here(cast.school).escalate_after == 7
    with tenant_scope(cast.department):
        actions.set_rules(actor=coordinator, escalates=True, escalate_after=30)
    assert rules_here(cast.school).escalate_after == 30
    day = dt.date(2026, 10, 24)
    assert escalate_all(day) == 0
    assert escalate_all(day + dt.timedelta(days=1)) == 1
    assert escalate_all(day + dt.timedelta(days=2)) == 0
    notices = Notice.objects.filter(kind="control.escalated")
    assert [row.user for row in notices] == [cast.director]
    actions.set_rules(actor=curator, escalates=False, escalate_after=30)
    assert escalate_all(dt.date(2027, 5, 1)) == 0


def test_hand_over_gives_every_line_away_in_one_act(cast, roadmap, curator, today):
    lines = lines_of(open_work(cast.school, cast.teacher, today=today))
    assert [work.number for _, work, _ in lines] == ["1.2", "2.1"]
    keys = [key for _, _, key in lines]
    act = {"actor": curator, "leaver": cast.teacher, "notes": {keys[0]: "Протокол у секретаря"}, "day": today}
    with pytest.raises(Refusal, match="Выберите, кому перейдёт: мероприятия"):
        hand_over(owners={keys[0]: cast.adviser}, today=today, **act)
    with pytest.raises(Refusal, match="другой сотрудник"):
        hand_over(owners=dict.fromkeys(keys, cast.stranger), today=today, **act)
    owners = {keys[0]: cast.adviser, keys[1]: cast.psychologist}
    made, undo = hand_over(owners=owners, today=today, **act)
    assert [(line["number"], line["to"]) for line in made.lines] == [
        ("1.2", cast.adviser.pk),
        ("2.1", cast.psychologist.pk),
    ]
    assert open_work(cast.school, cast.teacher, today=today) == ()
    file = hand_over_act(actor=curator, hand=made, today=today)
    assert file.content[:2] == b"PK"
    take_back(actor=curator, undo=undo)
    assert len(lines_of(open_work(cast.school, cast.teacher, today=today))) == 2
    assert not HandOver.objects.exists()


def test_year_rolls_over_and_carries_what_was_ticked(cast, roadmap, curator, pick):
    left = unfinished(roadmap)
    assert [row.number for row in left] == ["1.1", "1.2", "2.1"]
    starts = dt.date(2027, 9, 1)
    with pytest.raises(Refusal, match="день новой карты"):
        roll_over(actor=curator, roadmap=roadmap, starts=starts, carry=[left[1].pk], until=dt.date(2027, 8, 1))
    made = roll_over(actor=curator, roadmap=roadmap, starts=starts, carry=[left[1].pk], until=dt.date(2027, 9, 20))
    rows = Measure.objects.filter(section__roadmap=made)
    assert rows.count() == 6
    carried = rows.get(carried_from__isnull=False)
    assert (carried.carried_from.number, carried.dues.get().due_on) == ("1.2", dt.date(2027, 9, 20))
    assert carried.responsibles.get().user == cast.teacher
    assert rows.get(number="1.2").dues.get().due_on == dt.date(2027, 11, 25)
    assert JournalLine.objects.filter(verb="control.carry_over").count() == 1


def test_request_to_move_goes_to_the_controller(
    cast, roadmap, curator, teacher, pick, django_capture_on_commit_callbacks
):
    actions.set_controller(actor=curator, roadmap=roadmap, user=cast.methodist, text="", today=TODAY)
    with django_capture_on_commit_callbacks(execute=True):
        plan.ask_move(actor=teacher, due=pick("1.2").dues.get(), new_date=dt.date(2026, 12, 3), reason="Карантин")
    assert [row.user for row in Notice.objects.filter(kind="roadmaps.move_asked")] == [cast.methodist]


def test_next_year_plans_done_and_cancelled_ones_anew(roadmap, pick, curator, today):
    plan.close_due(actor=curator, due=pick("1.1").dues.get(), fact_on=today, today=today, reason="так")
    plan.cancel_due(actor=curator, due=pick("1.2").dues.get(), reason="нет")
    copy = roll_over(actor=curator, roadmap=roadmap, starts=dt.date(2027, 9, 1))
    dues = Due.objects.filter(measure__section__roadmap=copy)
    assert set(dues.values_list("state", flat=True)) == {"planned"}
    assert sorted(str(day) for day in dues.values_list("due_on", flat=True) if day) == [
        "2027-09-25", "2027-11-25", "2027-12-15", "2028-05-15",
    ]  # fmt: skip
    assert (copy.ends, copy.title, copy.previous) == (
        dt.date(2028, 5, 31),
        "Дорожная карта на 2027/28 учебный год",
        roadmap,
    )
    with pytest.raises(Refusal, match="на год позже"):
        roll_over(actor=curator, roadmap=roadmap, starts=dt.date(2026, 10, 1))
