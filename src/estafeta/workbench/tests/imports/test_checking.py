"""What each line would do, before anything is done."""

from __future__ import annotations

import pytest

from estafeta.core.imports.kinds import KINDS
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.organisations.models import Invitation, Membership, Organisation
from estafeta.organisations.scope import tenant_scope
from estafeta.workbench.imports import actions
from estafeta.workbench.imports.pages import preview, promise_of, sentence_of
from estafeta.workbench.imports.reading import read_pasted, read_sheets
from estafeta.workbench.models import ColumnMeaning, Draft
from estafeta.workbench.tests.imports.sheets import PEOPLE, SCHOOLS, begun, book, checked, mend, stands

HEADS = ("Почта", "Роль", "Должность")


@pytest.fixture
def coordinator(in_department, act):
    return act(in_department.coordinator, in_department.department)


def test_lines_are_new_different_the_same_or_doubtful(in_school, curator):
    teacher = Membership.objects.get(user=in_school.teacher, organisation=in_school.school)
    same, other = teacher.user.email, in_school.methodist.email
    draft = begun(
        curator,
        PEOPLE,
        ("Сотрудники",),
        HEADS,
        ("new@sosh2.example", "сотрудник", "учитель"),
        (same.upper(), "Сотрудник", teacher.post),
        (other, "методист", "старший методист"),
        ("не почта", "сотрудник", ""),
        ("a@sosh2.example", "повар", ""),
        ("new@sosh2.example", "Сотрудник", "учитель"),
        ("", "сотрудник", "учитель"),
    )
    assert stands(curator, draft) == {
        3: "new", 4: "same", 5: "differs", 6: "check", 7: "check", 8: "check", 9: "check",
    }  # fmt: skip
    found = {line.number: line for line in checked(curator, draft).lines}
    differences = [(row.title, row.now, row.taken) for row in found[5].differences]
    assert differences == [("Должность", "старший методист", True)]
    assert [cell.problem for cell in found[6].wrong] == ["не похоже на адрес почты"]
    assert found[8].why == "повторяет строку 3"
    assert [cell.problem for cell in found[9].wrong] == ["нужно заполнить"]
    assert sentence_of(KINDS[PEOPLE], checked(curator, draft)) == (
        "7\N{NO-BREAK SPACE}человек: 1\N{NO-BREAK SPACE}новый, 1 отличается, 1 без изменений, 4 стоит проверить."
    )
    assert promise_of(KINDS[PEOPLE], checked(curator, draft)) == (
        "Внести: 1\N{NO-BREAK SPACE}нового, 1\N{NO-BREAK SPACE}изменение"
    )


def test_an_empty_cell_erases_nothing(in_school, curator):
    member = Membership.objects.get(user=in_school.methodist, organisation=in_school.school)
    assert member.post
    draft = begun(curator, PEOPLE, HEADS, (member.user.email, "методист", ""))
    assert stands(curator, draft) == {2: "same"}


def test_a_mended_line_is_sound_and_what_was_mended_is_kept(in_school, curator):
    draft = begun(curator, PEOPLE, HEADS, ("kim@", "повар", "учитель"))
    mend(curator, draft, 2, cells={(2, "email"): "kim@sosh2.example"})
    assert [cell.key for cell in checked(curator, draft).lines[0].wrong] == ["role"]
    mend(curator, draft, 2, cells={(2, "role"): "сотрудник"})
    kept = Draft.objects.get(pk=draft.pk)
    assert stands(curator, kept) == {2: "new"}
    assert checked(curator, kept).lines[0].item.values == {
        "email": "kim@sosh2.example", "role": "employee", "post": "учитель",
    }  # fmt: skip


def test_a_line_is_left_out_and_brought_back(in_school, curator):
    draft = begun(curator, PEOPLE, HEADS, ("a@b.example", "", ""), ("a@b.example", "", ""))
    assert stands(curator, draft) == {2: "new", 3: "check"}
    mend(curator, draft, 2, left=True)
    assert stands(curator, draft) == {2: "left", 3: "new"}, "it repeats nothing any more"
    mend(curator, draft, 2, left=False)
    assert stands(curator, draft) == {2: "new", 3: "check"}


def test_the_base_may_win_over_the_file(in_department, coordinator):
    school = in_department.school
    draft = begun(
        coordinator, SCHOOLS, ("Школа", "Населенный пункт", "Руководитель"), (school.short_name, "с. Иное", "Иной И.И.")
    )
    assert stands(coordinator, draft) == {2: "differs"}
    mend(coordinator, draft, 2, kept=["place"])
    line = checked(coordinator, draft).lines[0]
    assert line.taken == {"head_name": "Иной И.И."}
    mend(coordinator, draft, 2, kept=["place", "head_name"])
    assert stands(coordinator, draft) == {2: "same"}


def test_two_candidates_are_asked_about(in_department, coordinator):
    Organisation.objects.filter(pk=in_department.college.pk).update(full_name=in_department.school.short_name)
    draft = begun(coordinator, SCHOOLS, ("Школа", "Город"), (in_department.school.short_name, "г. Иной"))
    line = checked(coordinator, draft).lines[0]
    assert line.status == "check"
    assert {known.pk for known in line.candidates} == {in_department.school.pk, in_department.college.pk}
    mend(coordinator, draft, 2, choice=str(in_department.college.pk))
    assert checked(coordinator, draft).lines[0].known.pk == in_department.college.pk
    mend(coordinator, draft, 2, choice="new")
    assert stands(coordinator, draft) == {2: "new"}


def test_the_kind_of_an_organisation_is_understood_by_its_name(in_department, coordinator):
    draft = begun(
        coordinator,
        SCHOOLS,
        ("Наименование",),
        ("МБДОУ «Детский сад № 5»",),
        ("Горный техникум",),
        ("МБОУ «СОШ № 9»",),
        ("Ромашка",),
    )
    assert stands(coordinator, draft) == {2: "new", 3: "new", 4: "new", 5: "check"}
    mend(coordinator, draft, 5, cells={(5, "kind"): "сад"})
    assert checked(coordinator, draft).lines[3].item.values == {"short_name": "Ромашка", "kind": "kindergarten"}


def test_a_required_column_that_nothing_feeds_stops_all(in_school, curator):
    draft = begun(curator, PEOPLE, ("Роль", "Должность"), ("сотрудник", "учитель"))
    found = checked(curator, draft)
    assert (found.lacking, found.lines) == (("Электронная почта",), ())
    with pytest.raises(Refusal, match="Вносить пока нечего"):
        actions.confirm_import(actor=curator, draft=draft, version=draft.version)


def test_what_columns_mean_is_remembered_by_the_organisation(in_school, curator, cast):
    rows = (("Адрес", "Кем"), ("a@b.example", "учитель химии"))
    draft = begun(curator, PEOPLE, *rows)
    assert draft.data["meanings"] == ["email", ""]
    actions.choose_columns(actor=curator, draft=draft, sheet=0, heading=0, meanings={1: "post"})
    assert begun(curator, PEOPLE, *rows).data["meanings"] == ["email", "post"]
    assert set(ColumnMeaning.objects.values_list("organisation", "head", "key")) == {
        (cast.school.pk, "адрес", "email"),
        (cast.school.pk, "кем", "post"),
    }


def test_same_choice_changes_nothing_and_a_column_without_a_heading_is_not_remembered(in_school, curator):
    draft = begun(curator, PEOPLE, ("Почта", "", "Должность"), ("a@b.example", "сотрудник", "учитель"))
    mend(curator, draft, 2, left=True)
    before = {key: draft.data[key] for key in ("sheet", "heading", "meanings", "left")}
    actions.choose_columns(actor=curator, draft=draft, sheet=0, heading=None, meanings=None)
    assert {key: draft.data[key] for key in before} == before
    assert not ColumnMeaning.objects.exists()
    actions.choose_columns(actor=curator, draft=draft, sheet=0, heading=0, meanings={1: "role"})
    assert draft.data["meanings"] == ["email", "role", "post"]
    assert set(ColumnMeaning.objects.values_list("head", flat=True)) == {"почта", "должность"}


def test_another_heading_is_recognised_anew(in_school, curator):
    draft = begun(curator, PEOPLE, ("Почта", "Должность"), ("Должность", "Почта"), ("учитель", "a@b.example"))
    mend(curator, draft, 2, left=True)
    actions.choose_columns(actor=curator, draft=draft, sheet=0, heading=1, meanings={})
    assert (draft.data["meanings"], draft.data["left"]) == (["post", "email"], [])
    assert stands(curator, draft) == {3: "new"}
    with pytest.raises(Refusal, match="Такой строки"):
        actions.choose_columns(actor=curator, draft=draft, sheet=0, heading=9, meanings=None)
    with pytest.raises(Refusal, match="Такого листа"):
        actions.choose_columns(actor=curator, draft=draft, sheet=3, heading=None, meanings=None)


def test_a_pasted_table_without_a_heading_is_told_by_its_content(in_school, curator):
    sheets = read_pasted("учитель\ta@b.example\nпсихолог\tb@b.example", 100)
    draft = actions.start_import(actor=curator, kind=KINDS[PEOPLE], variant="", sheets=sheets, name="Вставка")
    assert draft.data["heading"] == -1
    assert [line.item.values["email"] for line in checked(curator, draft).lines] == ["a@b.example", "b@b.example"]


def test_the_sheet_that_names_most_columns_is_taken(in_school, curator):
    sheets = [
        {"name": "Титул", "rows": [[1, ["МБОУ"]]]},
        {"name": "Люди", "rows": [[1, ["Почта", "Должность"]], [2, ["a@b.example", "учитель"]]]},
    ]
    draft = actions.start_import(actor=curator, kind=KINDS[PEOPLE], variant="", sheets=sheets, name="к.xlsx")
    assert draft.data["sheet"] == 1


def test_others_may_not(in_school, act, cast):
    teacher = act(cast.teacher, cast.school)
    with pytest.raises(Forbidden):
        begun(teacher, PEOPLE, HEADS, ("a@b.example", "", ""))


def test_a_draft_of_another_is_not_touched(in_school, curator, director):
    draft = begun(curator, PEOPLE, HEADS, ("a@b.example", "", ""))
    with pytest.raises(Forbidden, match="начал"):
        mend(director, draft, 2, left=True)


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04broken"])
def test_what_is_no_table_is_refused_in_a_sentence(content):
    with pytest.raises(Refusal) as refusal:
        read_sheets(content, "файл.xlsx", 100)
    assert refusal.value.sentence.endswith(".")


def test_a_table_that_is_too_long_is_refused():
    with pytest.raises(Refusal, match="больше 100"):
        read_sheets(book(*[("a",)] * 301), "файл.xlsx", 100)
    assert len(read_sheets(book(*[("a",)] * 300), "файл.xlsx", 100)[0]["rows"]) == 300


@pytest.mark.parametrize("count", [1, 3, 30])
def test_checking_asks_as_often_for_any_number_of_lines(in_school, curator, django_assert_num_queries, count):
    rows = [(f"n{number}@b.example", "сотрудник", "") for number in range(count)]
    draft = begun(curator, PEOPLE, HEADS, *rows)
    with django_assert_num_queries(2):
        assert len(checked(curator, draft).lines) == count


def test_members_and_invitations_of_others_do_not_match(cast, in_school, curator):
    with tenant_scope(cast.forest_school):
        foreign = Membership.objects.filter(organisation=cast.forest_school).select_related("user").first()
        Invitation.objects.create(
            organisation=cast.forest_school, email="x@b.example", role="employee", nonce="n",
            token_hash="h", shown_hash="s", invited_by=foreign.user, expires_at="2099-01-01T00:00Z",
        )  # fmt: skip
    draft = begun(
        curator,
        PEOPLE,
        HEADS,
        (foreign.user.email, foreign.get_role_display(), "иное"),
        ("x@b.example", "сотрудник", ""),
    )
    assert stands(curator, draft) == {2: "new", 3: "new"}


def test_tabs_show_doubts_first_and_pages_of_fifty(in_school, curator):
    rows = [(f"n{number}@b.example", "", "") for number in range(120)]
    draft = begun(curator, PEOPLE, HEADS, *rows, ("нет", "", ""))
    view = preview(KINDS[PEOPLE], checked(curator, draft), "", 1)
    assert [(tab.label, tab.count, tab.current) for tab in view.tabs] == [
        ("Стоит проверить", 1, True), ("Новые", 120, False),
    ]  # fmt: skip
    third = preview(KINDS[PEOPLE], checked(curator, draft), "new", 3)
    assert [row.line.number for row in third.rows] == list(range(102, 122))
