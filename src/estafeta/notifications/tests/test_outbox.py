from __future__ import annotations

import contextlib
import datetime as dt
import smtplib
import time

import pytest
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from tests.mail_server import mail_server

from estafeta.core.jobs import run_all
from estafeta.core.letters import About
from estafeta.core.letters import Letter as Written
from estafeta.core.models import JournalLine
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.notifications import letter_actions as actions
from estafeta.notifications import sending
from estafeta.notifications.models import Letter
from estafeta.notifications.queries import unsent_letters
from estafeta.organisations.scope import tenant_scope

BOUNDED = "estafeta.notifications.smtp.Bounded"


@pytest.fixture
def server(settings):
    with mail_server() as found:
        settings.MAIL_TRANSPORT, settings.EMAIL_HOST, settings.EMAIL_PORT = BOUNDED, "127.0.0.1", found.port
        settings.EMAIL_TIMEOUT, settings.EMAIL_DEADLINE = 0.4, 0.8
        yield found


def letter(cast, address="a@sosh2.example", **about):
    values = {"kind": "test.letter", "organisation": cast.school.pk, **about}
    Written("Тема", "Текст письма", to=address, about=About(**values)).send()
    return Letter.objects.get(address=address)


def again(row):
    row.refresh_from_db()
    return row


def test_letter_goes_and_its_text_is_forgotten(in_school, server):
    row = letter(in_school)
    assert server.taken == []
    run_all()
    assert again(row).state == "sent"
    assert (row.text, row.problem, row.sent_at is not None) == ("", "", True)
    assert f"Message-ID: {row.number}" in server.taken[0]


def test_refused_address_stops_nobody(in_school, server):
    server.refused = {"bad@": "550"}
    rows = [letter(in_school, address) for address in ("a@x.example", "bad@x.example", "b@x.example")]
    run_all()
    assert [again(row).state for row in rows] == ["sent", "failed", "sent"]
    assert rows[1].problem == "Почтовый сервер не принял адрес: 550 not here"
    assert rows[1].text == "Текст письма"
    assert list(unsent_letters(in_school.school)) == [rows[1]]


def test_address_that_is_busy_is_asked_again(in_school, server):
    server.refused = {"slow@": "450"}
    row = letter(in_school, "slow@x.example")
    run_all()
    assert (again(row).state, row.attempts) == ("waiting", 1)


@pytest.mark.parametrize("mood", ["silent", "drips"])
def test_server_that_answers_nothing_is_left_and_asked_later(in_school, server, mood):
    server.mood = mood
    rows = [letter(in_school, f"{number}@x.example") for number in range(5)]
    began = time.monotonic()
    run_all()
    assert time.monotonic() - began < 10, "five letters wait for one deadline, not for five"
    assert [again(row).state for row in rows] == ["waiting"] * 5
    assert [row.attempts for row in rows] == [1, 0, 0, 0, 0]
    assert rows[0].problem == sending.SILENT
    assert all(row.next_at > timezone.now() for row in rows)


def test_pauses_grow_and_end(in_school, settings):
    settings.MAIL_TRANSPORT, settings.EMAIL_HOST, settings.EMAIL_PORT = BOUNDED, "127.0.0.1", 1
    row, pauses = letter(in_school), []
    for _ in range(len(sending.PAUSES)):
        sending.send(row.pk, timezone.now() + dt.timedelta(days=1))
        pauses.append(round((again(row).next_at - row.tried_at).total_seconds() / 60))
    assert pauses == [1, 5, 15, 60, 180, 360, 720, 1440]
    sending.send(row.pk, timezone.now() + dt.timedelta(days=1))
    assert (again(row).state, row.problem, row.text) == ("failed", sending.GAVE_UP, "Текст письма")


def test_letter_that_is_late_is_dropped(in_school, server):
    row = letter(in_school, is_secret=True, lives=dt.timedelta(hours=2))
    sending.send(row.pk, timezone.now() + dt.timedelta(hours=2, seconds=1))
    assert (again(row).state, row.text, server.taken) == ("dropped", "", [])


def test_letter_sent_twice_carries_one_number(in_school, server):
    row = letter(in_school)
    for _ in range(2):
        sending.deliver(row)
    numbers = [line for text in server.taken for line in text.splitlines() if line.startswith("Message-ID")]
    assert (len(numbers), len(set(numbers))) == (2, 1)


def test_letter_that_has_gone_is_not_sent_again(in_school, server):
    row = letter(in_school)
    run_all()
    sending.send(row.pk, timezone.now())
    assert len(server.taken) == 1


def test_job_of_a_letter_is_lost_with_the_act(in_school, server):
    with contextlib.suppress(RuntimeError), transaction.atomic():
        letter(in_school)
        raise RuntimeError
    assert (run_all(), server.taken, Letter.objects.count()) == (0, [], 0)


def test_files_are_no_letters(in_school):
    message = EmailMessage("Тема", "Текст", to=["a@x.example"])
    message.attach("a.txt", "…", "text/plain")
    with pytest.raises(ValueError, match="carries no files"):
        message.send()


def test_without_mail_a_letter_is_held_and_handed_over(in_school, curator, settings):
    settings.MAIL_TRANSPORT = ""
    row = letter(in_school)
    assert (row.state, row.problem, run_all()) == ("held", "Почта не настроена.", 0)
    with pytest.raises(Refusal, match="Почта не настроена"):
        actions.send_again(actor=curator, letter=row)
    actions.step_letter(actor=curator, letter=row, step="hand")
    assert again(row).state == "handed"
    actions.step_letter(actor=curator, letter=row, step="take_back")
    assert again(row).state == "failed"


def test_send_again(in_school, curator, server):
    server.refused = {"bad@": "550"}
    row = letter(in_school, "bad@x.example")
    run_all()
    server.refused = {}
    actions.send_again(actor=curator, letter=again(row))
    run_all()
    assert again(row).state == "sent"
    assert JournalLine.objects.filter(verb="notifications.send_again").count() == 1
    with pytest.raises(Refusal):
        actions.send_again(actor=curator, letter=row)


def test_all_again_leaves_the_forgotten(in_school, curator, server):
    server.refused = {"bad": "550"}
    rows = [letter(in_school, f"bad{number}@x.example") for number in range(3)]
    run_all()
    Letter.objects.filter(pk=rows[0].pk).update(text="")
    server.refused = {}
    assert actions.send_all_again(actor=curator) == 2
    run_all()
    assert [again(row).state for row in rows] == ["failed", "sent", "sent"]


def test_an_employee_sends_nothing(in_school, teacher, settings):
    settings.MAIL_TRANSPORT = ""
    with pytest.raises(Forbidden):
        actions.step_letter(actor=teacher, letter=letter(in_school), step="drop")


def test_old_letters_are_forgotten(in_school, settings):
    settings.MAIL_TRANSPORT = ""
    rows = [letter(in_school, f"{days}@x.example") for days in (29, 31, 91)]
    now = timezone.now()
    for row, days in zip(rows, (29, 31, 91), strict=True):
        Letter.objects.filter(pk=row.pk).update(created_at=now - dt.timedelta(days=days))
    sending.forget(now)
    left = list(Letter.objects.order_by("pk").values_list("address", "text"))
    assert left == [("29@x.example", "Текст письма"), ("", "")]


def test_letters_of_another_tenant_stay_there(cast, sign_in, settings):
    settings.MAIL_TRANSPORT = ""
    with tenant_scope(cast.forest_school):
        about = About(organisation=cast.forest_school.pk)
        Written("Чужое", "…", to="f@x.example", about=about).send()
        foreign = Letter.objects.get()
    client = sign_in(cast.curator)
    page = client.get(reverse("notifications:letters", args=[cast.school.slug]))
    assert "Чужое" not in page.content.decode()
    for name, more in (("send_again", []), ("letter_step", ["drop"])):
        answer = client.post(reverse(f"notifications:{name}", args=[cast.school.slug, foreign.pk, *more]))
        assert answer.status_code == 404


def test_page_shows_why_and_offers_a_way(cast, sign_in, server):
    server.refused = {"bad@": "550"}
    with tenant_scope(cast.school):
        row = letter(cast, "bad@x.example")
        run_all()
    client = sign_in(cast.curator)
    address = reverse("notifications:letters", args=[cast.school.slug])
    page = client.get(address).content.decode()
    assert [text in page for text in ("550 not here", "Отправить снова", "bad@x.example")] == [True] * 3
    assert client.post(reverse("notifications:send_again", args=[cast.school.slug, row.pk])).status_code == 302
    assert sign_in(cast.teacher).get(address).status_code == 403


def test_page_without_mail_says_so(cast, sign_in, settings):
    settings.MAIL_TRANSPORT = ""
    with tenant_scope(cast.school):
        letter(cast)
    page = sign_in(cast.curator).get(reverse("notifications:letters", args=[cast.school.slug])).content.decode()
    assert "Почта не настроена, письма не уйдут" in page
    assert "Отправить снова" not in page


@pytest.mark.parametrize("count", [1, 3, 30])
def test_outbox_asks_the_same_number_of_queries(cast, sign_in, settings, django_assert_max_num_queries, count):
    settings.MAIL_TRANSPORT = ""
    with tenant_scope(cast.school):
        for number in range(count):
            letter(cast, f"{number}@x.example")
    client = sign_in(cast.curator)
    address = reverse("notifications:letters", args=[cast.school.slug])
    client.get(address)
    with django_assert_max_num_queries(15):
        client.get(address)


def test_deadline_of_a_connection_is_one_for_all_its_answers(server, settings):
    server.mood, settings.EMAIL_TIMEOUT = "drips", 5
    began = time.monotonic()
    with pytest.raises((smtplib.SMTPException, OSError)):
        EmailMessage("…", "…", to=["a@x.example"], connection=sending.get_connection(BOUNDED)).send()
    assert time.monotonic() - began < 4
