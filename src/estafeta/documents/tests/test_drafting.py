from __future__ import annotations

import pytest

from estafeta.core.refusals import Forbidden, Refusal
from estafeta.documents import actions
from estafeta.documents.actions import PaperDraft
from estafeta.documents.models import Document
from estafeta.documents.tests.conftest import CURATOR, DAY, draft, journalled

State = Document.State


def test_draft_keeps_what_was_filled_and_is_journalled(order, cast):
    assert (order.state, order.sort, order.number, order.date) == ("draft", "order", "", None)
    assert order.title == "Приказ «О внедрении целевой модели наставничества»"
    assert order.filled["curator"] == CURATOR
    assert "ends" not in order.filled
    assert order.made_by == cast.curator
    assert journalled("draft_paper") == [f"Подготовлен проект: {order.title}."]


@pytest.mark.parametrize("who", ["clerk", "director", "methodist", "curator"])
def test_those_who_keep_papers_may_draft(in_school, request, who):
    actor = request.getfixturevalue(who)
    assert actions.draft_paper(actor=actor, kind="introduction_order", draft=draft()).made_by == actor.user


@pytest.mark.parametrize("who", ["auditor", "teacher"])
def test_others_may_not(in_school, request, order, who):
    actor = request.getfixturevalue(who)
    with pytest.raises(Forbidden, match="Готовить документы могут"):
        actions.draft_paper(actor=actor, kind="introduction_order", draft=draft())
    for action in (actions.change_paper, actions.delete_paper, actions.amend_paper):
        more = {"draft": draft()} if action is actions.change_paper else {}
        with pytest.raises(Forbidden):
            action(actor=actor, document=order, **more)


def test_coordinator_above_does_not_draft_in_the_school(in_school, cast, act):
    with pytest.raises(Forbidden):
        actions.draft_paper(actor=act(cast.coordinator, cast.school), kind="introduction_order", draft=draft())


def test_what_lacks_is_named(in_school, curator):
    with pytest.raises(Refusal, match="Куратор"):
        actions.draft_paper(actor=curator, kind="introduction_order", draft=draft(curator=None))
    with pytest.raises(Refusal, match="Действует с"):
        actions.draft_paper(actor=curator, kind="introduction_order", draft=draft(starts="завтра"))
    with pytest.raises(Refusal, match="Такого вида бумаг нет"):
        actions.draft_paper(actor=curator, kind="order_of_nobody", draft=draft())
    assert not Document.objects.exists()


def test_change_replaces_the_words(order, curator):
    actions.change_paper(actor=curator, document=order, draft=draft(site=None))
    order.refresh_from_db()
    assert "site" not in order.filled
    assert journalled("change_paper") == [f"Изменён проект: {order.title}."]


def test_a_change_calls_a_paper_back_from_signature(order, curator, today):
    actions.send_paper(actor=curator, document=order, today=today)
    assert actions.change_paper(actor=curator, document=order, draft=draft()).state == State.DRAFT


def test_a_change_keeps_what_the_paper_is_about(in_school, curator):
    made = actions.draft_paper(
        actor=curator, kind="introduction_order", draft=PaperDraft(draft().values, subject_key="roadmap:1")
    )
    assert actions.change_paper(actor=curator, document=made, draft=draft()).subject_key == "roadmap:1"


def test_registered_paper_is_neither_changed_nor_deleted(registered, curator):
    with pytest.raises(Refusal, match="новую редакцию"):
        actions.change_paper(actor=curator, document=registered, draft=draft())
    with pytest.raises(Refusal, match="не удаляют"):
        actions.delete_paper(actor=curator, document=registered)


def test_draft_is_deleted_with_a_line_in_the_journal(order, curator):
    actions.delete_paper(actor=curator, document=order)
    assert not Document.objects.exists()
    assert journalled("delete_paper") == [f"Удалён проект: {order.title}."]


def test_new_edition_begins_with_the_same_words_and_only_once(registered, methodist):
    edition = actions.amend_paper(actor=methodist, document=registered)
    assert (edition.state, edition.amends, edition.number) == (State.DRAFT, registered, "")
    assert edition.filled == registered.filled
    assert actions.amend_paper(actor=methodist, document=registered) == edition
    registered.refresh_from_db()
    assert registered.state == State.REGISTERED


def test_draft_has_no_new_edition(order, curator):
    with pytest.raises(Refusal, match="зарегистрированной"):
        actions.amend_paper(actor=curator, document=order)


def test_old_becomes_amended_only_when_the_edition_is_registered(registered, clerk, curator, today):
    edition = actions.amend_paper(actor=curator, document=registered)
    actions.send_paper(actor=curator, document=edition, today=today)
    registered.refresh_from_db()
    assert registered.state == State.REGISTERED
    actions.register_paper(actor=clerk, document=edition, number="57-од", date=DAY, today=today)
    registered.refresh_from_db()
    assert registered.state == State.AMENDED
    assert journalled("replace_paper") == [f"Заменено новой редакцией: {registered}."]


def test_kind_whose_pack_is_gone_refuses_to_be_composed(order, clerk, curator, today):
    Document.objects.filter(pk=order.pk).update(kind="forgotten_order")
    with pytest.raises(Refusal, match="убран из набора"):
        actions.register_paper(actor=clerk, document=order, number="1", date=DAY, today=today)
    with pytest.raises(Refusal, match="убран из набора"):
        actions.change_paper(actor=curator, document=order, draft=draft())
    actions.delete_paper(actor=curator, document=order)
    assert not Document.objects.exists()


def test_long_names_are_cut_in_no_list_but_refused_by_the_form_only(in_school, curator, clerk, today):
    long = {"name": "Очень " * 40 + "длинное имя", "post": "учитель"}
    made = actions.draft_paper(actor=curator, kind="introduction_order", draft=draft(site=long))
    kept = actions.register_paper(actor=clerk, document=made, number="3", date=DAY, today=today)
    assert {len(row.name) <= 150 for row in kept.acquaintances.all()} == {True}
