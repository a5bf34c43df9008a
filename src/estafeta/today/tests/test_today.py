"""What every room hands up, as a person of the cast sees it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from estafeta.agreement import actions as agreement
from estafeta.control.actions import set_controller
from estafeta.core.refusals import Refusal
from estafeta.documents.actions import amend_paper, send_paper
from estafeta.notifications.models import Notice
from estafeta.organisations.models import Membership
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps import actions as plan
from estafeta.roadmaps.actions import set_kinds
from estafeta.roadmaps.actions.proofs import ProofInput
from estafeta.roadmaps.models import Due
from estafeta.today.actions import leave_past_map, remind_colleagues
from estafeta.today.badge import count_for
from estafeta.today.queries import colleagues_today, following_words, today_for
from estafeta.workbench.undoing import take_back

MOVED = dt.date(2026, 12, 3)


def keys(actor, today, group: str) -> list[str]:
    """The kinds of a group, line by line."""
    found = today_for(actor, today).group(group)
    return [line.kind.code for line in (*found.lines, *found.more)] if found else []


def titles(actor, today, group: str) -> list[str]:
    found = today_for(actor, today).group(group)
    return [duty.title for line in (*found.lines, *found.more) for duty in line.duties] if found else []


def leave_their_posts(*users, today) -> None:
    Membership.objects.filter(user__in=users).update(ends=today - dt.timedelta(days=1))


def test_own_dues_stand_in_their_groups_and_others_late_are_one_figure(roadmap, curator, teacher, director, today):
    assert (titles(curator, today, "late"), titles(curator, today, "week")) == (["Издать приказ"], [])
    assert (titles(teacher, today, "late"), titles(teacher, today, "week")) == ([], ["Провести собрание"])
    assert today_for(curator, today).colleagues_late == 0
    assert today_for(director, today).colleagues_late == 1
    assert today_for(teacher, today).colleagues_late == 0
    assert [today_for(who, today).count for who in (curator, teacher, director)] == [1, 1, 0]


def test_what_comes_next_may_be_a_colleagues(roadmap, curator, today):
    words = following_words(today_for(curator, today).following, today)
    assert words.startswith("Следующее — 15\N{NO-BREAK SPACE}декабря: Собрать")


def test_what_nobody_answers_for_is_the_curators_and_without_her_the_directors(
    roadmap, pick, curator, director, teacher, methodist, cast, act, today
):
    plan.add_due(actor=curator, measure=pick("2.2"), due_on=today)
    assert titles(curator, today, "week") == titles(methodist, today, "week") == ["Консультировать"]
    assert titles(director, today, "week") == titles(teacher, today, "week")[1:] == []
    leave_their_posts(cast.curator, cast.methodist, today=today)
    assert titles(act(cast.director, cast.school), today, "week") == ["Консультировать"]


def test_decisions_are_the_directors_and_are_answered_in_the_row(roadmap, pick, curator, director, teacher, today):
    plan.ask_move(actor=teacher, due=pick("1.2").dues.get(), new_date=MOVED, reason="Карантин")
    assert keys(curator, today, "decide") == []
    found = today_for(director, today)
    (line,) = found.group("decide").lines
    assert (found.decisions, line.duty.title, line.duty.why) == (
        "Перенести срок 1",
        "Провести собрание",
        "Орлова Т.Д.: «Карантин»",
    )
    agree, refuse = line.duty.answers
    assert (agree.label, agree.asks, refuse.label, refuse.asks) == ("Согласен", False, "Нет", True)


def test_a_controller_decides_and_her_own_request_does_not_wait_for_her(
    roadmap, pick, curator, methodist, teacher, cast, act, today
):
    set_controller(actor=curator, roadmap=roadmap, user=cast.methodist, text="", today=today)
    plan.ask_move(actor=teacher, due=pick("1.2").dues.get(), new_date=MOVED, reason="Карантин")
    plan.ask_move(actor=methodist, due=pick("1.1").dues.get(), new_date=MOVED, reason="Отпуск")
    assert titles(methodist, today, "decide") == ["Провести собрание"]
    for who in (teacher, act(cast.clerk, cast.school), act(cast.stranger, cast.forest_school)):
        assert titles(who, today, "decide") == []


def test_a_request_that_nobody_can_decide_says_so(roadmap, pick, curator, director, teacher, cast, act, today):
    plan.ask_move(actor=teacher, due=pick("1.2").dues.get(), new_date=MOVED, reason="Карантин")
    leave_their_posts(cast.director, today=today)
    assert keys(curator, today, "waiting") == []
    with tenant_scope(cast.department):
        above = act(cast.coordinator, cast.department)
        assert titles(above, today, "decide") == ["Провести собрание"]
    with tenant_scope(cast.forest_department):
        assert titles(act(cast.forest_coordinator, cast.forest_department), today, "decide") == []
    cast.school.parent = None
    cast.school.save()
    orphan = act(cast.curator, cast.school)
    assert titles(orphan, today, "waiting") == ["Директора в системе нет, решать некому"]


def test_remarks_and_past_conditions_wait(roadmap, pick, curator, director, teacher, today):
    plan.add_remark(actor=teacher, measure=pick("1.1"), text="Приказ у директора?")
    plan.add_due(actor=curator, measure=pick("2.3"), due_on=today)
    assert sorted(keys(curator, today, "waiting")) == ["roadmaps.condition", "roadmaps.remark"]
    assert keys(director, today, "waiting") == []
    plan.add_remark(actor=curator, measure=pick("1.1"), text="Да")
    assert keys(curator, today, "waiting") == ["roadmaps.condition"]
    assert keys(teacher, today, "waiting") == ["roadmaps.remark"]


def test_a_condition_waits_from_its_very_day(roadmap, pick, curator, today):
    plan.add_due(actor=curator, measure=pick("2.3"), due_on=today + dt.timedelta(days=1))
    assert keys(curator, today, "waiting") == []
    assert keys(curator, today + dt.timedelta(days=1), "waiting") == ["roadmaps.condition"]


def test_the_plan_on_its_way_up_and_back(roadmap, curator, teacher, cast, act, today):
    above = act(cast.coordinator, cast.school)
    agreement.send_roadmap(actor=curator, roadmap=roadmap)
    with tenant_scope(cast.department):
        found = today_for(act(cast.coordinator, cast.department), today)
        assert found.decisions == "Согласовать 1"
        assert cast.school.short_name in found.group("decide").lines[0].duty.title
    with tenant_scope(cast.forest_department):
        assert today_for(act(cast.forest_coordinator, cast.forest_department), today).groups == ()
    agreement.return_roadmap(actor=above, roadmap=roadmap, note="Исправьте")
    assert keys(curator, today, "waiting") == ["agreement.returned"]
    agreement.send_roadmap(actor=curator, roadmap=roadmap)
    agreement.agree_roadmap(actor=above, roadmap=roadmap)
    assert (
        keys(curator, today, "waiting") == keys(act(cast.clerk, cast.school), today, "waiting") == ["agreement.order"]
    )
    assert keys(teacher, today, "waiting") == []


def test_papers_wait_for_the_clerk_for_the_head_and_for_readers(roadmap, ordered, curator, director, cast, act, today):
    assert keys(curator, today, "waiting") == ["documents.read"]
    new = amend_paper(actor=curator, document=ordered)
    send_paper(actor=curator, document=new, today=today)
    assert keys(act(cast.clerk, cast.school), today, "waiting") == ["documents.register"]
    assert today_for(director, today).decisions == "Подписать 1"
    assert keys(act(cast.teacher, cast.school), today, "waiting") == []
    with tenant_scope(cast.forest_school):
        assert keys(act(cast.stranger, cast.forest_school), today, "waiting") == []


@pytest.mark.usefixtures("ordered")
def test_a_proven_measure_says_its_fact_and_is_not_told_twice(roadmap, curator, pick, today):
    set_kinds(actor=curator, measure=pick("1.1"), codes=["curator_appointment"])
    (line,) = today_for(curator, today).group("late").lines
    assert [answer.label for answer in line.duty.answers] == ["Закрыть по факту"]
    assert keys(curator, today, "waiting") == ["documents.read"]
    assert count_for(curator, today) == 2


def test_a_proven_measure_of_the_far_future_waits_by_itself(roadmap, curator, pick, ordered, today):
    due = pick("1.1").dues.get()
    Due.objects.filter(pk=due.pk).update(due_on=today + dt.timedelta(days=60))
    set_kinds(actor=curator, measure=pick("1.1"), codes=["curator_appointment"])
    assert sorted(keys(curator, today, "waiting")) == ["documents.read", "roadmaps.proven_due"]


def test_what_a_teacher_attaches_waits_for_the_curator(roadmap, pick, curator, director, teacher, cast, today):
    plan.add_proof(actor=teacher, measure=pick("1.2"), proof=ProofInput(text="Протокол в папке"))
    (line,) = today_for(curator, today).group("waiting").lines
    assert (line.kind.code, line.duty.title) == ("roadmaps.claim", "Провести собрание")
    assert "Орлова Т.Д. прилагает: Протокол в папке" in line.duty.why
    assert keys(teacher, today, "waiting") == keys(director, today, "waiting") == []
    leave_their_posts(cast.curator, today=today)
    assert keys(director, today, "waiting") == ["roadmaps.claim"]


def test_a_past_map_is_one_line_until_it_is_left(roadmap, curator, director, foreign, cast, act, today):
    years_later = dt.date(2029, 10, 1)
    (line,) = today_for(curator, years_later).group("late").lines
    assert (line.duty.title, line.duty.why) == (
        "Карта кончилась в 2027: Дорожная карта на 2026/27 учебный год",
        "Остались открытыми 4\N{NO-BREAK SPACE}срока",
    )
    assert [answer.label for answer in line.duty.answers] == ["Сдвинуть", "Закрыть", "Оставить"]
    undo = leave_past_map(actor=curator, roadmap=roadmap)
    assert titles(curator, years_later, "late") == ["Издать приказ"]
    assert today_for(curator, years_later).colleagues_late == 3
    with tenant_scope(cast.forest_school):
        stranger = act(cast.stranger, cast.forest_school)
        assert today_for(stranger, years_later).group("late").lines[0].duty.title.startswith("Карта кончилась")
    take_back(actor=curator, undo=undo)
    assert len(today_for(curator, years_later).group("late").lines) == 1


@pytest.mark.parametrize(("day", "past"), [("2027-08-31", False), ("2027-09-01", True)])
def test_a_map_is_past_from_the_first_day_of_the_next_school_year(roadmap, curator, day, past):
    codes = keys(curator, dt.date.fromisoformat(day), "late")
    assert ("today.past_map" in codes) is past


def test_a_map_left_twice_is_refused(roadmap, curator):
    leave_past_map(actor=curator, roadmap=roadmap)
    with pytest.raises(Refusal, match="уже оставлено"):
        leave_past_map(actor=curator, roadmap=roadmap)


def test_colleagues_are_counted_each(roadmap, pick, curator, director, today):
    rows = {line.name: (line.late, line.week, line.open) for line in colleagues_today(director, today)}
    assert rows == {"Петрова А.С.": (1, 0, 1), "Орлова Т.Д.": (0, 1, 3)}
    assert {line.name for line in colleagues_today(curator, today)} == {"Орлова Т.Д."}


def test_colleagues_are_reminded_by_name_of_what_is_late(
    roadmap, director, cast, today, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        names = remind_colleagues(actor=director, users=[cast.curator.pk, cast.teacher.pk], today=today)
    assert names == ["Петрова А.С."]
    notice = Notice.objects.get()
    assert (notice.user, notice.sentence) == (
        cast.curator,
        "Громов П.А. напоминает: просрочено 1: «Издать приказ».",
    )
    with pytest.raises(Refusal, match="Напоминать некому"):
        remind_colleagues(actor=director, users=[cast.teacher.pk], today=today)


def test_archived_roadmaps_ask_nothing(roadmap, curator, today):
    plan.archive_roadmap(actor=curator, roadmap=roadmap)
    assert today_for(curator, today).is_empty
    assert count_for(curator, today) == 0


def page_of(client, organisation) -> str:
    return client.get(reverse("today:today", args=[organisation.slug])).content.decode().replace("\xa0", " ")


def test_the_page_of_the_director_opens_on_decisions(roadmap, pick, cast, sign_in, teacher, today):
    assert "Решать нечего." in page_of(sign_in(cast.director), cast.school)
    plan.ask_move(actor=teacher, due=pick("1.2").dues.get(), new_date=MOVED, reason="Карантин")
    page = page_of(sign_in(cast.director), cast.school)
    assert page.index('id="decide"') < page.index("У коллег просрочено 1")
    assert "Перенести срок 1." in page
    assert "На сегодня всё" not in page


def test_an_answer_in_the_row_is_taken_and_stays_on_the_page(roadmap, pick, cast, sign_in, teacher, today):
    move = plan.ask_move(actor=teacher, due=pick("1.2").dues.get(), new_date=MOVED, reason="Карантин")
    client, here = sign_in(cast.director), reverse("today:today", args=[cast.school.slug])
    address = reverse("roadmaps:decide_move", args=[cast.school.slug, move.pk, "agree"])
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{here}"}
    answer = client.post(address, {"next": here}, headers=headers)
    assert (answer.status_code, answer.headers["HX-Trigger"]) == (200, '{"estafeta:changed": {}}')
    assert "Срок перенесён" in answer.content.decode()
    move.refresh_from_db()
    assert move.state == "agreed"
    assert 'id="decide"' not in client.get(here).content.decode()


def test_an_act_that_leads_elsewhere_opens_that_page_whole(ordered, curator, cast, sign_in):
    new = amend_paper(actor=curator, document=ordered)
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/o/x/today/"}
    answer = sign_in(cast.curator).post(reverse("documents:send", args=[cast.school.slug, new.pk]), headers=headers)
    assert answer.headers["HX-Redirect"] == new.get_absolute_url()


def test_refusing_a_move_is_asked_for_its_reason(roadmap, pick, cast, sign_in, teacher):
    move = plan.ask_move(actor=teacher, due=pick("1.2").dues.get(), new_date=MOVED, reason="Карантин")
    address = reverse("roadmaps:decide_move", args=[cast.school.slug, move.pk, "refuse"])
    assert "Оставить прежний срок" in sign_in(cast.director).get(address).content.decode()
    assert sign_in(cast.teacher).get(address).status_code == 403
    agree = reverse("roadmaps:decide_move", args=[cast.school.slug, move.pk, "agree"])
    assert sign_in(cast.director).get(agree).status_code == 404


def test_colleagues_page_is_for_heads_and_reminds(roadmap, cast, sign_in):
    address = reverse("today:colleagues", args=[cast.school.slug])
    client = sign_in(cast.director)
    assert "Петрова А.С." in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 422
    answer = client.post(address, {"selected": [cast.curator.pk]}, follow=True)
    assert "Напомнили: Петрова А.С." in answer.content.decode()
    assert sign_in(cast.teacher).get(address).status_code == 403
    assert sign_in(cast.stranger).get(address).status_code == 404


def test_an_empty_organisation_is_offered_a_beginning(cast, sign_in):
    assert "Загрузить карту" in page_of(sign_in(cast.curator), cast.school)
    assert "Её загрузит куратор" in page_of(sign_in(cast.teacher), cast.school)


def test_the_page_costs_the_same_with_any_number_of_rows(cast, sign_in, roadmap, pick, curator, teacher, today):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, address = sign_in(cast.curator), reverse("today:today", args=[cast.school.slug])

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def grow(number: int) -> None:
        for _ in range(number):
            due_on = today + dt.timedelta(days=pick("1.1").dues.count())
            plan.add_due(actor=curator, measure=pick("1.1"), due_on=due_on)
            plan.add_remark(actor=teacher, measure=pick("1.1"), text="слово")
        client.get(address)  # the figures of the frame are counted anew after an act, once

    grow(1)
    one = count()
    grow(2)
    three = count()
    grow(27)
    assert one == three == count()
