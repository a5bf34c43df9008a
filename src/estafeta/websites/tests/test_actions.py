from __future__ import annotations

import pytest
from django.db import connection
from django.urls import reverse

from estafeta.core.models import JournalLine
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.websites import actions
from estafeta.websites.models import SiteCheck
from estafeta.websites.opening import Visitor

URL = "https://sosh2.example/mentoring/"


def nowhere(host, port):
    raise OSError


def test_check_is_kept_with_a_line(in_school, curator):
    made = actions.check_page(actor=curator, url=URL, visitor=Visitor(look_up=nowhere))
    assert SiteCheck.objects.get() == made
    assert (made.opens, made.has_words, made.made_by) == (False, False, in_school.curator)
    line = JournalLine.objects.get(verb="websites.check_page")
    assert line.sentence == f"Проверена страница {URL}: Страница не открылась: сайт не отвечает."


@pytest.mark.parametrize(
    ("url", "words"), [("", "Впишите"), ("https://other.example/", "не страница вашего сайта"), ("x", "не страница")]
)
def test_other_pages_are_refused_before_anything_is_opened(in_school, curator, url, words):
    with pytest.raises(Refusal, match=words):
        actions.check_page(actor=curator, url=url)
    assert not SiteCheck.objects.exists()


def test_organisation_without_a_site_is_told_what_to_do(in_school, curator):
    curator.organisation.site = ""
    with pytest.raises(Refusal, match="карточк"):
        actions.check_page(actor=curator, url=URL)


def test_auditor_and_strangers_open_nothing(in_school, auditor, act):
    for actor in (auditor, act(in_school.coordinator, in_school.school)):
        with pytest.raises(Forbidden):
            actions.check_page(actor=actor, url=URL)


def test_nothing_is_held_in_the_database_while_the_site_is_asked(in_school, curator):
    seen = []

    def allowed(address):
        seen.append(list(connection.savepoint_ids))  # the test itself is one transaction, an action would be inside it
        return False

    actions.check_page(actor=curator, url=URL, visitor=Visitor(lambda host, port: ["93.184.216.34"], allowed))
    assert seen == [[]]


def test_page_asks_for_an_address_and_says_what_is_wrong(in_school, sign_in):
    client = sign_in(in_school.curator)
    link = reverse("websites:check", args=[in_school.school.slug])
    assert "https://sosh2.example/" in client.get(link).content.decode()
    answer = client.post(link, {"url": "https://other.example/"})
    assert (answer.status_code, "не страница вашего сайта" in answer.content.decode()) == (422, True)
