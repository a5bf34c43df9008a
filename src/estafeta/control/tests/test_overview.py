"""The page of the matrix and what is done from it."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from io import BytesIO

import pytest
from django.urls import reverse

from estafeta.control.reminders import DEFAULT_TEXT, recipients
from estafeta.core.models import JournalLine
from estafeta.notifications.models import Notice
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps.models import Due
from estafeta.workbench.models import SavedView

TODAY = dt.date(2026, 11, 21)


def at(name, organisation, *keys):
    return reverse(name if ":" in name else f"control:{name}", args=[organisation.slug, *keys])


def cells_of(file) -> str:
    book = zipfile.ZipFile(BytesIO(b"".join(file.streaming_content)))
    return "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))


def test_page_list_and_file(cast, sign_in, roadmap, foreign):
    client = sign_in(cast.coordinator)
    shown = client.get(at("overview", cast.department)).content.decode()
    assert "Полнота — сколько выполнено" in shown
    assert "Лесная" not in shown
    for axis in ("sections", "months", "nonsense"):
        assert client.get(at("overview", cast.department), {"axis": axis}).status_code == 200
    rows = client.get(at("overview_list", cast.department), {"organisation": cast.school.slug, "standing": "rest"})
    assert "Собрать отчёты" in rows.content.decode()
    everybody = cells_of(client.get(at("overview_export", cast.department)))
    assert all(row.short_name in everybody for row in cast.institutions)


def test_ticked_rows_leave_as_a_file_alone(cast, sign_in, roadmap):
    client = sign_in(cast.coordinator)
    values = {"selected": [cast.school.slug]}
    file = cells_of(client.post(at("overview_export", cast.department), values))
    assert cast.school.short_name in file
    assert cast.college.short_name not in file
    foreign = {"selected": [cast.forest_school.slug]}
    assert cast.forest_school.short_name not in cells_of(client.post(at("overview_export", cast.department), foreign))
    with tenant_scope(cast.department):
        assert JournalLine.objects.filter(verb="control.export_overview").count() == 2


def test_region_reads_numbers(cast, sign_in, roadmap):
    client = sign_in(cast.operator)
    shown = client.get(at("overview", cast.ministry)).content.decode()
    assert "Муниципалитет" in shown
    assert cast.school.short_name.split()[1] not in shown.split("<main")[1]
    assert "list/?" not in shown
    assert "видны только числа" in client.get(at("overview_list", cast.ministry)).content.decode()


def test_reminder_names_what_is_overdue_and_is_previewed_first(
    cast, sign_in, roadmap, django_capture_on_commit_callbacks
):
    client = sign_in(cast.coordinator)
    link = at("remind", cast.department)
    preview = client.post(link, {"selected": [cast.school.slug]}).content.decode()
    assert cast.curator.short_name in preview
    assert "Просрочено 1: 1.1 Издать приказ (25" in preview
    assert DEFAULT_TEXT in preview
    assert client.post(link, {"selected": [cast.school.slug], "sure": "True", "text": ""}).status_code == 422
    assert not Notice.objects.filter(kind="control.reminded").exists()
    with django_capture_on_commit_callbacks(execute=True):
        values = {"selected": [cast.school.slug, cast.college.slug], "sure": "True", "text": DEFAULT_TEXT}
        sent = client.post(link, values, follow=True)
    assert "Напоминание отправлено" in sent.content.decode()
    with tenant_scope(cast.department):
        told = {row.user: row.sentence for row in Notice.objects.filter(kind="control.reminded")}
    assert "1.1 Издать приказ" in told[cast.curator]
    assert all("{" not in words for words in told.values())
    assert "Никто не выбран" in client.post(link, {"selected": [cast.forest_school.slug]}).content.decode()


@pytest.mark.parametrize(("late", "tail"), [(1, ")."), (5, ")."), (6, ") и ещё 1.")])
def test_five_overdue_dues_are_named(cast, roadmap, pick, late, tail):
    Due.objects.exclude(measure=pick("1.1")).delete()
    for number in range(late - 1):
        pick("1.1").dues.create(due_on=dt.date(2026, 10, 1 + number))
    (one,) = recipients([cast.school], TODAY)
    assert one.overdue.startswith(f"Просрочено {late}: ")
    assert one.overdue.endswith(tail)
    assert one.overdue.count("1.1 Издать приказ") == min(late, 5)


def test_recipients_cost_as_much_for_one_as_for_many(cast, roadmap, django_assert_num_queries):
    with tenant_scope(cast.department):
        for chosen in ([cast.school], cast.institutions):
            with django_assert_num_queries(2):
                found = recipients(list(chosen), TODAY)
    by_name = {one.organisation: (one.people, one.overdue) for one in found}
    assert by_name[cast.school][0] == (cast.curator,)
    assert by_name[cast.college][1] == "Просроченного нет."


def test_filters_are_kept_under_a_name_and_forgotten(cast, sign_in, roadmap):
    client = sign_in(cast.coordinator)
    here = at("overview", cast.department)
    values = {"page": "control-overview", "name": "Просроченное", "query": "only=late&axis=&page=3"}
    client.post(at("workbench:keep_view", cast.department), values | {"next": here})
    client.post(at("workbench:keep_view", cast.department), values | {"query": "only=late"})
    with tenant_scope(cast.department):
        view = SavedView.objects.get()
    assert (view.name, view.query) == ("Просроченное", "only=late")
    shown = client.get(here, {"only": "late"}).content.decode()
    assert re.search(r'href="\?only=late"\s+class="menu__item"\s+aria-current="true"', shown)
    assert sign_in(cast.curator).post(at("workbench:drop_view", cast.school, view.pk)).status_code == 404
    assert client.post(at("workbench:keep_view", cast.department), values | {"name": " "}).status_code == 422
    client.post(at("workbench:drop_view", cast.department, view.pk), {"next": here})
    with tenant_scope(cast.department):
        assert not SavedView.objects.exists()
        assert JournalLine.objects.filter(verb__startswith="workbench.").count() == 3


def test_empty_columns_are_hidden_and_shown_on_demand(cast, sign_in, roadmap):
    client = sign_in(cast.coordinator)
    page = client.get(at("overview", cast.department)).content.decode()
    assert "Скрыто пустых столбцов: 7" in page
    assert "7. " not in page.partition("<thead>")[2].partition("</thead>")[0]
    every = client.get(at("overview", cast.department), {"columns": "all", "kind": "school"}).content.decode()
    assert "7. " in every.partition("<thead>")[2].partition("</thead>")[0]
    assert "kind=school" in every.partition("Пустых столбцов: 7, <a href=")[2].partition(">")[0]


def test_list_behind_is_narrowed_by_standing_and_paged(cast, sign_in, roadmap, monkeypatch):
    monkeypatch.setattr("estafeta.control.views.PAGE", 2)
    client = sign_in(cast.coordinator)
    link = at("overview_list", cast.department)
    page = client.get(link, {"organisation": cast.school.slug, "axis": "months"}).content.decode()
    assert page.count('<th scope="row">') == 2
    assert f"axis=months&amp;organisation={cast.school.slug}&amp;page=2" in page
    assert f"axis=months&amp;organisation={cast.school.slug}&amp;standing=late" in page
    late = client.get(link, {"standing": "late"}).content.decode()
    assert "Издать приказ" in late
    assert ", просрочено" in late


def test_cell_leads_to_its_list(cast, sign_in, roadmap):
    client = sign_in(cast.coordinator)
    page = client.get(at("overview", cast.department)).content.decode()
    link = f"list/?organisation={cast.school.slug}&amp;column=6"
    assert f'<a href="{link}" aria-label="0 из 4">' in page
    behind = client.get(at("overview", cast.department) + link.replace("&amp;", "&")).content.decode()
    assert "4\N{NO-BREAK SPACE}срока" in behind
