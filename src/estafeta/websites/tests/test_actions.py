from __future__ import annotations

import pytest
from django.db import connection
from django.urls import reverse

from estafeta.core.jobs import Job, run_all
from estafeta.core.models import JournalLine
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.organisations.actions import create_organisation
from estafeta.organisations.scope import tenant_scope
from estafeta.websites import actions
from estafeta.websites.models import SiteCheck
from estafeta.websites.opening import Visitor
from estafeta.websites.queries import sites_below

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


class Nobody:
    """A network in which nothing is found."""

    visitor = Visitor(look_up=nowhere)


def test_sites_below_are_opened_one_by_one_with_one_line(cast, act):
    with tenant_scope(cast.department):
        coordinator = act(cast.coordinator, cast.department)
        cast.college.site = ""
        cast.college.save()
        assert actions.check_below(actor=coordinator, visitor=Nobody.visitor) == 0
        checked = set(SiteCheck.objects.values_list("organisation", flat=True))
        assert checked == {cast.school.pk, cast.kindergarten.pk, cast.orion.pk}
        line = JournalLine.objects.get(verb="websites.check_below")
        assert line.sentence == "Проверены сайты организаций: о наставничестве говорят 0 из 4."


def test_centre_looks_at_its_district_and_a_school_at_nobody(cast, act, curator):
    with tenant_scope(cast.centre):
        centre = act(cast.centre_curator, cast.centre)
        actions.check_below(actor=centre, visitor=Nobody.visitor)
        assert {line.organisation for line in sites_below(cast.centre) if line.check} == {
            cast.school, cast.kindergarten, cast.college, cast.orion
        }  # fmt: skip
    with tenant_scope(cast.school), pytest.raises(Forbidden):
        actions.start_checking_below(actor=curator)


def test_next_check_opens_the_page_that_was_found_before(cast, curator):
    with tenant_scope(cast.school):
        actions.check_page(actor=curator, url=URL, visitor=Nobody.visitor)
        (line,) = [line for line in sites_below(cast.department) if line.organisation == cast.school]
        assert (line.url, line.speaks) == (URL, False)
        cast.school.site = "https://new.example/"
        cast.school.save()
        (line,) = [line for line in sites_below(cast.department) if line.organisation == cast.school]
        assert line.url == "https://new.example/"


def test_page_of_sites_starts_the_job_once(cast, sign_in, monkeypatch):
    monkeypatch.setenv("ESTAFETA_CHECK_SITES", "off")
    client = sign_in(cast.coordinator)
    link = reverse("websites:below", args=[cast.department.slug])
    assert "О наставничестве говорят 0 из 4" in client.get(link).content.decode()
    assert client.post(link).url == client.post(link).url
    assert Job.queue.filter(task="websites.check_sites_below").count() == 1
    Job.queue.update(user=cast.director)
    assert "уже проверяются" in client.post(link).content.decode()
    Job.queue.update(user=cast.coordinator)
    run_all()
    text = client.get(link).content.decode()
    assert text.count("Проверка сайтов выключена") == 4
    assert sign_in(cast.curator).get(reverse("websites:below", args=[cast.school.slug])).status_code == 403


def test_queries_do_not_grow_with_the_sites(cast, act, django_assert_num_queries):
    with tenant_scope(cast.ministry):
        for number in range(30):
            create_organisation(
                actor=None,
                parent=cast.department,
                kind="school",
                short_name=f"Школа {number}",
                site="https://a.example/",
            )
        with django_assert_num_queries(2):
            assert len(sites_below(cast.department)) == 34
