from __future__ import annotations

import datetime as dt

import pytest

from estafeta.core.refusals import Forbidden, Refusal
from estafeta.documents import actions
from estafeta.documents.actions import PaperDraft
from estafeta.documents.composing import pdf_of, sheet_of, word_of
from estafeta.documents.models import Document
from estafeta.documents.signals import paper_changed
from estafeta.documents.tests.conftest import DAY, ORDER, draft, journalled, notices, pdf_file, taken, words_of
from estafeta.organisations.models import Organisation

State = Document.State


@pytest.fixture
def heard():
    """What upper rooms hear."""
    papers: list[tuple[str, str]] = []

    def listen(sender, document, actor, **more):
        papers.append((document.state, actor.user.last_name))

    paper_changed.connect(listen)
    yield papers
    paper_changed.disconnect(listen)


def test_sending_tells_those_who_register(order, curator, today, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        sent = actions.send_paper(actor=curator, document=order, today=today)
    assert sent.state == State.ON_SIGNATURE
    assert notices("to_sign") == [(name, f"На подписи: {order.title}.") for name in ("Громов", "Зуева")]
    assert journalled("send_paper") == [f"Отдано на подпись: {order.title}."]
    with pytest.raises(Refusal, match="проект"):
        actions.send_paper(actor=curator, document=order, today=today)


def test_paper_comes_back_from_signature(order, curator, today):
    with pytest.raises(Refusal):
        actions.take_paper_back(actor=curator, document=order)
    actions.send_paper(actor=curator, document=order, today=today)
    assert actions.take_paper_back(actor=curator, document=order).state == State.DRAFT
    assert journalled("take_paper_back") == [f"Возвращено в проект: {order.title}."]


def test_registered_paper_has_number_files_readers_and_a_line(
    order, clerk, cast, today, heard, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        made = actions.register_paper(
            actor=clerk, document=order, number=" 41-од ", date=DAY, today=today, scan=taken(pdf_file())
        )
    assert (made.state, made.number, made.date, made.registered_by) == ("registered", "41-од", DAY, cast.clerk)
    assert made.scan_name == "скан.pdf"
    assert "скан" not in made.scan.name
    assert words_of(word_of(made, today)).count("41-од") == 1
    assert pdf_of(made, today).startswith(b"%PDF")
    assert [(row.name, row.user) for row in made.acquaintances.all()] == [
        ("Петрова Анна Сергеевна", cast.curator),
        ("Орлова Татьяна Дмитриевна", cast.teacher),
    ]
    assert [name for name, _ in notices("to_read")] == ["Орлова", "Петрова"]
    assert journalled("register_paper") == [f"Зарегистрировано: {made}."]
    assert heard == [("registered", "Зуева")]


def test_head_is_not_asked_to_read_her_own_order(in_school, curator, clerk, today):
    head = {"name": "Громов Павел Андреевич", "post": "директор"}
    made = actions.draft_paper(actor=curator, kind="introduction_order", draft=draft(site=head))
    kept = actions.register_paper(actor=clerk, document=made, number="2", date=DAY, today=today)
    assert [row.name for row in kept.acquaintances.all()] == ["Петрова Анна Сергеевна"]


@pytest.mark.parametrize("who", ["methodist", "teacher", "auditor"])
def test_others_neither_register_nor_cancel(order, registered, request, today, who):
    actor = request.getfixturevalue(who)
    with pytest.raises(Forbidden, match="делопроизводитель, директор или куратор"):
        actions.register_paper(actor=actor, document=order, number="1", date=DAY, today=today)
    with pytest.raises(Forbidden):
        actions.cancel_paper(actor=actor, document=registered, date=today, reason="нет", today=today)
    with pytest.raises(Forbidden):
        actions.keep_scan(actor=actor, document=registered, scan=taken(pdf_file()))


def test_number_and_a_day_that_has_come_are_needed(order, clerk, today):
    with pytest.raises(Refusal, match="Впишите номер"):
        actions.register_paper(actor=clerk, document=order, number="  ", date=DAY, today=today)
    with pytest.raises(Refusal, match="ещё не наступила"):
        actions.register_paper(actor=clerk, document=order, number="1", date=today + dt.timedelta(days=1), today=today)
    order.refresh_from_db()
    assert (order.state, order.number) == ("draft", "")


def test_nothing_is_registered_twice(registered, clerk, today):
    with pytest.raises(Refusal, match="уже зарегистрирована"):
        actions.register_paper(actor=clerk, document=registered, number="2", date=DAY, today=today)


@pytest.mark.parametrize("number", ["41-од", "41-ОД", " 41 -од"])
def test_number_that_is_taken_is_warned_about_and_kept_only_when_sure(registered, clerk, curator, today, number):
    second = actions.draft_paper(actor=curator, kind="introduction_order", draft=draft())
    with pytest.raises(Refusal, match=r"Номер .* в 2026 году уже стоит"):
        actions.register_paper(actor=clerk, document=second, number=number, date=today, today=today)
    made = actions.register_paper(actor=clerk, document=second, number=number, date=today, today=today, sure=True)
    assert made.number == number.strip()


def test_same_number_of_another_year_or_sort_is_no_twin(registered, clerk, curator, today):
    other = actions.draft_paper(actor=curator, kind="introduction_order", draft=draft())
    assert actions.registration_warnings(other, "41-од", DAY.replace(year=2025)) == ()
    Document.objects.filter(pk=registered.pk).update(sort="letter")
    assert actions.registration_warnings(other, "41-од", DAY) == ()


def test_number_of_another_tenant_is_no_twin(foreign, order):
    assert foreign.number == "41-од"
    assert actions.registration_warnings(order, "41-од", DAY) == ()


def test_grounds_not_in_force_are_warned_about(in_school, clerk, curator, today):
    stale = PaperDraft(ORDER, grounds=("year_of_teacher", "r145"))
    made = actions.draft_paper(actor=curator, kind="introduction_order", draft=stale)
    (warning,) = actions.registration_warnings(made, "5", DAY)
    assert "На 01.09.2026 эти основания не действуют" in warning
    assert "Р-145" not in warning
    with pytest.raises(Refusal, match="не действуют"):
        actions.register_paper(actor=clerk, document=made, number="5", date=DAY, today=today)
    assert actions.register_paper(actor=clerk, document=made, number="5", date=DAY, today=today, sure=True).number


def test_frozen_files_and_sheet_do_not_follow_the_card(registered, clerk, today):
    before = word_of(registered, today), pdf_of(registered, today), sheet_of(registered, today)
    Organisation.objects.filter(pk=registered.organisation_id).update(
        full_name="Школа, которую переименовали", head_name="Новый Иван Иванович"
    )
    actions.correct_name(actor=clerk, text="Петрова Анна Сергеевна", case="accs", corrected="Петрова Анна")
    fresh = Document.objects.select_related("organisation").get(pk=registered.pk)
    assert (word_of(fresh, today), pdf_of(fresh, today), sheet_of(fresh, today)) == before


def test_frozen_files_open_when_the_pack_is_gone(registered, today):
    Document.objects.filter(pk=registered.pk).update(kind="forgotten_order")
    fresh = Document.objects.select_related("organisation").get(pk=registered.pk)
    assert "41-од" in words_of(word_of(fresh, today))
    assert "41-од" in sheet_of(fresh, today)
    assert pdf_of(fresh, today).startswith(b"%PDF")


def test_scan_comes_later_and_may_be_replaced(registered, clerk, django_capture_on_commit_callbacks):
    first = actions.keep_scan(actor=clerk, document=registered, scan=taken(pdf_file("первый.pdf"))).scan
    with django_capture_on_commit_callbacks(execute=True):
        actions.keep_scan(actor=clerk, document=registered, scan=taken(pdf_file("второй.jpg", b"\xff\xd8\xff second")))
    assert not first.storage.exists(first.name)
    registered.refresh_from_db()
    assert registered.scan_name == "второй.jpg"
    with registered.scan.open("rb") as kept:
        assert kept.read() == b"\xff\xd8\xff second"
    assert len(journalled("keep_scan")) == 2


def test_draft_takes_no_scan(order, clerk, in_school):
    with pytest.raises(Refusal, match="зарегистрированной"):
        actions.keep_scan(actor=clerk, document=order, scan=taken(pdf_file()))


def test_cancelling_needs_a_reason_and_a_possible_day(registered, clerk, today, heard):
    with pytest.raises(Refusal, match="почему"):
        actions.cancel_paper(actor=clerk, document=registered, date=today, reason=" ", today=today)
    with pytest.raises(Refusal, match="раньше"):
        actions.cancel_paper(actor=clerk, document=registered, date=dt.date(2026, 8, 31), reason="ошибка", today=today)
    with pytest.raises(Refusal, match="ещё не наступило"):
        actions.cancel_paper(actor=clerk, document=registered, date=dt.date(2026, 12, 31), reason="ошибка", today=today)
    made = actions.cancel_paper(actor=clerk, document=registered, date=today, reason="Приказ № 57-од", today=today)
    assert (made.state, made.cancelled_on, made.cancel_reason) == ("cancelled", today, "Приказ № 57-од")
    assert heard == [("cancelled", "Зуева")]
    assert journalled("cancel_paper") == [f"Утратило силу с 21.11.2026: {made}. Приказ № 57-од"]
    with pytest.raises(Refusal):
        actions.cancel_paper(actor=clerk, document=made, date=today, reason="ещё раз", today=today)


def test_draft_is_not_cancelled(order, clerk, today):
    with pytest.raises(Refusal, match="зарегистрированную"):
        actions.cancel_paper(actor=clerk, document=order, date=today, reason="передумали", today=today)


def test_draft_is_printed_with_gaps_for_number_and_date(order, today):
    text = words_of(word_of(order, today))
    assert "ПРИКАЗЫВАЮ:" in text
    assert "Петрову А. С." in text.replace("\xa0", " ")
    assert "_" in text
