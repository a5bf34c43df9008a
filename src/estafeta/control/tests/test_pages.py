from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from estafeta.control.models import HandOver
from estafeta.control.queries import Filters, matrix
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps.models import Measure, Roadmap
from estafeta.workbench.models import SavedView


def at(name, organisation, *keys):
    return reverse(name if ":" in name else f"control:{name}", args=[organisation.slug, *keys])


def test_matrix_list_and_file(cast, sign_in, roadmap, foreign):
    client = sign_in(cast.coordinator)
    shown = client.get(at("control", cast.department)).content.decode()
    assert "Полнота — сколько выполнено" in shown
    assert "Лесная" not in shown
    for axis in ("sections", "months", "nonsense"):
        assert client.get(at("control", cast.department), {"axis": axis}).status_code == 200
    rows = client.get(at("control_list", cast.department), {"organisation": cast.school.slug, "standing": "rest"})
    assert "Собрать отчёты" in rows.content.decode()
    file = client.get(at("control_export", cast.department))
    assert b"".join(file.streaming_content)[:2] == b"PK"


def test_matrix_asks_as_often_for_one_plan_as_for_many(cast, sign_in, roadmap, django_assert_max_num_queries):
    client = sign_in(cast.coordinator)
    client.get(at("control", cast.department))
    with django_assert_max_num_queries(30):
        client.get(at("control", cast.department))


def test_region_reads_numbers(cast, sign_in, roadmap):
    client = sign_in(cast.operator)
    shown = client.get(at("control", cast.ministry)).content.decode()
    assert "Муниципалитет" in shown
    assert cast.school.short_name.split()[1] not in shown.split("<main")[1]
    assert "видны только числа" in client.get(at("control_list", cast.ministry)).content.decode()


def test_reminder_is_previewed_then_sent(cast, sign_in, roadmap):
    client = sign_in(cast.coordinator)
    link = at("remind", cast.department)
    preview = client.post(link, {"selected": [cast.school.slug]}).content.decode()
    assert cast.curator.short_name in preview
    assert client.post(link, {"selected": [cast.school.slug], "sure": "yes", "text": ""}).status_code == 422
    sent = client.post(link, {"selected": [cast.school.slug], "sure": "yes", "text": "Сроки"}, follow=True)
    assert "Напоминание отправлено: 1" in sent.content.decode()


def test_view_is_saved_and_forgotten(cast, sign_in, roadmap):
    client = sign_in(cast.coordinator)
    client.post(at("save_view", cast.department), {"name": "Просроченное", "query": "only=late"})
    with tenant_scope(cast.department):
        view = SavedView.objects.get()
    assert (view.name, view.query) == ("Просроченное", "only=late")
    assert sign_in(cast.curator).post(at("forget_view", cast.school, view.pk)).status_code in (403, 404)
    client.post(at("forget_view", cast.department, view.pk))
    with tenant_scope(cast.department):
        assert not SavedView.objects.exists()


def test_rules_controller_and_off_control_pages(cast, sign_in, roadmap, pick):
    client = sign_in(cast.director)
    client.post(at("control_rules", cast.school), {"escalates": "on", "escalate_after": "3"})
    assert 'value="3"' in client.get(at("control_rules", cast.school)).content.decode()
    assert client.post(at("control_rules", cast.school), {"escalate_after": "0"}).status_code == 422
    client.post(at("controller", cast.school, roadmap.pk), {"user": cast.methodist.pk, "text": "Методист"})
    assert Roadmap.objects.get(pk=roadmap.pk).controller == cast.methodist
    due = pick("1.2").dues.get()
    client.post(at("off_control", cast.school, due.pk), {"note": "Решено иначе"})
    due.refresh_from_db()
    assert due.state == "off_control"
    assert sign_in(cast.teacher).get(at("off_control", cast.school, due.pk)).status_code == 403


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
    assert sign_in(cast.curator).get(at("control", cast.school)).status_code == 403


def test_empty_columns_are_hidden_and_shown_on_demand(cast, sign_in, roadmap):
    client = sign_in(cast.coordinator)
    page = client.get(at("control", cast.department)).content.decode()
    assert "Скрыто пустых столбцов: 5" in page
    assert "7. " not in page.partition("<thead>")[2].partition("</thead>")[0]
    every = client.get(at("control", cast.department), {"columns": "all", "kind": "school"}).content.decode()
    assert "7. " in every.partition("<thead>")[2].partition("</thead>")[0]
    assert "kind=school" in every.partition("Пустых столбцов: 5 · <a href=")[2].partition(">")[0]
    assert "пустых столбцов" not in client.get(at("control", cast.department), {"axis": "months"}).content.decode()


def test_columns_of_rows_that_a_filter_leaves_out_are_hidden_too(cast, roadmap, act, today):
    coordinator = act(cast.coordinator, cast.department)
    with tenant_scope(cast.department):
        assert [key for key, _ in matrix(coordinator, today, Filters()).columns] == ["1", "6"]
        nobody = matrix(coordinator, today, Filters(only="empty"))
        assert (nobody.columns, nobody.empty, len(nobody.rows) > 0) == ((), 7, True)
        assert len(matrix(coordinator, today, Filters(every_column=True)).columns) == 7


def test_list_behind_is_narrowed_by_standing_and_paged(cast, sign_in, roadmap, monkeypatch):
    monkeypatch.setattr("estafeta.control.views.PAGE", 2)
    client = sign_in(cast.coordinator)
    link = at("control_list", cast.department)
    page = client.get(link, {"organisation": cast.school.slug, "axis": "months"}).content.decode()
    assert page.count('<th scope="row">') == 2
    assert f"axis=months&amp;organisation={cast.school.slug}&amp;page=2" in page
    assert f"axis=months&amp;organisation={cast.school.slug}&amp;standing=late" in page
    late = client.get(link, {"standing": "late"}).content.decode()
    assert "Издать приказ" in late
    assert ", просрочено" in late
