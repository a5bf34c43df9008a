"""The pages of an import, with and without scripts, and who may open them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from estafeta.core import jobs
from estafeta.core.imports.kinds import KINDS
from estafeta.organisations.models import Invitation
from estafeta.organisations.scope import tenant_scope
from estafeta.workbench.drafts.actions import discard_draft
from estafeta.workbench.drafts.expiry import forget_drafts
from estafeta.workbench.duties import duties_of
from estafeta.workbench.imports.reading import read_sheets
from estafeta.workbench.models import KEPT, Draft, SheetImport
from estafeta.workbench.tests.imports.sheets import PEOPLE, SCHOOLS, begun, brought, upload

HEADS = ("Почта", "Роль", "Должность")


def at(name, organisation, *args):
    return reverse(f"workbench:{name}", args=[organisation.slug, *args])


def plain(answer):
    return " ".join(answer.content.decode().split())


def test_from_the_file_to_the_result_and_back(cast, sign_in, in_school):
    client = sign_in(cast.curator)
    file = upload(HEADS, ("a@b.example", "сотрудник", "учитель"), ("kim@", "повар", ""))
    answer = client.post(at("import_start", cast.school, PEOPLE), {"file": file})
    draft = Draft.objects.get()
    assert answer["Location"] == at("import_check", cast.school, draft.pk)
    page = plain(client.get(answer["Location"]))
    assert "2 человека: 1 новый, 1 стоит проверить." in page
    assert "Внести: 1 нового" in page
    assert 'name="cell_3_email"' in page
    mended = client.post(
        at("import_line", cast.school, draft.pk, 3) + "?show=check&page=1",
        {"cell_3_email": "kim@b.example", "cell_3_role": "сотрудник"},
    )
    assert mended["Location"] == at("import_check", cast.school, draft.pk) + "?show=check&page=1"
    assert "Внести: 2 новых" in plain(client.get(mended["Location"]))
    draft.refresh_from_db()
    done = client.post(at("import_confirm", cast.school, draft.pk), {"version": draft.version}, follow=True)
    assert "2 новых." in plain(done)
    assert Invitation.objects.filter(email__in=["a@b.example", "kim@b.example"]).count() == 2
    again = client.post(at("import_confirm", cast.school, draft.pk), {"version": draft.version}, follow=True)
    assert again.redirect_chain == done.redirect_chain, "a second press leads to the same result"
    made = SheetImport.objects.get()
    undone = client.post(at("import_undo", cast.school, made.pk), follow=True)
    assert "2 строки." in plain(undone)
    assert "Отменить всю загрузку?" in plain(done)
    assert "Отменить всю загрузку?" not in plain(undone)


def test_htmx_gets_the_table_alone(cast, sign_in, in_school, curator):
    draft = begun(curator, PEOPLE, HEADS, ("kim@", "", ""))
    client = sign_in(cast.curator)
    answer = client.post(
        at("import_line", cast.school, draft.pk, 2) + "?show=check&page=1",
        {"cell_2_email": "kim@b.example"},
        headers={"HX-Request": "true"},
    )
    page = plain(answer)
    assert page.strip().startswith('<div id="sheet"')
    assert "Внести: 1 нового" in page


def test_a_pasted_table(cast, sign_in, in_school):
    pasted = "E-mail\tДолжность\r\na@b.example\tучитель"
    answer = sign_in(cast.curator).post(at("import_start", cast.school, PEOPLE), {"pasted": pasted}, follow=True)
    assert "«Вставленная таблица»" in plain(answer)
    assert "1 человек: 1 новый." in plain(answer)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Выберите файл или вставьте таблицу."),
        ({"pasted": "  "}, "Выберите файл или вставьте таблицу."),
        ({"pasted": "просто слова"}, "В файле нет таблицы"),
    ],
)
def test_what_is_no_table_is_said_beside_the_field(cast, sign_in, in_school, data, sentence):
    answer = sign_in(cast.curator).post(at("import_start", cast.school, PEOPLE), data)
    if sentence.startswith("В файле") and answer.status_code == 302:
        assert Draft.objects.count() == 1
        return
    assert answer.status_code == 422
    assert sentence in plain(answer)


def test_a_file_that_is_not_what_it_says(cast, sign_in, in_school):
    file = upload(HEADS)
    file.name = "список.csv"
    answer = sign_in(cast.curator).post(at("import_start", cast.school, PEOPLE), {"file": file})
    assert answer.status_code == 422
    assert "на самом деле другого вида, чем его имя" in plain(answer)
    assert not Draft.objects.exists()


def test_columns_are_given_another_meaning(cast, sign_in, in_school, curator):
    draft = begun(curator, PEOPLE, ("Адрес", "Кем"), ("a@b.example", "учитель"))
    address = at("import_columns", cast.school, draft.pk)
    client = sign_in(cast.curator)
    client.post(address, {"sheet": 0, "heading": 0, "column_0": "email", "column_1": "post"})
    page = plain(client.get(at("import_check", cast.school, draft.pk)))
    assert "Кем → Должность" in page
    wrong = {"sheet": 0, "heading": 0, "column_0": "nothing", "column_1": ""}
    assert client.post(address, wrong).status_code == 400


def test_the_sample_comes_back_with_nothing_in_it(cast, sign_in, in_school):
    client = sign_in(cast.curator)
    content = client.get(at("import_sample", cast.school, PEOPLE)).content
    sheets = read_sheets(content, "образец.xlsx", 100)
    assert [sheet["name"] for sheet in sheets] == ["Список", "Пояснения"]
    file = upload()
    file.file.write(content)
    file.file.seek(0)
    file.size = len(content)
    answer = client.post(at("import_start", cast.school, PEOPLE), {"file": file}, follow=True)
    assert "Строк под заголовком нет." in plain(answer)


def test_a_long_import_shows_how_far_it_is(cast, sign_in, in_school, curator):
    made = brought(curator, PEOPLE, HEADS, *[(f"n{number}@b.example", "", "") for number in range(150)])
    client, address = sign_in(cast.curator), at("import_result", cast.school, made.pk)
    assert "Ждём очереди" in plain(client.get(address))
    part = client.get(address, headers={"HX-Request": "true"})
    assert "Ждём очереди" in plain(part)
    assert "<html" not in plain(part)
    jobs.run_all()
    assert client.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert "150 новых." in plain(client.get(address))


@pytest.mark.parametrize(
    ("who", "code"), [("curator", 200), ("director", 200), ("teacher", 403), ("methodist", 403), ("stranger", 404)]
)
def test_who_may_begin(cast, sign_in, who, code):
    assert sign_in(getattr(cast, who)).get(at("import_start", cast.school, PEOPLE)).status_code == code


def test_what_a_school_may_not_bring_in(cast, sign_in):
    client = sign_in(cast.curator)
    assert client.get(at("import_start", cast.school, SCHOOLS)).status_code == 403
    assert client.get(at("import_start", cast.school, "nothing.here")).status_code == 404
    page = plain(client.get(at("imports", cast.school)))
    assert "Приглашения сотрудников" in page
    assert "Организации</a>" not in page


def test_drafts_and_imports_of_others_do_not_exist(cast, sign_in, in_school, curator):
    draft = begun(curator, PEOPLE, HEADS, ("a@b.example", "", ""))
    made = brought(curator, PEOPLE, HEADS, ("c@b.example", "", ""))
    director, stranger = sign_in(cast.director), sign_in(cast.stranger)
    for name, args in (
        ("import_check", [draft.pk]),
        ("import_columns", [draft.pk]),
        ("import_line", [draft.pk, 2]),
        ("import_confirm", [draft.pk]),
        ("draft_discard", [draft.pk]),
    ):
        ask = director.get if name == "import_check" else director.post
        answer = ask(at(name, cast.school, *args), {"version": 1} if name == "import_confirm" else {})
        assert answer.status_code == 404, name
    assert director.get(at("import_result", cast.school, made.pk)).status_code == 200, "what was brought in is of all"
    assert stranger.get(at("import_result", cast.forest_school, made.pk)).status_code == 404
    assert stranger.get(at("import_result", cast.school, made.pk)).status_code == 404
    assert sign_in(cast.teacher).get(at("import_result", cast.school, made.pk)).status_code == 403


def test_a_draft_waits_in_today_and_is_forgotten_after_thirty_days(cast, sign_in, in_school, curator, today):
    draft = begun(curator, PEOPLE, HEADS, ("a@b.example", "", ""))
    lines = [duty for duty in duties_of(curator, today) if duty.key == f"draft:{draft.pk}"]
    assert [(duty.title, duty.verb, duty.url) for duty in lines] == [
        ("список.xlsx", "Продолжить", at("import_check", cast.school, draft.pk)),
    ]
    client = sign_in(cast.curator)
    assert "список.xlsx" in plain(client.get(at("drafts", cast.school)))
    assert "Не закончено: список.xlsx" in plain(client.get(at("import_start", cast.school, PEOPLE)))
    assert forget_drafts(now=draft.updated_at + KEPT) == 0
    assert Draft.objects.filter(pk=draft.pk).exists()
    draft.refresh_from_db()
    assert forget_drafts(now=draft.updated_at + KEPT * 1.0001) == 1
    assert not Draft.objects.filter(pk=draft.pk).exists()


def test_a_discarded_draft_is_gone(cast, sign_in, in_school, curator):
    draft = begun(curator, PEOPLE, HEADS, ("a@b.example", "", ""))
    answer = sign_in(cast.curator).post(at("draft_discard", cast.school, draft.pk), follow=True)
    assert "Убрано. Ничего не внесено." in plain(answer)
    assert not Draft.objects.exists()
    other = begun(curator, PEOPLE, HEADS, ("a@b.example", "", ""))
    discard_draft(actor=curator, draft=other)
    assert not Invitation.objects.filter(email="a@b.example").exists()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_page_asks_as_often_for_any_number_of_lines(
    cast, sign_in, in_school, curator, count, django_assert_max_num_queries
):
    draft = begun(curator, PEOPLE, HEADS, *[(f"n{number}@b.example", "", "") for number in range(count)])
    client = sign_in(cast.curator)
    client.get(at("import_check", cast.school, draft.pk))
    with django_assert_max_num_queries(33) as counted:
        client.get(at("import_check", cast.school, draft.pk))
    ASKED.add(len(counted))
    assert len(ASKED) == 1


ASKED: set[int] = set()


def test_lists_lead_to_their_imports(cast, sign_in):
    members = plain(sign_in(cast.curator).get(reverse("organisations:members", args=[cast.school.slug])))
    assert at("import_start", cast.school, PEOPLE) in members
    below = plain(sign_in(cast.coordinator).get(reverse("organisations:below", args=[cast.department.slug])))
    assert at("import_start", cast.department, SCHOOLS) in below


def test_every_kind_declares_itself_wholly(cast, act):
    coordinator, curator = act(cast.coordinator, cast.department), act(cast.curator, cast.school)
    for kind in KINDS.values():
        for actor in (coordinator, curator):
            variants = [code for code, _ in kind.variants(actor)] or [""]
            with tenant_scope(actor.organisation):
                for variant in variants:
                    columns = kind.columns(actor, variant)
                    keys = [column.key for column in columns]
                    assert len(keys) == len(set(keys)), kind.code
                    for column in (column for column in columns if column.example):
                        assert column.read(column.example) is not None, (kind.code, column.title)
