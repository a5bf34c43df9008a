"""An incident from the first minute to its close: clocks, rights, papers, whom it touched."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from tests.pages import html_of

from estafeta.core.clock import local_now
from estafeta.core.journal.models import JournalLine
from estafeta.core.journal.watching import exported, viewed
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.demo.incident import CARD, lead_incident
from estafeta.incidents import papers
from estafeta.incidents.actions import change_incident, report_incident, step_incident, tell
from estafeta.incidents.clocks import clocks_of, length, running
from estafeta.incidents.duties import duties_of_incidents
from estafeta.incidents.models import Incident
from estafeta.incidents.queries import touched, visible_incidents
from estafeta.notifications.models import Notice
from estafeta.organisations.scope import tenant_scope
from estafeta.workbench.undoing import take_back

ZONE = ZoneInfo("Europe/Moscow")
FOUND = dt.datetime(2026, 11, 20, 18, 30, tzinfo=ZONE)


def plain(text):
    return text.replace("\xa0", " ")


def after(**span):
    return FOUND + dt.timedelta(**span)


@pytest.fixture
def incident(in_school, teacher, today):
    values = {
        "title": "Список ушёл",
        "sort": "mistake",
        "found_at": FOUND,
        "happened": "Адрес перепутан",
        "drill": False,
    }
    return report_incident(actor=teacher, now=after(minutes=5), today=today, **values)


def fresh(incident):
    return Incident.objects.select_related("organisation").get(pk=incident.pk)


def address(name, incident, *more):
    return reverse(f"incidents:{name}", args=[incident.organisation.slug, incident.pk, *more])


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "меньше минуты"), (1, "1 минута"), (61, "1 час 1 минута"), (24 * 60, "1 день"), (49 * 60 + 5, "2 дня 1 час")],
)
def test_length_in_words(minutes, words):
    assert plain(length(dt.timedelta(minutes=minutes))) == words


@pytest.mark.parametrize(
    ("hours", "state", "left"),
    [
        (0, "soon", "осталось 1 день"),
        (17.99, "soon", "осталось 6 часов"),
        (18, "today", "осталось 6 часов"),
        (24, "today", "осталось меньше минуты"),
        (25, "late", "1 час сверх срока"),
    ],
)
def test_first_clock_runs_in_hours_over_weekends(incident, hours, state, left):
    clock = running(incident)
    assert (clock.step, clock.ends_at) == ("notify", after(hours=24)), "20 November is a Friday evening"
    assert clock.state(after(hours=hours)) == state
    assert plain(clock.left(after(hours=hours))) == left


def test_clocks_stop_when_told_and_say_whether_in_time(incident, director):
    tell(actor=director, incident=incident, step="notify", at=after(hours=24), number=" 17 ", now=after(hours=30))
    row = fresh(incident)
    first, second = clocks_of(row)
    assert (first.state(after(hours=99)), first.number, running(row)) == ("done", "17", second)
    tell(actor=director, incident=row, step="report", at=after(hours=72, minutes=1), number="", now=after(hours=80))
    row = fresh(incident)
    assert clocks_of(row)[1].state(after(hours=99)) == "done_late"
    assert plain(clocks_of(row)[1].left(after(hours=99))) == "1 минута сверх срока"
    assert (running(row), row.state) == (None, "reported")
    assert "позже срока" in JournalLine.objects.first().sentence


@pytest.mark.parametrize(
    ("step", "hours", "now", "says"),
    [
        ("notify", 5, 4, "в будущем"),
        ("notify", -1, 4, "раньше, чем инцидент обнаружен"),
        ("report", 5, 6, "Сначала отметьте первое"),
    ],
)
def test_impossible_times_and_order_are_refused(incident, director, step, hours, now, says):
    with pytest.raises(Refusal, match=says):
        tell(actor=director, incident=incident, step=step, at=after(hours=hours), number="", now=after(hours=now))
    assert fresh(incident).state == "open"


def test_results_do_not_go_before_the_notice(incident, director):
    tell(actor=director, incident=incident, step="notify", at=after(hours=5), number="", now=after(hours=6))
    with pytest.raises(Refusal, match="раньше первого"):
        tell(actor=director, incident=fresh(incident), step="report", at=after(hours=4), number="", now=after(hours=6))


def test_found_time_stands_once_it_was_told(incident, director):
    change_incident(actor=director, incident=incident, now=after(hours=1), found_at=after(minutes=-30))
    row = fresh(incident)
    assert running(row).ends_at == after(hours=23, minutes=30)
    tell(actor=director, incident=row, step="notify", at=after(hours=1), number="1", now=after(hours=2))
    with pytest.raises(Refusal, match="уже сообщено"):
        change_incident(actor=director, incident=row, now=after(hours=3), found_at=FOUND)
    with pytest.raises(Refusal, match="в будущем"):
        change_incident(actor=director, incident=row, now=FOUND, found_at=after(hours=1))


def test_undo_gives_the_clock_back(incident, director):
    made = tell(actor=director, incident=incident, step="notify", at=after(hours=1), number="1", now=after(hours=2))
    take_back(actor=director, undo=made)
    assert (fresh(incident).state, fresh(incident).notified_at) == ("open", None)


def test_steps_close_dismiss_and_come_back_to_where_they_were(incident, director):
    with pytest.raises(Refusal):
        step_incident(actor=director, incident=incident, step="close")
    tell(actor=director, incident=incident, step="notify", at=after(hours=1), number="1", now=after(hours=2))
    step_incident(actor=director, incident=fresh(incident), step="dismiss")
    step_incident(actor=director, incident=fresh(incident), step="reopen")
    assert fresh(incident).state == "notified"
    tell(actor=director, incident=fresh(incident), step="report", at=after(hours=2), number="2", now=after(hours=3))
    step_incident(actor=director, incident=fresh(incident), step="close")
    step_incident(actor=director, incident=fresh(incident), step="reopen")
    assert fresh(incident).state == "reported"


def test_rights(incident, in_school, act, today):
    cast = in_school
    for user in (cast.teacher, cast.clerk, cast.auditor):
        with pytest.raises(Forbidden):
            step_incident(actor=act(user, cast.school), incident=incident, step="dismiss")
    names = ("teacher", "clerk", "auditor")
    seen = {name: visible_incidents(act(getattr(cast, name), cast.school)).count() for name in names}
    assert seen == {"teacher": 1, "clerk": 0, "auditor": 1}, "who reported it sees it, other employees do not"
    assert visible_incidents(act(cast.coordinator, cast.school)).count() == 1


def test_managers_are_told_and_today_shows_the_term_of_law(
    in_school, teacher, director, clerk, today, django_capture_on_commit_callbacks
):
    now = local_now(in_school.school.time_zone)
    values = {"title": "Список ушёл", "sort": "mistake", "found_at": now - dt.timedelta(hours=20)}
    with django_capture_on_commit_callbacks(execute=True):
        row = report_incident(actor=teacher, now=now, today=today, **values)
    told = set(Notice.objects.filter(kind="incidents.reported").values_list("user", flat=True))
    assert told == {in_school.director.pk, in_school.curator.pk}
    [duty] = duties_of_incidents(director, today)
    assert duty.lawful
    assert duty.title == "Уведомить Роскомнадзор: Список ушёл"
    assert duty.state == "today"
    assert re.search("осталось (3 часа 5|4 часа)", plain(duty.why))
    assert duty.due == (now + dt.timedelta(hours=4)).date()
    assert list(duties_of_incidents(clerk, today)) == []
    assert duty.url == row.get_absolute_url()


def test_papers_are_filled_from_the_card_and_lacking_things_are_named(incident, director):
    with pytest.raises(Refusal, match="Предполагаемые причины"):
        papers.prepare(actor=director, incident=incident, kind="incident_notice")
    contact = {"contact_name": "Соколова Ольга Викторовна", "contact_post": "Директор"}
    change_incident(actor=director, incident=incident, now=after(hours=1), **CARD, **contact)
    row = fresh(incident)
    made = papers.prepare(actor=director, incident=row, kind="incident_notice")
    assert made.filled["found"] == "20.11.2026 18:30"
    assert made.filled["contact"] == {"name": "Соколова Ольга Викторовна", "post": "Директор"}
    assert papers.prepare(actor=director, incident=row, kind="incident_notice") == made, "a draft is not made twice"
    with pytest.raises(Refusal, match="выяснило"):
        papers.prepare(actor=director, incident=row, kind="incident_report")
    tell(actor=director, incident=row, step="notify", at=after(hours=1), number="77", now=after(hours=2))
    change_incident(actor=director, incident=fresh(row), now=after(hours=3), findings="Опечатка в адресе", culprits="")
    report = papers.prepare(actor=director, incident=fresh(row), kind="incident_report")
    assert (report.filled["notified_number"], report.filled["notified"]) == ("77", "20.11.2026 19:30")
    assert papers.prepare(actor=director, incident=fresh(row), kind="incident_person_letter").pk != report.pk


def test_journal_names_whom_it_touched_within_the_time_and_the_tenant(incident, in_school, curator, director, act):
    cast = in_school
    viewed(curator, cast.teacher, card="test.view_card", words="Открыта карточка")
    exported(curator, [cast.teacher, cast.clerk], what="test.export", words="Выгружен список", about=cast.school)
    viewed(director, cast.methodist, card="test.view_card", words="Открыта карточка")
    incident.account, incident.since, incident.until = cast.curator, None, None
    found = {one.name: (one.looks, one.files) for one in touched(incident) if one.looks or one.files}
    assert found == {cast.teacher.full_name: (1, 1), cast.clerk.full_name: (0, 1)}
    incident.until = after(days=-900)
    assert touched(incident) == []
    incident.account = None
    assert touched(incident) == []


def test_number_of_queries_does_not_grow_with_those_touched(incident, in_school, curator, django_assert_num_queries):
    cast = in_school
    incident.account = cast.curator
    for people in ([cast.teacher], [cast.teacher, cast.clerk, cast.methodist, cast.director]):
        exported(curator, people, what="test.export", words="Выгружен список", about=cast.school)
        with django_assert_num_queries(2):
            assert len(touched(incident)) >= len(people)


def test_pages(incident, in_school, sign_in, monkeypatch):
    cast = in_school
    monkeypatch.setattr("estafeta.incidents.views.local_now", lambda zone: after(hours=2))
    client = sign_in(cast.director)
    card = html_of(client.get(address("card", incident)))
    for text in ("Уведомить Роскомнадзор, 24 ч", "осталось 22 часа", "до 21.11.2026 18:30", "Отметить отправку"):
        assert text in card
    body = {"at": "2026-11-20T19:30", "number": "77/2"}
    assert client.post(address("tell", incident, "notify"), body).status_code == 302
    assert (fresh(incident).state, fresh(incident).notified_at) == ("notified", after(hours=1))
    late = client.post(address("tell", incident, "report"), {"at": "2026-11-20T23:30", "number": ""})
    assert (late.status_code, "в будущем" in html_of(late)) == (422, True)
    assert client.get(address("tell", incident, "close")).status_code == 404
    assert client.post(address("paper", incident, "curator_order")).status_code == 404
    body = {"account": cast.curator.pk, "since": "2026-11-20T12:00", "until": "2026-11-20T11:00"}
    wrong = client.post(address("touched", incident), body)
    assert (wrong.status_code, "раньше, чем начался" in html_of(wrong)) == (422, True)
    assert client.post(address("touched", incident), body | {"until": ""}).status_code == 302
    assert "личных данных не открывали" in html_of(client.get(address("touched", incident)))


def test_anybody_reports_sees_her_own_and_no_more(in_school, sign_in, today):
    cast, client = in_school, sign_in(in_school.teacher)
    body = {"title": "Пропал ноутбук", "sort": "loss", "found_at": "2026-11-20T10:00", "happened": "Из кабинета"}
    answer = client.post(reverse("incidents:report", args=[cast.school.slug]), body, follow=True)
    row = Incident.objects.get(title="Пропал ноутбук")
    assert row.found_at == dt.datetime(2026, 11, 20, 10, tzinfo=ZONE)
    assert "Отметить отправку" not in html_of(answer)
    assert client.get(address("change", row)).status_code == 403
    assert sign_in(cast.clerk).get(address("card", row)).status_code == 404
    future = client.post(reverse("incidents:report", args=[cast.school.slug]), body | {"found_at": "2030-01-01T10:00"})
    assert (future.status_code, "в будущем" in html_of(future)) == (422, True)


def test_another_tenant_sees_nothing(incident, cast, sign_in):
    client = sign_in(cast.stranger)
    assert client.get(address("card", incident)).status_code == 404
    foreign = reverse("incidents:card", args=[cast.forest_school.slug, incident.pk])
    assert client.get(foreign).status_code == 404
    with tenant_scope(cast.forest_school):
        assert not Incident.objects.exists()


def test_demo_leads_a_drill(cast, today):
    row = lead_incident(cast, today)
    assert (row.drill, row.state, row.notified_number) == (True, "notified", "УЧЕНИЕ-1")
    assert str(row).startswith("Учение: ")
    with tenant_scope(cast.school):
        assert papers.papers_of(row).get().filled["drill"] is True
