from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from estafeta.control.models import HandOver
from estafeta.roadmaps.models import Measure, Roadmap


def at(name, organisation, *keys):
    return reverse(name if ":" in name else f"control:{name}", args=[organisation.slug, *keys])


def test_rules_controller_and_off_control_pages(cast, sign_in, roadmap, pick):
    client = sign_in(cast.director)
    client.post(at("control_rules", cast.school), {"escalates": "on", "escalate_after": "3"})
    assert 'value="3"' in client.get(at("control_rules", cast.school)).content.decode()
    assert client.post(at("control_rules", cast.school), {"escalate_after": "0"}).status_code == 422
    client.post(at("controller", cast.school, roadmap.pk), {"user": cast.methodist.pk, "text": "Методист"})
    assert Roadmap.objects.get(pk=roadmap.pk).controller == cast.methodist
    due = pick("1.2").dues.get()
    link = at("roadmaps:due_step", cast.school, due.pk, "off_control")
    client.post(link, {"reason": "Решено иначе"})
    due.refresh_from_db()
    assert due.state == "off_control"
    assert sign_in(cast.teacher).get(link).status_code == 403


def test_hand_over_from_choice_to_act(cast, sign_in, roadmap):
    client = sign_in(cast.curator)
    link = at("hand_over", cast.school) + f"?leaver={cast.teacher.pk}"
    assert "Провести собрание" in client.get(link).content.decode()
    values = {"everything": cast.adviser.pk, "day": "2026-11-20"}
    preview = client.post(link, values).content.decode()
    assert "Передать дела" in preview
    assert not HandOver.objects.exists()
    done = client.post(link, values | {"sure": "yes"}, follow=True).content.decode()
    assert "Дела переданы: 2" in done
    act = client.get(at("hand_over_act", cast.school, HandOver.objects.get().pk))
    assert act.content[:2] == b"PK"


def test_next_year_is_previewed_then_made(cast, sign_in, roadmap, pick):
    client = sign_in(cast.curator)
    link = at("roll_over", cast.school, roadmap.pk)
    assert "Провести собрание" in client.get(link).content.decode()
    values = {"starts": "2027-09-01", "carry": [pick("1.2").pk], "until": "2027-09-20"}
    preview = client.post(link, values).content.decode()
    assert "Перешло из карты прошлого года" in preview
    assert Roadmap.objects.count() == 1
    client.post(link, values | {"sure": "yes"})
    assert Measure.objects.filter(carried_from__isnull=False).count() == 1
    assert Roadmap.objects.latest("pk").starts == dt.date(2027, 9, 1)


@pytest.mark.parametrize("name", ["controller", "roll_over"])
def test_another_tenants_roadmap_is_not_there(cast, sign_in, roadmap, foreign, name):
    assert sign_in(cast.curator).get(at(name, cast.school, foreign.pk)).status_code == 404


def test_employee_is_told_why(cast, sign_in, roadmap):
    refused = sign_in(cast.teacher).get(at("hand_over", cast.school))
    assert refused.status_code == 403
    assert sign_in(cast.curator).get(at("overview", cast.school)).status_code == 403
