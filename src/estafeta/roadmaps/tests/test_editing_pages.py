from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from estafeta.roadmaps import actions
from estafeta.roadmaps.models import Due, DueMove, Measure, Proof, Section

HX = {"HX-Request": "true"}


@pytest.fixture
def client(sign_in, cast):
    return sign_in(cast.curator)


@pytest.fixture
def url(cast):
    return lambda name, *args: reverse(name if ":" in name else f"roadmaps:{name}", args=[cast.school.slug, *args])


def titles(roadmap) -> list[str]:
    rows = Section.objects.filter(roadmap=roadmap, removed_at__isnull=True).order_by("position")
    return [row.title for row in rows]


def test_sections_are_added_changed_moved_and_removed(client, url, roadmap) -> None:
    client.post(url("add_section", roadmap.pk), {"title": "Итоги", "number": "3", "stage": "7"})
    assert titles(roadmap) == ["Подготовка", "Работа пар", "Итоги"]
    last = Section.objects.get(title="Итоги")
    client.post(url("change_section", last.pk), {"title": "Завершение", "number": "3"})
    client.post(url("section_step", last.pk, "up"))
    assert titles(roadmap) == ["Подготовка", "Завершение", "Работа пар"]
    client.post(url("section_step", last.pk, "down"))
    assert titles(roadmap) == ["Подготовка", "Работа пар", "Завершение"]
    assert client.post(url("section_step", last.pk, "down")).status_code == 404
    client.post(url("section_step", last.pk, "delete"))
    assert titles(roadmap) == ["Подготовка", "Работа пар"]
    assert client.post(url("add_section", roadmap.pk), {"title": " "}).status_code == 422


def test_head_is_changed_archived_and_restored(client, url, roadmap) -> None:
    data = {"title": "Новая", "starts": "2026-09-01", "ends": "2027-06-30", "layout": "roles5", "order_number": "12-п"}
    client.post(url("edit", roadmap.pk), data)
    roadmap.refresh_from_db()
    assert (roadmap.title, roadmap.ends, roadmap.order_number) == ("Новая", dt.date(2027, 6, 30), "12-п")
    assert client.post(url("edit", roadmap.pk), data | {"ends": "2020-01-01"}).status_code == 422
    client.post(url("archive", roadmap.pk))
    roadmap.refresh_from_db()
    assert roadmap.state == "archived"
    client.post(url("restore", roadmap.pk))
    client.post(url("renumber", roadmap.pk), headers={"Referer": "http://testserver/"})
    roadmap.refresh_from_db()
    assert roadmap.state == "draft"


def test_measure_is_split_moved_and_given_kinds(client, url, roadmap, pick) -> None:
    measure, target = pick("1.1"), pick("2.1")
    client.post(url("split", measure.pk), {"titles": "Издать приказ\nРазослать приказ"})
    assert Measure.objects.filter(title="Разослать приказ").count() == 1
    client.post(url("move_measure", measure.pk), {"place": f"{target.section_id}:{target.pk}"})
    measure.refresh_from_db()
    assert measure.section_id == target.section_id
    client.post(url("kinds", measure.pk), {"kinds": ["regulation", "introduction_order"]})
    assert set(measure.kinds.values_list("code", "confirmed_by_person")) == {
        ("regulation", True),
        ("introduction_order", True),
    }


def test_people_are_assigned_recognised_and_removed(client, url, roadmap, pick, cast) -> None:
    measure = pick("1.1")
    printed = measure.responsibles.get()
    client.post(url("assign", measure.pk), {"who": f"u{cast.director.pk}", "of": printed.pk})
    assert [(row.text, row.user) for row in measure.responsibles.all()] == [("Куратор", cast.director)]
    client.post(url("assign", measure.pk), {"who": "rclerk"})
    added = measure.responsibles.get(role="clerk")
    client.post(url("unassign", measure.pk, added.pk))
    assert measure.responsibles.count() == 1
    assert client.post(url("assign", measure.pk), {"who": f"u{cast.stranger.pk}"}).status_code == 422


def test_dues_proofs_and_remarks_from_the_card(client, url, roadmap, pick) -> None:
    measure = pick("1.1")
    client.post(url("add_due", measure.pk), {"due_on": "2026-12-01", "starts": "2026-11-25"})
    assert client.post(url("add_due", measure.pk), {"due_on": "2026-12-01", "starts": "2026-12-25"}).status_code == 422
    due = measure.dues.get(due_on="2026-12-01")
    client.post(url("due_step", due.pk, "start"))
    client.post(url("due_step", due.pk, "cancel"), {"reason": "Объединили"})
    due.refresh_from_db()
    assert (due.state, due.closed_reason) == ("cancelled", "Объединили")
    client.post(url("due_step", due.pk, "reopen"))
    assert client.get(url("due_step", due.pk, "reopen")).status_code == 404
    assert client.get(url("due_step", due.pk, "explode")).status_code == 404
    client.post(url("add_proof", measure.pk), {"text": "https://example.org/order"})
    assert client.post(url("add_proof", measure.pk), {"text": " "}).status_code == 422
    client.post(url("remove_proof", Proof.objects.get().pk))
    assert Proof.objects.get().removed_at is not None
    client.post(url("remark", measure.pk), {"text": "Ждём подпись"})
    assert client.post(url("remark", measure.pk), {"text": " "}).status_code == 422
    page = client.get(url("measure", measure.pk)).content.decode()
    assert "Ждём подпись" in page
    assert "Объединили" in page


def test_request_is_refused_with_a_note_or_withdrawn(sign_in, cast, url, roadmap, pick) -> None:
    due = pick("1.2").dues.get()
    teacher, director = sign_in(cast.teacher), sign_in(cast.director)
    ask = {"new_date": "2026-12-05", "reason": "Карантин"}
    teacher.post(url("ask_move", due.pk), ask)
    director.post(url("decide_move", DueMove.objects.latest("pk").pk, "refuse"), {"note": "Успеваем"})
    teacher.post(url("ask_move", due.pk), ask)
    teacher.post(url("decide_move", DueMove.objects.latest("pk").pk, "withdraw"))
    assert list(DueMove.objects.order_by("pk").values_list("state", flat=True)) == ["refused", "withdrawn"]
    assert Due.objects.get(pk=due.pk).due_on == dt.date(2026, 11, 25)


def test_bulk_assigns_and_moves(client, url, roadmap, pick, cast) -> None:
    rows = [pick("1.1").pk, pick("1.2").pk]
    client.post(url("bulk", roadmap.pk), {"act": "assign", "selected": rows, "sure": "yes", "who": "rdirector"})
    assert pick("1.2").responsibles.filter(role="director").exists()
    data = {"act": "move", "selected": rows, "sure": "yes", "new_date": "2026-12-20", "reason": "Отпуск"}
    client.post(url("bulk", roadmap.pk), data)
    assert DueMove.objects.filter(state="asked").count() == 2
    wrong = client.post(url("bulk", roadmap.pk), {"act": "assign", "selected": rows, "sure": "yes", "who": ""})
    assert wrong.status_code == 422
    for strange in ({"act": "burn"}, {"selected": [*rows, "0"]}, {"selected": ["x"]}):
        told = client.post(url("bulk", roadmap.pk), {"act": "assign", "selected": rows, "who": "rmethodist"} | strange)
        assert (told.status_code, "Карта изменилась" in told.content.decode()) == (422, True)


def test_rows_alone_are_sent_to_htmx_and_stages_group_them(client, url, roadmap) -> None:
    page = client.get(url("plan", roadmap.pk) + "?by=stages", headers=HX)
    assert [group.number for group in page.context["plan"].groups] == ["1", "2", "3", "4", "5", "6", "7"]
    assert "<html" not in page.content.decode()


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("?when=open&stage=1", {"1.1", "1.2"}),
        ("?when=done", set()),
        ("?when=month", {"1.2"}),
        ("?bare=on&stage=1", {"1.1", "1.2"}),
    ],
)
def test_more_filters(client, url, roadmap, query: str, numbers: set[str]) -> None:
    page = client.get(url("plan", roadmap.pk) + query)
    assert {row.number for group in page.context["plan"].groups for row in group.rows} == numbers


def test_kind_and_person_filters(client, url, roadmap, pick, curator, cast) -> None:
    actions.set_kinds(actor=curator, measure=pick("1.1"), codes=["regulation"])
    page = client.get(url("plan", roadmap.pk) + "?kind=regulation&responsible=r:curator")
    assert {row.number for group in page.context["plan"].groups for row in group.rows} == {"1.1"}


def test_nothing_yet_leads_to_a_beginning(client, url, in_school, foreign) -> None:
    assert "Загрузить карту" in client.get(url("roadmap")).content.decode()
    assert "Загрузить карту" in client.get(url("today:today")).content.decode()


def test_new_from_a_template(client, url, in_school) -> None:
    answer = client.post(url("intake:new"), {"way": "template", "code": "college", "year": "2026"})
    assert answer.status_code == 302
    assert client.get(answer.url).status_code == 200
