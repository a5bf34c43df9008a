from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.test import RequestFactory

from estafeta.core.middleware import RefusalMiddleware
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.core.rights import REASONS, demand, may


def test_unknown_right_is_an_error_not_a_no():
    with pytest.raises(KeyError):
        may("organisations.fly", object())


def test_nobody_has_no_right():
    assert may("organisations.enter", None) is False


def test_demand_refuses_with_the_reason_of_the_right():
    with pytest.raises(Forbidden) as caught:
        demand("organisations.enter", None)
    assert caught.value.reason == REASONS["organisations.enter"]


def test_every_reason_is_a_russian_sentence():
    assert [name for name, reason in REASONS.items() if not reason.endswith(".") or reason.isascii()] == []


def test_forbidden_becomes_403_with_its_reason(cast, sign_in):
    client = sign_in(cast.teacher)
    answer = client.post(f"/o/{cast.school.slug}/settings/reminders/", {"before": "1", "after": "", "hour": "8"})
    assert answer.status_code == 403
    assert REASONS["notifications.change_reminders"] in answer.content.decode()


def test_refusal_returns_to_the_page_with_its_sentence(cast, sign_in, client):
    request = RequestFactory().post("/x/", headers={"referer": "http://testserver/y/"})
    request.htmx = False
    request.session = client.session
    from django.contrib.messages.storage.fallback import FallbackStorage

    request._messages = FallbackStorage(request)
    answer = RefusalMiddleware(lambda _: None).process_exception(request, Refusal("Срок уже закрыт."))
    assert (answer.status_code, answer["Location"]) == (302, "http://testserver/y/")
    assert [str(message) for message in get_messages(request)] == ["Срок уже закрыт."]


def test_unexpected_exceptions_are_left_alone():
    assert RefusalMiddleware(lambda _: None).process_exception(RequestFactory().get("/"), ValueError()) is None
