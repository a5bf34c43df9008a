from __future__ import annotations

import datetime as dt

import pytest

from estafeta.core.refusals import Forbidden, Refusal
from estafeta.documents import actions
from estafeta.documents.composing import corrections_of, word_of
from estafeta.documents.declensions import forms_in
from estafeta.documents.models import NameCorrection
from estafeta.documents.queries import to_read, unread
from estafeta.documents.tests.conftest import DAY, draft, journalled, notices, words_of
from estafeta.organisations.scope import tenant_scope


@pytest.fixture
def row(registered, cast):
    """The teacher's line in the list of acquaintance."""
    return registered.acquaintances.get(user=cast.teacher)


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


def test_she_marks_herself_today(row, teacher, today, cast, registered):
    assert list(to_read(cast.teacher, cast.school)) == [row]
    assert list(unread(cast.school)) == [registered]
    actions.acquaint(actor=teacher, acquaintance=row, day=today, today=today)
    row.refresh_from_db()
    assert row.day == today
    assert not to_read(cast.teacher, cast.school)
    assert journalled("acquaint") == [f"Орлова Татьяна Дмитриевна: ознакомление с бумагой {registered}."]


def test_she_marks_no_other_day_and_not_twice(row, teacher, today):
    with pytest.raises(Refusal, match="сегодняшним днём"):
        actions.acquaint(actor=teacher, acquaintance=row, day=DAY, today=today)
    actions.acquaint(actor=teacher, acquaintance=row, day=today, today=today)
    with pytest.raises(Refusal, match="уже отмечено"):
        actions.acquaint(actor=teacher, acquaintance=row, day=today, today=today)


def test_clerk_writes_days_from_the_signed_list(row, clerk, today, registered):
    day = dt.date(2026, 9, 3)
    actions.acquaint(actor=clerk, acquaintance=row, day=day, today=today)
    row.refresh_from_db()
    assert row.day == day
    assert journalled("acquaint")[0].endswith("Отметка внесена по подписанному листу.")
    actions.acquaint(actor=clerk, acquaintance=row, day=today, today=today)


@pytest.mark.parametrize("day", [dt.date(2026, 8, 31), dt.date(2026, 11, 22)])
def test_day_lies_between_the_paper_and_today(row, clerk, today, day):
    with pytest.raises(Refusal, match="не раньше даты бумаги"):
        actions.acquaint(actor=clerk, acquaintance=row, day=day, today=today)


def test_colleague_marks_nobody_else(registered, row, cast, act, today):
    with pytest.raises(Forbidden, match="сам сотрудник"):
        actions.acquaint(actor=act(cast.psychologist, cast.school), acquaintance=row, day=today, today=today)


def test_reader_is_added_and_told(registered, clerk, cast, today):
    before = set(notices("to_read"))
    added = actions.add_reader(actor=clerk, document=registered, name=cast.psychologist.full_name, today=today)
    assert added.user == cast.psychologist
    assert set(notices("to_read")) - before == {("Фомина", f"Ознакомьтесь: {registered}.")}
    stranger = actions.add_reader(actor=clerk, document=registered, name="Родитель Иван Иванович", today=today)
    assert stranger.user is None
    assert journalled("add_reader")[-1] == "В лист ознакомления добавлено: Родитель Иван Иванович."


def test_reader_is_added_once_by_name_to_a_registered_paper(registered, order, clerk, teacher, curator, today):
    with pytest.raises(Refusal, match="уже есть в листе"):
        actions.add_reader(actor=clerk, document=registered, name="Орлова Татьяна Дмитриевна", today=today)
    with pytest.raises(Refusal, match="кого знакомят"):
        actions.add_reader(actor=clerk, document=registered, name=" ", today=today)
    with pytest.raises(Forbidden):
        actions.add_reader(actor=teacher, document=registered, name="Кто-то", today=today)
    fresh = actions.draft_paper(actor=curator, kind="introduction_order", draft=draft())
    with pytest.raises(Refusal, match="зарегистрированной"):
        actions.add_reader(actor=clerk, document=fresh, name="Кто-то", today=today)


def test_stranger_of_the_same_name_is_not_asked(in_school, cast, clerk, curator, today):
    named = {"name": cast.stranger.full_name, "post": "гость"}
    made = actions.draft_paper(actor=curator, kind="introduction_order", draft=draft(site=named))
    kept = actions.register_paper(actor=clerk, document=made, number="9", date=DAY, today=today)
    assert kept.acquaintances.get(name=cast.stranger.full_name).user is None


def test_correction_changes_the_next_paper_and_never_a_registered_one(registered, curator, today):
    frozen = word_of(registered, today)
    fix = {"text": "Петрова Анна Сергеевна", "case": "accs"}
    actions.correct_name(actor=curator, **fix, corrected="Петровну Анну Сергеевну")
    made = actions.draft_paper(actor=curator, kind="introduction_order", draft=draft())
    assert "Петровну А. С." in plain(words_of(word_of(made, today)))
    registered.refresh_from_db()
    assert word_of(registered, today) == frozen
    corrected = [form for form in forms_in(made) if form.corrected]
    assert [(form.case, form.reads) for form in corrected] == [("accs", "Петровну Анну Сергеевну")]
    actions.correct_name(actor=curator, **fix, corrected=" ")
    assert "Петрову А. С." in plain(words_of(word_of(made, today)))
    assert journalled("correct_name") == ["Исправлено склонение: Петрова Анна Сергеевна → Петровну Анну Сергеевну."]
    assert len(journalled("forget_correction")) == 1


def test_forms_are_shown_in_the_cases_of_orders(order):
    shown = {(form.text, form.case): form.reads for form in forms_in(order)}
    assert shown["Орлова Татьяна Дмитриевна", "datv"] == "Орловой Татьяне Дмитриевне"
    assert shown["учитель русского языка", "accs"] == "учителя русского языка"
    assert len(shown) == 8


def test_correction_is_refused_without_text_case_or_right(in_school, curator, teacher):
    with pytest.raises(Refusal, match="падежа"):
        actions.correct_name(actor=curator, text="Петрова", case="nomn", corrected="Петрова")
    with pytest.raises(Refusal, match="Что исправляется"):
        actions.correct_name(actor=curator, text=" ", case="datv", corrected="Петровой")
    with pytest.raises(Forbidden):
        actions.correct_name(actor=teacher, text="Петрова", case="datv", corrected="Петровой")
    assert actions.correct_name(actor=curator, text="Петрова", case="datv", corrected="") is None


def test_corrections_stay_in_the_tenant(cast, act):
    with tenant_scope(cast.forest_school):
        stranger = act(cast.stranger, cast.forest_school)
        actions.correct_name(actor=stranger, text="Петрова Анна Сергеевна", case="datv", corrected="Петрове")
    with tenant_scope(cast.school):
        assert corrections_of(cast.school) == {}
        assert not NameCorrection.objects.exists()
