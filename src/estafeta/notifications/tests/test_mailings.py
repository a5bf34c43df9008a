from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from estafeta.core.jobs import run_all
from estafeta.core.models import JournalLine
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.notifications import mailing_actions as actions
from estafeta.notifications.mailings import NO_ADDRESS, delivery_of
from estafeta.notifications.models import Letter, Mailing, Notice
from estafeta.notifications.readers import LISTS, Reader, reader_of
from estafeta.notifications.releasing import release
from estafeta.organisations.models import Membership
from estafeta.organisations.scope import tenant_scope
from estafeta.workbench.undoing import take_back

MEMBERS = LISTS["organisations.members"]
TEXT = "Здравствуйте, {имя}! Ваша роль: {роль}."


@pytest.fixture
def readers(in_school):
    found = [in_school.director, in_school.clerk]
    people = [reader_of(str(user.pk), user, in_school.school.short_name, роль="кто-то") for user in found]
    return [*people, Reader("paper", "Бумажный Иван Иванович")]


@pytest.fixture
def send(curator, readers):
    def act(channel="letter", subject="Совещание", text=TEXT, people=None):
        return actions.send_mailing(
            actor=curator,
            source=MEMBERS,
            readers=readers if people is None else people,
            channel=channel,
            subject=subject,
            text=text,
        )

    return act


def leave(mailing):
    release(mailing.pk, timezone.now())


def test_letters_leave_after_the_grace_each_with_its_own_words(send, letters, in_school):
    mailing, _ = send()
    assert letters() == [], "two minutes to think again"
    leave(mailing)
    sent = {letter.to[0]: letter.body for letter in letters()}
    assert set(sent) == {in_school.director.email, in_school.clerk.email}
    name = f"{in_school.director.first_name} {in_school.director.patronymic}"
    assert sent[in_school.director.email] == f"Здравствуйте, {name}! Ваша роль: кто-то."
    assert JournalLine.objects.filter(verb="notifications.send_mailing").count() == 1


def test_job_of_the_release_waits_for_its_time(send, monkeypatch, letters):
    mailing, _ = send()
    later = mailing.leaves_at + dt.timedelta(seconds=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    run_all()
    assert len(letters()) == 2


def test_whoever_has_no_address_gets_a_sheet(send, curator):
    mailing, _ = send()
    sheet = Letter.objects.get(mailing=mailing, name="Бумажный Иван Иванович")
    assert (sheet.state, sheet.problem) == ("held", NO_ADDRESS)
    assert sheet.text.startswith("Здравствуйте, Бумажный Иван Иванович!")
    assert actions.hand_over_sheets(actor=curator, mailing=mailing) == 1
    with pytest.raises(Refusal, match="Всё уже ушло"):
        actions.hand_over_sheets(actor=curator, mailing=mailing)


def test_undo_takes_all_of_it_back_until_it_leaves(send, curator, letters):
    mailing, undo = send()
    take_back(actor=curator, undo=undo)
    assert (Mailing.objects.count(), Letter.objects.count()) == (0, 0)
    leave(mailing)
    assert letters() == []
    mailing, undo = send()
    leave(mailing)
    with pytest.raises(Refusal):
        take_back(actor=curator, undo=undo)
    with pytest.raises(Refusal, match="уже ушли"):
        actions.cancel_mailing(actor=curator, mailing=mailing)


def test_release_that_runs_twice_sends_once(send, letters):
    mailing, _ = send()
    leave(mailing)
    leave(mailing)
    assert len(letters()) == 2
    leave(mailing)
    assert len(letters()) == 2


def test_in_the_system_it_is_a_notice(send, letters, in_school):
    mailing, _ = send("inbox")
    leave(mailing)
    told = Notice.objects.filter(kind="notifications.mailing")
    assert set(told.values_list("user", flat=True)) == {in_school.director.pk, in_school.clerk.pk}
    assert letters() == []
    found = delivery_of(mailing)
    assert (found.total, found.sent, found.unsent) == (3, 2, 1)


def test_without_mail_all_are_sheets(send, settings):
    settings.MAIL_TRANSPORT = ""
    mailing, _ = send()
    found = delivery_of(mailing)
    assert (found.total, found.sent, found.waiting, found.unsent) == (3, 0, 0, 3)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"people": []}, "хотя бы одного"),
        ({"subject": " "}, "тему"),
        ({"text": ""}, "текст"),
        ({"text": "Здравствуйте, {оклад}"}, "поле {оклад}, которого здесь нет"),
    ],
)
def test_what_is_refused_leaves_nothing(send, changed, sentence):
    with pytest.raises(Refusal, match=sentence):
        send(**changed)
    assert not Mailing.objects.exists()


def test_a_teacher_writes_to_nobody(teacher, readers):
    with pytest.raises(Forbidden):
        actions.send_mailing(
            actor=teacher, source=MEMBERS, readers=readers, channel="letter", subject="Тема", text="Текст"
        )


def ticked(cast, user):
    with tenant_scope(cast.school):
        return str(Membership.objects.get(user=user, organisation=cast.school).pk)


def test_pages_from_the_list_to_the_delivery(cast, sign_in):
    client = sign_in(cast.curator)
    members = client.get(reverse("organisations:members", args=[cast.school.slug])).content.decode()
    write = reverse("notifications:write", args=[cast.school.slug, "organisations.members"])
    assert write in members
    selected = [ticked(cast, cast.director), ticked(cast, cast.clerk)]
    first = client.post(write, {"selected": selected}).content.decode()
    assert [cast.director.full_name in first, "2 получателя" in first.replace("\xa0", " ")] == [True, True]
    words = {"selected": selected, "begun": "True", "channel": "letter", "subject": "Тема", "text": "Ваша роль: {роль}"}
    second = client.post(write, words).content.decode()
    assert "Ваша роль: директор" in second
    with tenant_scope(cast.school):
        assert not Mailing.objects.exists()
    answer = client.post(write, {**words, "sure": "yes"})
    with tenant_scope(cast.school):
        mailing = Mailing.objects.get()
    assert answer["Location"] == mailing.get_absolute_url()
    assert "Отменить рассылку" in client.get(mailing.get_absolute_url()).content.decode()
    assert client.post(reverse("notifications:mailing_cancel", args=[cast.school.slug, mailing.pk])).status_code == 302
    with tenant_scope(cast.school):
        assert not Mailing.objects.exists()


def test_unknown_field_is_said_at_the_text(cast, sign_in):
    write = reverse("notifications:write", args=[cast.school.slug, "organisations.members"])
    words = {
        "selected": [ticked(cast, cast.clerk)],
        "begun": "True",
        "channel": "letter",
        "subject": "Т",
        "text": "{х}",
    }
    answer = sign_in(cast.curator).post(write, words)
    assert answer.status_code == 422
    assert "которого здесь нет" in answer.content.decode()


def test_sheets_are_printed_for_the_rest(cast, sign_in, settings):
    settings.MAIL_TRANSPORT = ""
    client = sign_in(cast.curator)
    write = reverse("notifications:write", args=[cast.school.slug, "organisations.members"])
    words = {"selected": [ticked(cast, cast.clerk)], "begun": "True", "channel": "letter", "subject": "Т", "text": "Х!"}
    assert "Почта не настроена" in client.post(write, words).content.decode()
    client.post(write, {**words, "sure": "yes"})
    with tenant_scope(cast.school):
        mailing = Mailing.objects.get()
    page = client.get(reverse("notifications:mailing_sheets", args=[cast.school.slug, mailing.pk])).content.decode()
    assert (page.count('class="handout"'), cast.clerk.full_name in page) == (1, True)
    assert client.post(reverse("notifications:mailing_handed", args=[cast.school.slug, mailing.pk])).status_code == 302


def test_ticks_of_another_tenant_reach_nobody(cast, sign_in):
    with tenant_scope(cast.forest_school):
        foreign = Membership.objects.select_related("user").filter(organisation=cast.forest_school).first()
    write = reverse("notifications:write", args=[cast.school.slug, "organisations.members"])
    page = sign_in(cast.curator).post(write, {"selected": [str(foreign.pk), "²", "9" * 23]}).content.decode()
    assert "Никто не выбран" in page
    assert foreign.user.last_name not in page


def test_mailing_of_another_tenant_is_404(cast, sign_in, send):
    mailing, _ = send()
    client = sign_in(cast.forest_coordinator)
    for name in ("mailing", "mailing_sheets"):
        address = reverse(f"notifications:{name}", args=[cast.forest_school.slug, mailing.pk])
        assert client.get(address).status_code in (403, 404)
        address = reverse(f"notifications:{name}", args=[cast.school.slug, mailing.pk])
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("code", ["control.overview", "agreement.queue"])
def test_lists_above_write_too(cast, sign_in, code):
    write = reverse("notifications:write", args=[cast.department.slug, code])
    selected = [cast.school.slug]
    page = sign_in(cast.coordinator).post(write, {"selected": selected}).content.decode()
    assert ("Никто не выбран" in page) is (code == "agreement.queue")
    below = reverse("notifications:write", args=[cast.school.slug, code])
    assert sign_in(cast.teacher).post(below, {"selected": selected}).status_code == 403


def test_thousand_readers_are_written_in_few_queries(curator, in_school, django_assert_max_num_queries):
    people = [Reader(str(number), f"Человек {number}", f"p{number}@x.example") for number in range(1000)]
    with django_assert_max_num_queries(60):
        actions.send_mailing(
            actor=curator, source=MEMBERS, readers=people, channel="letter", subject="Тема", text="Текст"
        )
