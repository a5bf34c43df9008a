from __future__ import annotations

import datetime as dt

import pytest

from estafeta.accounts.models import User
from estafeta.core.refusals import Refusal
from estafeta.intake import draft as drafts
from estafeta.intake import editing
from estafeta.intake.building import count_dues, count_rows, roadmap_draft
from estafeta.intake.draft import anchor, draft_of, school_year
from estafeta.intake.matching import Matcher, role_of
from estafeta.intake.tests.answers import answer, measure

TODAY = dt.date(2026, 11, 21)
ANNA = User(pk=7, last_name="Петрова", first_name="Анна", patronymic="Сергеевна")


@pytest.fixture
def draft():
    return draft_of(answer(), colleagues=[ANNA], today=TODAY)


def test_rows_keep_reading_order_and_parents(draft):
    assert [(row["key"], row["parent"], row["number"]) for row in draft["rows"]] == [
        ("s1m1", "", "1.1"),
        ("s1m2", "", "1.2"),
        ("s1m2-1", "s1m2", "1.2.1"),
        ("s2m1", "", "2.1"),
    ]


def test_doubts_come_serious_first_and_know_their_row(draft):
    assert [(doubt["severity"], doubt["row"], doubt["field"]) for doubt in draft["doubts"]] == [
        ("high", "s1m1", "title"),
        ("medium", "s2m1", "title"),
        ("low", "", ""),
    ]


def test_values_light_their_place_in_the_original(draft):
    cell = draft["source"][1]["rows"][0][0]
    assert cell["id"] == draft["rows"][0]["places"]["title"] == anchor("таблица 1, строка 1.1, столбец 2")


def test_a_huge_original_is_cut_but_read_whole(monkeypatch):
    monkeypatch.setattr(drafts, "LARGEST_SOURCE", 1)
    blocks = draft_of(answer(), colleagues=[], today=TODAY)["source"]
    assert [block["sort"] for block in blocks] == ["paragraph", "cut"]


def test_without_a_period_the_school_year_stands_and_says_so():
    head = draft_of(answer() | {"period": None}, colleagues=[], today=TODAY)["head"]
    assert (head["starts"], head["ends"], head["period_guessed"]) == ("2026-09-01", "2027-08-31", True)


@pytest.mark.parametrize(
    ("change", "layout"),
    [
        ({"reporting": [{"to": "Центр", "when": "май"}]}, "informing8"),
        ({"responsible_columns": {"муниципальные": "Центр", "школа": "куратор"}}, "two_responsibles"),
        ({}, "classic5"),
    ],
)
def test_print_layout_follows_the_columns(change, layout):
    read = answer()
    read["sections"][0]["measures"].append(measure("1.3", "Ещё одно", **change))
    assert draft_of(read, colleagues=[], today=TODAY)["head"]["layout"] == layout


@pytest.mark.parametrize(
    ("text", "sort", "user", "role"),
    [
        ("Петрова А.С.", "person", 7, ""),
        ("А. С. Петрова", "person", 7, ""),
        ("Петрова Анна Сергеевна", "person", 7, ""),
        ("Петрова В.С.", "person", None, ""),
        ("Иванова А.С.", "person", None, ""),
        ("Куратор РЦМН", "role", None, "curator"),
        ("зам. директора по УВР", "role", None, ""),
        ("Заведующий ДОУ", "role", None, "director"),
        ("Управление образования", "organisation", None, ""),
    ],
)
def test_responsibles_are_recognised_only_when_one_fits(text, sort, user, role):
    assert Matcher([ANNA]).match(text, sort) == {"text": text, "sort": sort, "user_id": user, "role": role}


def test_two_of_one_name_are_nobody():
    twin = User(pk=8, last_name="Петрова", first_name="Алла", patronymic="Степановна")
    assert Matcher([ANNA, twin]).person("Петрова А.С.") is None
    assert role_of("учителя-предметники") == ""


def test_correcting_a_row_settles_its_doubts_and_marks_it(draft):
    new = editing.correct_row(draft, "s2m1", {"title": "Собрать сводный отчёт"})
    assert editing.find(new, "rows", "s2m1")["corrected"] is True
    assert [doubt["checked"] for doubt in new["doubts"]] == [False, True, False]
    assert [doubt["checked"] for doubt in draft["doubts"]] == [False, False, False]


def test_leaving_out_takes_parts_along_and_back(draft):
    out = editing.leave_out(draft, "s1m2", out=True)
    assert [row["key"] for row in out["rows"] if row["left_out"]] == ["s1m2", "s1m2-1"]
    assert count_rows(out) == 2
    back = editing.leave_out(out, "s1m2", out=False)
    assert count_rows(back) == 4


def test_moving_to_another_section_keeps_reading_order(draft):
    moved = editing.move_to_section(draft, "s1m2", "s2")
    assert [(row["key"], row["section"]) for row in moved["rows"]] == [
        ("s1m1", "s1"),
        ("s1m2", "s2"),
        ("s1m2-1", "s2"),
        ("s2m1", "s2"),
    ]


def test_what_is_not_there_is_refused(draft):
    with pytest.raises(Refusal, match="уже нет"):
        editing.correct_row(draft, "s9m9", {})


def test_built_plan_has_no_left_out_rows(draft):
    plan = roadmap_draft(editing.leave_out(draft, "s1m1", out=True))
    assert [(s.number, [m.number for m in s.measures]) for s in plan.sections] == [("1", ["1.2"]), ("2", ["2.1"])]
    assert [child.number for child in plan.sections[0].measures[0].children] == ["1.2.1"]
    assert plan.sections[0].measures[0].responsibles[0].user_id == 7
    assert (plan.starts, plan.ends, plan.approved_date) == (
        dt.date(2026, 9, 1),
        dt.date(2027, 8, 31),
        dt.date(2026, 8, 25),
    )


def test_dues_are_counted_as_they_will_be_made(draft):
    assert (count_rows(draft), count_dues(draft)) == (4, 4)
    monthly = editing.correct_row(draft, "s1m1", {"deadline_text": "сентябрь 2026, май 2027"})
    assert count_dues(monthly) == 5


@pytest.mark.parametrize(
    ("day", "year"), [("2026-06-30", 2025), ("2026-07-01", 2026), ("2026-12-31", 2026), ("2027-01-01", 2026)]
)
def test_draft_without_years_is_of_the_school_year_that_people_plan_on_its_day(day, year):
    assert school_year(dt.date.fromisoformat(day)) == (f"{year}-09-01", f"{year + 1}-08-31")
