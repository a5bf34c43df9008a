from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from tests.pages import html_of

from estafeta.cascade.answering import accept_offers
from estafeta.cascade.models import Offer
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps.actions import close_due
from estafeta.roadmaps.models import Measure


def at(name, organisation, *keys):
    return reverse(f"cascade:{name}", args=[organisation.slug, *keys])


def test_coordinator_chooses_previews_and_sends(cast, sign_in, upper, above):
    client = sign_in(cast.coordinator)
    link = at("cascade", cast.department, upper.pk)
    assert "Издать приказ" in client.get(link).content.decode()
    with tenant_scope(cast.department):
        chosen = [above("1.1").pk, above("1.2").pk]
    sure = client.post(link, {"selected": chosen, "mode": "all"}).content.decode()
    assert "Дойдёт до 5" in sure
    assert "Лесная" not in sure
    with tenant_scope(cast.department):
        assert Offer.objects.count() == 0
    answer = client.post(link, {"selected": chosen, "mode": "all", "sure": "yes"}, follow=True)
    assert "приняли 0 из 5" in html_of(answer)
    with tenant_scope(cast.department):
        assert Offer.objects.count() == 10
    assert client.post(link, {"selected": chosen, "mode": "list"}).status_code == 422
    assert client.post(link, {"mode": "all", "sure": "yes"}).status_code in (302, 409, 422)


def test_curator_accepts_and_declines(cast, sign_in, offered, roadmap):
    client = sign_in(cast.curator)
    shown = client.get(at("offers", cast.school)).content.decode()
    assert "Издать приказ" in shown
    assert "обязателен" in shown
    assert client.post(at("decline_offers", cast.school), {"selected": offered.pk, "reason": ""}).status_code == 422
    done = client.post(at("accept_offers", cast.school), {"all": "yes", "who": "role:curator"}, follow=True)
    assert "Принято: 1" in done.content.decode()
    offered.refresh_from_db()
    assert offered.measure.responsibles.get().role == "curator"


def test_curator_declines_with_a_reason(cast, sign_in, offered):
    link = at("decline_offers", cast.school)
    answer = sign_in(cast.curator).post(link, {"selected": offered.pk, "reason": "Не наше"}, follow=True)
    assert "Не наше" in answer.content.decode()


def test_coordinator_sees_who_has_done_it_a_region_sees_numbers(cast, sign_in, offered, curator, above, today):
    accept_offers(actor=curator, offers=[offered], today=today)
    due = Measure.objects.get(upper=offered.upper_id).dues.get()
    close_due(actor=curator, due=due, fact_on=dt.date(2026, 9, 20), today=today, reason="Приказ в бумаге")
    link = at("taken", cast.department, offered.upper_id)
    shown = html_of(sign_in(cast.coordinator).get(link))
    assert "приняли 1, выполнили 1" in shown
    assert "Подтверждения" in shown


@pytest.mark.parametrize("name", ["cascade", "taken"])
def test_another_tenant_is_not_there(cast, sign_in, upper, above, name):
    with tenant_scope(cast.department):
        key = upper.pk if name == "cascade" else above("1.1").pk
    assert sign_in(cast.forest_coordinator).get(at(name, cast.forest_department, key)).status_code == 404


def test_foreign_offer_is_not_answered(cast, sign_in, offered):
    client = sign_in(cast.stranger)
    client.post(at("accept_offers", cast.forest_school), {"selected": offered.pk})
    offered.refresh_from_db()
    assert offered.state == "waiting"


def test_teacher_is_told_why_she_may_not(cast, sign_in, offered):
    refused = sign_in(cast.teacher).post(at("accept_offers", cast.school), {"all": "yes"})
    assert refused.status_code == 403
    assert "могут куратор, директор и методист" in refused.content.decode()
