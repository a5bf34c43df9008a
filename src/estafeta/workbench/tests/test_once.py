from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.forms import form_on

from estafeta.documents.models import Document
from estafeta.organisations.models import Invitation
from estafeta.roadmaps.models import Measure, Remark
from estafeta.workbench import once
from estafeta.workbench.models import Submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(in_school, roadmap, sign_in):
    return sign_in(in_school.curator)


@pytest.fixture
def at(in_school):
    return lambda name, *keys: reverse(name, args=[in_school.school.slug, *keys])


def sent(client, page: str, field: str, url: str = "", **typed: str) -> tuple[list[int], set[str]]:
    """Press the form of a page four times: the statuses, and where the presses have led."""
    data = form_on(client.get(page), field) | typed
    answers = [client.post(url or page, data) for _ in range(4)]
    return [answer.status_code for answer in answers], {answer.get("Location") for answer in answers}


def test_four_presses_make_one_remark(client, at, pick):
    key = pick("1.1").pk
    statuses, led = sent(client, at("roadmaps:measure", key), "text", at("roadmaps:remark", key), text="Готово")
    assert (statuses, len(led), Remark.objects.count()) == ([302] * 4, 1, 1)


def test_four_presses_make_one_measure_and_lead_to_it(client, at, roadmap):
    before = Measure.objects.count()
    section = roadmap.sections.order_by("position")[0]
    statuses, led = sent(client, at("roadmaps:add_measure", section.pk), "title", title="Новое")
    assert (statuses, Measure.objects.count()) == ([302] * 4, before + 1)
    assert led == {Measure.objects.get(title="Новое").get_absolute_url()}


def test_four_presses_make_one_paper(client, at):
    page = at("documents:new", "curator_order")
    typed = {"v_curator": "Петрова Анна Сергеевна, заместитель", "v_duties": "вести базы", "v_starts": "2026-09-01"}
    statuses, led = sent(client, page, "v_duties", **typed)
    assert (statuses, len(led), Document.objects.count()) == ([302] * 4, 1, 1)


def test_four_presses_send_one_invitation(client, at, letters):
    page = at("organisations:invite")
    statuses, _ = sent(client, page, "email", email="new@sosh2.example", role="employee")
    assert (statuses, Invitation.objects.count(), len(letters())) == ([302] * 4, 1, 1)


def test_another_text_under_the_same_key_is_done(client, at, pick):
    """She went back to the page and wrote something else: what is typed is never lost."""
    key = pick("1.1").pk
    data = form_on(client.get(at("roadmaps:measure", key)), "text")
    for words in ("Готово", "И ещё одно"):
        client.post(at("roadmaps:remark", key), data | {"text": words})
    assert list(Remark.objects.values_list("text", flat=True)) == ["Готово", "И ещё одно"]


def test_the_same_text_from_a_fresh_page_is_done(client, at, pick):
    key = pick("1.1").pk
    for _ in range(2):
        data = form_on(client.get(at("roadmaps:measure", key)), "text") | {"text": "Готово"}
        client.post(at("roadmaps:remark", key), data)
    assert Remark.objects.count() == 2


def test_a_refused_press_may_be_pressed_again(client, at, pick):
    """The section is removed and given back: the same press, refused at first, is done then."""
    key = pick("1.1").pk
    data = form_on(client.get(at("roadmaps:add_due", key)), "due_on") | {"due_on": "2026-09-25"}
    refused = client.post(
        at("roadmaps:add_due", key), data, headers={"referer": f"http://testserver{at('roadmaps:measure', key)}"}
    )
    assert (refused.status_code, Submission.objects.count()) == (302, 0)
    pick("1.1").dues.all().delete()
    client.post(at("roadmaps:add_due", key), data)
    assert [str(due) for due in pick("1.1").dues.all()] == ["2026-09-25"]


def test_a_form_with_errors_is_not_remembered(client, at, roadmap):
    section = roadmap.sections.order_by("position")[0]
    statuses, _ = sent(client, at("roadmaps:add_measure", section.pk), "title", title="")
    assert (statuses, Submission.objects.count()) == ([422] * 4, 0)


def test_somebody_else_with_the_same_key_is_another_press(client, at, pick, in_school, sign_in):
    key = pick("1.1").pk
    data = form_on(client.get(at("roadmaps:measure", key)), "text") | {"text": "Готово"}
    for user in (in_school.curator, in_school.director):
        sign_in(user).post(at("roadmaps:remark", key), data)
    assert {row.author for row in Remark.objects.all()} == {in_school.curator, in_school.director}


def half_done(client, at, pick, in_school, age: dt.timedelta) -> tuple[str, dict[str, str]]:
    """A press that a server has begun and not finished, so long ago."""
    key = pick("1.1").pk
    data = form_on(client.get(at("roadmaps:measure", key)), "text") | {"text": "Готово"}
    url = at("roadmaps:remark", key)
    client.post(url, data)
    Remark.objects.all().delete()
    Submission.objects.update(done=False, url="", sent_at=timezone.now() - age)
    return url, data


def test_a_press_whose_server_died_is_taken_over(client, at, pick, in_school):
    url, data = half_done(client, at, pick, in_school, once.DEAD + dt.timedelta(seconds=1))
    assert client.post(url, data).status_code == 302
    assert (Remark.objects.count(), Submission.objects.get().done) == (1, True)


def test_a_press_at_work_is_waited_for(client, at, pick, in_school, monkeypatch):
    monkeypatch.setattr(once, "PAUSE", 0.001)
    url, data = half_done(client, at, pick, in_school, dt.timedelta(seconds=1))
    page = client.post(
        url, data, headers={"referer": f"http://testserver{at('roadmaps:measure', pick('1.1').pk)}"}, follow=True
    )
    assert (once.AT_WORK in page.content.decode(), Remark.objects.count()) == (True, 0)


def test_old_presses_are_forgotten(client, at, pick, in_school):
    half_done(client, at, pick, in_school, once.KEEP + dt.timedelta(seconds=1))
    data = form_on(client.get(at("roadmaps:measure", pick("1.1").pk)), "text") | {"text": "Ещё"}
    client.post(at("roadmaps:remark", pick("1.1").pk), data)
    assert [row.done for row in Submission.objects.all()] == [True]
