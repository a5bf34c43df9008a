"""A declared list: filters, order and pages in the address, constant queries, fragments."""

from __future__ import annotations

import datetime as dt
import re
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.test import RequestFactory
from django.utils import timezone

from estafeta.core.lists.answers import show
from estafeta.core.lists.columns import Column, words
from estafeta.core.lists.filters import Choice, Dates, Search
from estafeta.core.lists.registry import Registry, list_rows
from estafeta.core.models import Job

DAY = dt.date(2026, 11, 21)
JOBS = Registry(
    title="Задания",
    columns=(
        Column("task", "Задание", lambda job: job.task, sort=("task",), url=lambda job: f"/job/{job.pk}/"),
        Column("state", "Состояние", lambda job: job.get_state_display(), sort=("state",), printed=False),
        Column("run_after", "Не раньше", lambda job: job.run_after, sort=("run_after",), css="narrow"),
        Column("attempts", "Попытки", lambda job: job.attempts, css="number"),
    ),
    filters=(
        Search(("task", "error")),
        Choice("state", "Состояние", Job.State.choices),
        Dates("run", "Не раньше", "run_after", moment=True),
    ),
    ordering="task",
    page_size=2,
)


@pytest.fixture
def jobs(db):
    rows = [("Ёлка", "waiting", 1), ("Выгрузка", "done", 2), ("сводка", "waiting", 3)]
    return [
        Job.queue.create(
            task=task, state=state, run_after=timezone.make_aware(dt.datetime(2026, 11, day, 23, 30)), attempts=day
        )
        for task, state, day in rows
    ]


def listing(address: str = ""):
    return list_rows(JOBS, Job.queue.all(), QueryDict(address), today=DAY)


def tasks(address: str = "") -> list[str]:
    return [job.task for job in listing(address).rows]


def answer(address: str = "", **extra):
    request = RequestFactory().get(f"/jobs/?{address}")
    request.user, request.htmx = AnonymousUser(), SimpleNamespace(target=None, history_restore_request=False)
    request.htmx = extra.get("htmx")
    return show(request, JOBS, Job.queue.all(), today=DAY, on_export=extra.get("on_export"))


def body(address: str = "", **extra) -> str:
    return answer(address, **extra).content.decode()


def test_list_without_an_address_is_in_its_usual_order(jobs):
    assert tasks() == ["Выгрузка", "Ёлка", "сводка"]
    assert listing().chips == []


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("q=ВЫГРУЗ", ["Выгрузка"]),
        ("q=елка", ["Ёлка"]),
        ("q=вы+рузка", ["Выгрузка"]),
        ("q=.*", []),
        ("q=%28", []),
        ("state=done", ["Выгрузка"]),
        ("state=nonsense&sort=run_after", ["Ёлка", "Выгрузка", "сводка"]),
        ("sort=-run_after", ["сводка", "Выгрузка", "Ёлка"]),
        ("sort=run_after&run_from=2026-11-02", ["Выгрузка", "сводка"]),
        ("sort=run_after&run_to=2026-11-02", ["Ёлка", "Выгрузка"]),
        ("run_from=2026-11-02&run_to=2026-11-02", ["Выгрузка"]),
        ("run_from=2 ноября&run_to=2.11", ["Выгрузка"]),
        ("run_from=когда-нибудь&sort=run_after", ["Ёлка", "Выгрузка", "сводка"]),
    ],
)
def test_list_narrows_and_sorts_by_the_address(jobs, address, expected):
    assert tasks(address) == expected


@pytest.mark.parametrize("sort", ["nonsense", "-attempts", "--task", "pk"])
def test_list_sorts_as_usual_by_an_unknown_column(jobs, sort):
    assert listing(f"sort={sort}").sort == "task"


def test_list_chips_say_the_filters_and_lead_away(jobs):
    chips = [(chip.label, chip.url) for chip in listing("q=вы&state=done&sort=-task&page=2").chips]
    assert chips == [
        ("Поиск: вы", "?state=done&sort=-task"),
        ("Состояние: готово", "?q=%D0%B2%D1%8B&sort=-task"),
        ("Сбросить", "?sort=-task"),
    ]


def test_list_chips_of_dates(jobs):
    chips = [chip.label for chip in listing("run_from=2026-11-02&run_to=2026-11-03").chips]
    assert chips == ["Не раньше с 02.11.2026", "Не раньше по 03.11.2026", "Сбросить"]


def test_list_headings_turn_the_order_round(jobs):
    heads = [(head.title, head.url, head.direction, head.css) for head in listing("state=waiting&sort=state").headings]
    assert heads == [
        ("Задание", "?state=waiting&sort=task", "", ""),
        ("Состояние", "?state=waiting&sort=-state", "ascending", "unprinted"),
        ("Не раньше", "?state=waiting&sort=run_after", "", "narrow"),
        ("Попытки", "", "", "number"),
    ]


@pytest.mark.parametrize(("page", "number"), [("1", 1), ("2", 2), ("99", 2), ("-5", 2), ("x", 1)])
def test_list_page_is_the_nearest(jobs, page, number):
    assert listing(f"page={page}").page.number == number


def test_list_pages_do_not_overlap_when_all_rows_tie(db):
    made = [Job.queue.create(task="одно", run_after=timezone.now(), key=str(n)).pk for n in range(5)]
    shown = [job.pk for number in (1, 2, 3) for job in listing(f"page={number}").page.object_list]
    assert shown == made


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_database_twice(db, rows, django_assert_num_queries):
    for number in range(rows):
        Job.queue.create(task="одно", run_after=timezone.now(), key=str(number))
    with django_assert_num_queries(2):
        body()


def test_list_page_shows_headings_rows_and_pager(jobs):
    page = body("sort=run_after")
    assert 'aria-sort="ascending"' in page
    assert re.search(
        rf'<th scope="row"[^>]*>\s*<a class="row-link" href="/job/{jobs[0].pk}/"\s*>Ёлка</a>\s*</th>', page
    )
    assert re.search(r'data-label="Попытки" class="number">\s*1\s*</td>', page)
    assert 'href="?sort=run_after&amp;page=2"' in page
    assert "<html" in page


def test_list_says_that_nothing_is_there(db):
    assert "Здесь пока ничего нет" in body()
    assert "<table" not in body()


def test_list_says_that_nothing_is_found(jobs):
    assert "Ничего не нашлось" in body("q=абракадабра")
    assert 'href="?"' in body("q=абракадабра")


def test_list_fragment_is_the_list_alone(jobs):
    fragment = body("q=вы", htmx=SimpleNamespace(target="list", history_restore_request=False))
    assert fragment.strip().startswith('<div id="list"')
    assert "<html" not in fragment


@pytest.mark.parametrize(("target", "restored"), [("side", False), ("list", True)])
def test_list_is_whole_for_other_requests_of_htmx(jobs, target, restored):
    assert "<html" in body(htmx=SimpleNamespace(target=target, history_restore_request=restored))


def test_list_answer_varies_by_htmx(jobs):
    assert "HX-Request" in answer()["Vary"]


def test_list_escapes_values(db):
    Job.queue.create(task="<b>жирно</b>", run_after=timezone.now())
    assert "<b>жирно</b>" not in body("q=<b>")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "да"),
        (False, "нет"),
        (12345, "12\u202f345"),
        (dt.date(2026, 9, 1), "1\xa0сентября"),
        ("слово", "слово"),
    ],
)
def test_words_of_a_value(value, text):
    assert words(value, DAY) == text


def test_words_of_a_moment_are_local():
    assert words(dt.datetime(2026, 11, 20, 22, 0, tzinfo=dt.UTC), DAY) == "сегодня в\xa01:00"
