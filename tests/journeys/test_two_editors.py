"""Two people change the same thing: the second sees both versions, chooses, and nothing is written over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from estafeta.accounts.models import User
from estafeta.documents.actions import PaperDraft, draft_paper
from estafeta.intake.draft import draft_of
from estafeta.intake.models import Load
from estafeta.intake.tests.answers import answer
from tests.forms import form_on

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Case:
    """Where, which field, what the first writes, what the second writes."""

    url: str
    field: str
    first: str
    second: str


@pytest.fixture
def load(in_school, curator, today) -> Load:
    """A file that has been read and waits to be checked."""
    values = {"file": "x.docx", "file_name": "карта.docx", "sha256": "0" * 64, "size": 1, "state": Load.State.READ}
    draft = draft_of(answer(), colleagues=[], today=today)
    return Load.objects.create(organisation=in_school.school, made_by=curator.user, draft=draft, **values)


ORDER = {
    "curator": {"name": "Петрова Анна Сергеевна", "post": "заместитель"},
    "starts": "2026-09-01",
    "duties": "вести базы",
}
CASES = {
    "measure": ("roadmaps:change_measure", "title", "Приказ издать", "Издать распоряжение"),
    "section": ("roadmaps:change_section", "title", "Начало", "Первые шаги"),
    "head": ("roadmaps:edit", "title", "План на год", "Карта на год"),
    "paper": ("documents:edit", "v_duties", "вести базы и отчёты", "вести реестры"),
    "card": ("organisations:change_card", "place", "г. Заречный-2", "пос. Заречный"),
    "membership": ("organisations:membership", "post", "учитель химии", "учитель физики"),
    "control": ("control:control_rules", "escalate_after", "5", "9"),
    "reminders": ("notifications:settings", "hour", "7", "10"),
    "load head": ("intake:load_head", "title", "Карта школы", "План школы"),
    "load row": ("intake:load_row", "title", "Собрать всех", "Провести встречу"),
    "load section": ("intake:load_section", "title", "Готовимся", "Подготовка к работе"),
}


@pytest.fixture
def case(request, in_school, roadmap, pick, curator, load) -> Case:
    name, field, first, second = CASES[request.param]
    keys: dict[str, list[Any]] = {
        "measure": [pick("1.1").pk],
        "section": [roadmap.sections.order_by("position")[0].pk],
        "head": [roadmap.pk],
        "membership": [in_school.teacher.memberships.get().pk],
        "load head": [load.pk],
        "load row": [load.pk, load.draft["rows"][0]["key"]],
        "load section": [load.pk, load.draft["sections"][0]["key"]],
    }
    if request.param == "paper":
        keys["paper"] = [draft_paper(actor=curator, kind="curator_order", draft=PaperDraft(ORDER)).pk]
    url = reverse(name, args=[in_school.school.slug, *keys.get(request.param, [])])
    return Case(url, field, first, second)


@pytest.fixture
def two(in_school, sign_in) -> tuple[Client, Client]:
    """Two people who may change everything here: the methodist has no patronymic rule of her own to rely on."""
    return sign_in(in_school.director), sign_in(in_school.curator)


def text(page: Any) -> str:
    return page.content.decode().replace("\xa0", " ")


def stands(client: Client, case: Case) -> str:
    """What the field says now."""
    return form_on(client.get(case.url), case.field)[case.field]


@pytest.mark.parametrize("case", CASES, indirect=True)
def test_second_save_shows_both_versions_and_writes_nothing(case: Case, two) -> None:
    first, second = two
    ours = form_on(first.get(case.url), case.field) | {case.field: case.first}
    theirs = form_on(second.get(case.url), case.field) | {case.field: case.second}
    assert first.post(case.url, ours).status_code == 302
    page = second.post(case.url, theirs)
    assert page.status_code == 422
    assert re.findall(r"Пока вы правили[^«]*", text(page)) == ["Пока вы правили, Громов П.А. изменил: "]
    assert text(page).count(case.first) >= 1
    assert form_on(page, case.field)[case.field] == case.second
    assert stands(first, case) == case.first


@pytest.mark.parametrize("chosen", ["mine", "theirs"])
@pytest.mark.parametrize("case", CASES, indirect=True)
def test_what_is_chosen_is_saved(case: Case, chosen: str, two) -> None:
    first, second = two
    ours = form_on(first.get(case.url), case.field) | {case.field: case.first}
    theirs = form_on(second.get(case.url), case.field) | {case.field: case.second}
    first.post(case.url, ours)
    again = form_on(second.post(case.url, theirs), case.field)
    assert again[f"take-{case.field}"] == "mine"
    again[f"take-{case.field}"] = chosen
    assert second.post(case.url, again).status_code == 302
    assert stands(first, case) == (case.second if chosen == "mine" else case.first)


def test_what_one_has_not_touched_is_taken_from_the_other(in_school, pick, two) -> None:
    url = reverse("roadmaps:change_measure", args=[in_school.school.slug, pick("1.1").pk])
    first, second = two
    ours = form_on(first.get(url), "title") | {"result": "Приказ в папке"}
    theirs = form_on(second.get(url), "title") | {"title": "Издать распоряжение"}
    first.post(url, ours)
    again = form_on(second.post(url, theirs), "title")
    assert {name: value for name, value in again.items() if name.startswith("take-")} == {"take-result": "theirs"}
    assert second.post(url, again).status_code == 302
    assert (pick("1.1").title, pick("1.1").result) == ("Издать распоряжение", "Приказ в папке")


def test_the_same_text_twice_is_no_conflict(in_school, pick, two) -> None:
    url = reverse("roadmaps:change_measure", args=[in_school.school.slug, pick("1.1").pk])
    first, second = two
    both = [form_on(client.get(url), "title") | {"title": "Издать распоряжение"} for client in two]
    assert [first.post(url, both[0]).status_code, second.post(url, both[1]).status_code] == [302, 302]


def test_a_step_of_another_kind_is_no_conflict(in_school, curator, two) -> None:
    """The paper was given for signature meanwhile: not a word of the form has changed."""
    made = draft_paper(
        actor=curator,
        kind="curator_order",
        draft=PaperDraft(ORDER),
    )
    url = reverse("documents:edit", args=[in_school.school.slug, made.pk])
    mine = form_on(two[1].get(url), "v_duties") | {"v_duties": "вести реестры"}
    two[0].post(reverse("documents:send", args=[in_school.school.slug, made.pk]))
    assert two[1].post(url, mine).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.filled["duties"]) == ("draft", "вести реестры")


def test_a_third_save_is_compared_with_what_stands_now(in_school, pick, two, sign_in) -> None:
    url = reverse("roadmaps:change_measure", args=[in_school.school.slug, pick("1.1").pk])
    first, second = two
    mine = form_on(second.get(url), "title") | {"title": "Моё"}
    first.post(url, form_on(first.get(url), "title") | {"title": "Раз"})
    again = form_on(second.post(url, mine), "title")
    first.post(url, form_on(first.get(url), "title") | {"title": "Два"})
    page = second.post(url, again)
    assert (page.status_code, "Два" in text(page), pick("1.1").title) == (422, True, "Два")


def test_deleted_meanwhile_is_said_and_the_text_survives(in_school, curator, two) -> None:
    made = draft_paper(actor=curator, kind="curator_order", draft=PaperDraft(ORDER))
    url = reverse("documents:edit", args=[in_school.school.slug, made.pk])
    mine = form_on(two[1].get(url), "v_duties") | {"v_duties": "вести реестры"}
    two[0].post(reverse("documents:delete", args=[in_school.school.slug, made.pk]), {"sure": "yes"})
    assert two[1].post(url, mine).status_code == 404


def test_gender_is_told_by_the_patronymic_alone(in_school, pick, two) -> None:
    url = reverse("roadmaps:change_measure", args=[in_school.school.slug, pick("1.1").pk])
    User.objects.filter(pk=in_school.director.pk).update(patronymic="")
    mine = form_on(two[1].get(url), "title") | {"title": "Моё"}
    two[0].post(url, form_on(two[0].get(url), "title") | {"title": "Раз"})
    assert "Громов П. изменил(а): «Мероприятие»." in text(two[1].post(url, mine))
