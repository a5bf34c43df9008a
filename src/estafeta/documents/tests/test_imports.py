"""A spreadsheet as papers: lines of one paper together, fields read as their sort says, faults at their cells."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from docforge import kinds
from estafeta.core.imports.kinds import KINDS
from estafeta.core.rights import may
from estafeta.documents.imports import values_of
from estafeta.documents.models import PaperBatch
from estafeta.documents.tests.conftest import sheet_file
from estafeta.documents.tests.lists import BOSS, HEADS, line
from estafeta.organisations.scope import tenant_scope
from estafeta.workbench.imports.checking import check
from estafeta.workbench.imports.reading import read_sheets
from estafeta.workbench.imports.recognising import heading_of, meanings_of
from estafeta.workbench.imports.sample import sample
from estafeta.workbench.models import Draft, SheetImport

PAPERS = KINDS["documents.papers"]
cells = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=20)


def checked(actor, *rows, heads=HEADS, variant="pair_order"):
    sheets = read_sheets(sheet_file(heads, *rows).read(), "пары.xlsx", 2_000)
    columns = PAPERS.columns(actor, variant)
    heading = heading_of(sheets[0]["rows"], columns, {})
    source = {"import": PAPERS.code, "variant": variant, "file": "пары.xlsx", "sheets": sheets, "sheet": 0}
    source |= {"heading": heading, "meanings": meanings_of(sheets[0]["rows"], heading, columns, {})}
    return check(PAPERS, actor, source | {"edits": {}, "choices": {}, "kept": {}, "left": []})


def papers(actor, *rows, **more):
    kind = kinds.load()[more.get("variant", "pair_order")]
    found = checked(actor, *rows, **more)
    assert [line.wrong for line in found.lines if line.wrong] == []
    return [values_of(kind, actor.organisation.kind, line.item) for line in found.lines]


def test_lines_with_the_same_key_are_one_paper(in_school, curator):
    first, second = papers(curator, line("1", "Орлова"), line("1", "Фомина"), line("2", "Климов"))
    assert [row[0] for row in first["pairs"]] == ["Орлова", "Фомина"]
    assert [row[0] for row in second["pairs"]] == ["Климов"]
    assert first["starts"] == "2026-09-01"
    assert first["curator"] == {"name": "Петрова Анна Сергеевна", "post": "заместитель директора"}
    assert first["pairs"][0] == ["Орлова", "Сидоров Олег, 7 «А»", "педагог — ученик", ""]


def test_key_may_be_left_out_below_come_again_later_or_be_a_number(in_school, curator):
    rows = (line(1, "Орлова"), line("", "Фомина"), line(2, "Климов"), line(1.0, "Рябов"))
    assert [len(paper["pairs"]) for paper in papers(curator, *rows)] == [3, 1]


def test_without_a_key_each_line_is_a_paper(in_school, curator):
    rows = [line("", name)[1:] for name in ("Орлова", "Фомина")]
    assert [len(paper["pairs"]) for paper in papers(curator, *rows, heads=HEADS[1:])] == [1, 1]


def test_faults_stand_at_their_cells(in_school, curator):
    found = checked(
        curator, line("1", "Орлова"), line("2", "Климов", day="завтра"), line("3", "Рябов", boss=""),
        ("4", dt.date(2026, 9, 1), BOSS, "", "", "", ""),
    )  # fmt: skip
    wrong = [[(cell.number, cell.key, cell.problem) for cell in row.wrong] for row in found.lines]
    assert wrong == [
        [],
        [(3, "starts", "не похоже на дату")],
        [(4, "curator", "нужно заполнить")],
        [(5, "pairs.0", "нужно заполнить")],
    ]


def test_a_fault_of_a_later_line_is_named_there(in_school, curator):
    found = checked(curator, line("1", "Орлова", boss=""), line("1", "Фомина"))
    assert [(row.number, row.more, row.status) for row in found.lines] == [(2, (3,), "check")]


def test_defaults_are_those_of_the_kind_of_organisation(in_school, curator, cast, act):
    heads, rows = ("Действует с", "Куратор"), (("01.09.2026", BOSS), ("01.10.2026", BOSS))
    found = papers(curator, *rows, heads=heads, variant="introduction_order")
    assert [paper["starts"] for paper in found] == ["2026-09-01", "2026-10-01"]
    assert found[0]["forms"] == "педагог — педагог\nученик — ученик"
    kind = kinds.load()["introduction_order"]
    item = checked(curator, *rows, heads=heads, variant="introduction_order").lines[0].item
    assert "студент" in values_of(kind, "college", item)["forms"]


@pytest.mark.parametrize("code", kinds.load())
def test_every_sample_is_known_and_its_line_of_example_passed_over(in_school, curator, code):
    columns = PAPERS.columns(curator, code)
    titles = [column.title for column in columns]
    assert len(titles) == len(set(titles))
    rows = read_sheets(sample(columns), "образец.xlsx", 2_000)[0]["rows"]
    meanings = meanings_of(rows, heading_of(rows, columns, {}), columns, {})
    assert meanings[: len(columns)] == [column.key for column in columns]


@given(
    st.lists(st.lists(st.one_of(cells, st.integers(0, 10**6), st.dates(dt.date(1950, 1, 1))), max_size=7), max_size=6)
)
def test_no_cell_breaks_the_reading(rows):
    class Nobody:
        class organisation:
            kind = "school"

    columns = PAPERS.columns(Nobody, "pair_order")
    heads = tuple(column.title for column in columns)
    lines = [("ключ", *row) for row in rows] or [("ключ",)]
    assert checked(Nobody, *lines, heads=heads).lines


def start(cast):
    return reverse("workbench:import_start", args=[cast.school.slug, PAPERS.code])


def test_pages_from_the_sheet_to_the_work_and_the_rest(cast, sign_in):
    client = sign_in(cast.curator)
    page = client.get(start(cast)).content.decode()
    assert "Приказ о закреплении наставнических пар и групп, Excel" in page
    file = SimpleUploadedFile(
        "пары.xlsx", sheet_file(HEADS, line("1", "Орлова"), line("2", "Климов"), line("3", "Рябов", boss="")).read()
    )
    answer = client.post(start(cast), {"variant": "pair_order", "file": file})
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "Внести: 2\N{NO-BREAK SPACE}новых" in page
    assert "нужно заполнить" in page
    with tenant_scope(cast.school):
        draft = Draft.objects.get()
        confirm = reverse("workbench:import_confirm", args=[cast.school.slug, draft.pk])
        first = client.post(confirm, {"version": draft.version})
        batch = PaperBatch.objects.get()
        assert first["Location"] == reverse("documents:batch", args=[cast.school.slug, batch.pk])
        assert client.post(confirm, {"version": draft.version})["Location"] == first["Location"], "a second press"
        assert (batch.kind, batch.total, batch.file_name) == ("pair_order", 2, "пары.xlsx")
        made = SheetImport.objects.get()
        assert (made.state, made.rows) == ("done", [])
        assert [row[1][0] for row in Draft.objects.get(pk=made.waiting).data["sheets"][0]["rows"]] == ["Документ", "3"]


def test_who_may_not_draft_papers_imports_none(cast, sign_in, act):
    assert not may(PAPERS.right, act(cast.teacher, cast.school))
    assert sign_in(cast.teacher).get(start(cast)).status_code == 403
    assert sign_in(cast.stranger).get(start(cast)).status_code == 404
