"""What the actions of a plan refuse, each with its sentence, and that a refusal leaves everything as it was."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.plans import END, START, day, measure_draft

from estafeta.core.refusals import Refusal
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps import actions
from estafeta.roadmaps.actions.heading import change_roadmap
from estafeta.roadmaps.actions.proofs import ProofInput, record_view
from estafeta.roadmaps.drafts import (
    DueDraft,
    KindDraft,
    MeasureDraft,
    ReportingDraft,
    ResponsibleDraft,
    RoadmapDraft,
    SectionDraft,
)
from estafeta.roadmaps.models import Due, DueMove, Measure, Roadmap
from estafeta.roadmaps.rules import answers_for

STRETCH = DueDraft(day("2026-10-20"), starts=day("2026-10-10"))


def made(curator, *drafts: MeasureDraft) -> list[Measure]:
    draft = RoadmapDraft(title="К", starts=START, ends=END, sections=(SectionDraft(measures=drafts),))
    roadmap = actions.create_from_draft(actor=curator, draft=draft)
    rows = Measure.objects.select_related("section__roadmap__organisation").filter(section__roadmap=roadmap)
    return list(rows.order_by("position"))


def titles(section) -> list[tuple[str, str]]:
    rows = Measure.objects.filter(section=section).select_related("parent").order_by("position")
    return [(row.title, row.parent.title if row.parent else "") for row in rows]


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (MeasureDraft(title=" "), "нет названия"),
        (measure_draft("А", responsibles=(ResponsibleDraft("Кто-то", "role", None, "king"),)), "Роли «king» нет"),
        (
            MeasureDraft(
                title="А", deadline_kind="range", dues=(DueDraft(day("2026-10-09"), starts=day("2026-10-10")),)
            ),
            "заканчивается раньше, чем начинается",
        ),
    ],
)
def test_draft_that_makes_no_sense_leaves_no_plan(in_school, curator, draft, words) -> None:
    with pytest.raises(Refusal, match=words):
        made(curator, draft)
    assert not Roadmap.objects.exists()


def test_stretch_of_one_day_is_a_stretch(in_school, curator) -> None:
    one = DueDraft(day("2026-10-10"), starts=day("2026-10-10"))
    [row] = made(curator, MeasureDraft(title="А", deadline_kind="range", dues=(one,)))
    assert row.dues.values_list("starts", "due_on").get() == (day("2026-10-10"), day("2026-10-10"))


def test_nobody_and_unknown_kinds_of_a_draft_are_passed_over(in_school, curator) -> None:
    kinds = (KindDraft("no_such_kind", confirmed=True), KindDraft("regulation", confirmed=True))
    draft = measure_draft("А", kinds=kinds, responsibles=(ResponsibleDraft(" "), ResponsibleDraft("Учитель")))
    [row] = made(curator, draft)
    assert list(row.responsibles.values_list("text", "position")) == [("Учитель", 1)]
    assert list(row.kinds.values_list("code", flat=True)) == ["regulation"]


def test_move_to_the_day_of_the_start_is_asked_and_to_the_day_before_refused(in_school, curator) -> None:
    [row] = made(curator, MeasureDraft(title="А", deadline_kind="range", dues=(STRETCH,)))
    due = row.dues.get()
    with pytest.raises(Refusal, match="раньше начала работы"):
        actions.ask_move(actor=curator, due=due, new_date=day("2026-10-09"), reason="Раньше")
    assert not DueMove.objects.exists()
    actions.ask_move(actor=curator, due=due, new_date=day("2026-10-10"), reason="В первый же день")
    assert DueMove.objects.get().new_date == day("2026-10-10")


def test_request_about_a_due_closed_meanwhile_is_not_agreed(roadmap, pick, teacher, director, today) -> None:
    due = pick("1.2").dues.get()
    move = actions.ask_move(actor=teacher, due=due, new_date=day("2026-12-01"), reason="Карантин")
    Due.objects.filter(pk=due.pk).update(state="cancelled", closed_reason="Отменено приказом")
    with pytest.raises(Refusal, match="уже закрыт"):
        actions.agree_move(actor=director, move=move)
    move.refresh_from_db()
    due.refresh_from_db()
    assert (move.state, due.due_on) == ("asked", day("2026-11-25"))


def test_measure_moves_only_inside_its_plan_and_not_under_itself(in_school, curator) -> None:
    part = MeasureDraft(title="Часть", dues=(), deadline_kind="date")
    whole, part_row, other = made(curator, measure_draft("Целое", children=(part,)), measure_draft("Другое"))
    [stranger] = made(curator, measure_draft("Чужое"))
    section = whole.section
    with pytest.raises(Refusal, match="внутри своей карты"):
        actions.move_measure(actor=curator, measure=whole, section=stranger.section)
    with pytest.raises(Refusal, match="переставить нельзя"):
        actions.move_measure(actor=curator, measure=whole, section=section, after=part_row)
    with pytest.raises(Refusal, match="переставить нельзя"):
        actions.move_measure(actor=curator, measure=whole, section=section, after=stranger)
    actions.move_measure(actor=curator, measure=whole, section=section, after=other)
    assert titles(section) == [("Другое", ""), ("Целое", ""), ("Часть", "Целое")]
    part_row.refresh_from_db()
    actions.move_measure(actor=curator, measure=part_row, section=section, after=other)
    assert titles(section) == [("Другое", ""), ("Часть", ""), ("Целое", "")]


def test_new_measure_does_not_stand_after_one_of_another_section(roadmap, pick, curator) -> None:
    with pytest.raises(Refusal, match="уже нет"):
        actions.add_measure(actor=curator, section=pick("1.1").section, draft=measure_draft("А"), after=pick("2.1"))


def test_removed_with_its_parts_and_given_back_with_them_only(in_school, curator) -> None:
    parts = (MeasureDraft(title="Первая"), MeasureDraft(title="Вторая"))
    whole, first, _ = made(curator, MeasureDraft(title="Целое", children=parts))
    with pytest.raises(Refusal, match="не удалено"):
        actions.restore_measure(actor=curator, measure=whole)
    actions.delete_measure(actor=curator, measure=first)
    actions.delete_measure(actor=curator, measure=whole)
    whole.refresh_from_db()
    with pytest.raises(Refusal, match="уже удалено"):
        actions.delete_measure(actor=curator, measure=whole)
    actions.restore_measure(actor=curator, measure=whole)
    standing = Measure.objects.filter(section=whole.section, removed_at__isnull=True).order_by("position")
    assert [row.title for row in standing] == ["Целое", "Вторая"]


def test_measure_waits_for_its_section(roadmap, pick, curator) -> None:
    measure = pick("1.1")
    with pytest.raises(Refusal, match="Этот раздел не удалён"):
        actions.restore_section(actor=curator, section=measure.section)
    actions.delete_section(actor=curator, section=measure.section)
    measure.refresh_from_db()
    with pytest.raises(Refusal, match="Сначала верните раздел"):
        actions.restore_measure(actor=curator, measure=measure)
    section = measure.section
    section.refresh_from_db()
    with pytest.raises(Refusal, match="уже удалён"):
        actions.delete_section(actor=curator, section=section)


def test_section_wants_a_title_and_stays_in_its_plan(roadmap, foreign, pick, curator, cast) -> None:
    with pytest.raises(Refusal, match="Назовите раздел"):
        actions.add_section(actor=curator, roadmap=roadmap, title=" ")
    with tenant_scope(cast.forest_school):
        stranger = foreign.sections.first()
    with pytest.raises(Refusal, match="внутри своей карты"):
        actions.move_section(actor=curator, section=pick("1.1").section, after=stranger)
    assert [section.title for section in roadmap.sections.order_by("position")] == ["Подготовка", "Работа пар"]


def test_same_informed_change_nothing_and_others_make_the_row_newer(roadmap, pick, curator) -> None:
    measure, informed = pick("1.1"), [ReportingDraft("Управление", "до 5 числа")]
    actions.change_measure(actor=curator, measure=measure, reportings=informed)
    version = pick("1.1").version
    assert version == measure.version > 1
    actions.change_measure(actor=curator, measure=measure, reportings=informed)
    assert pick("1.1").version == version
    assert list(measure.reportings.values_list("to", "when_text")) == [("Управление", "до 5 числа")]


def test_unknown_fields_roles_kinds_and_an_empty_choice(roadmap, pick, curator, today) -> None:
    refused = {
        "сведения карты": lambda: change_roadmap(actor=curator, roadmap=roadmap, state="closed"),
        "сведения мероприятия": lambda: actions.change_measure(actor=curator, measure=pick("1.1"), state="done"),
        "Такой роли": lambda: actions.assign_responsible(actor=curator, measure=pick("1.1"), today=today, role="king"),
        "вида мероприятия": lambda: actions.set_kinds(actor=curator, measure=pick("1.1"), codes=["no_such_kind"]),
        "Ничего не выбрано": lambda: actions.bulk_close(actor=curator, dues=[], fact_on=today, today=today),
        "уже есть": lambda: actions.bulk_assign(actor=curator, measures=[pick("1.1")], today=today, role="curator"),
    }
    for words, act in refused.items():
        with pytest.raises(Refusal, match=words):
            act()
    assert roadmap.state == "draft"


def test_proof_is_of_its_own_measure_and_is_removed_once(roadmap, pick, curator) -> None:
    with pytest.raises(Refusal, match="другому мероприятию"):
        actions.add_proof(
            actor=curator, measure=pick("1.1"), due=pick("1.2").dues.get(), proof=ProofInput(text="Протокол")
        )
    note = actions.add_proof(actor=curator, measure=pick("1.1"), proof=ProofInput(text="Протокол № 3"))
    with pytest.raises(Refusal, match="больше нет"):
        record_view(actor=curator, proof=note)
    actions.remove_proof(actor=curator, proof=note)
    with pytest.raises(Refusal, match="уже убрано"):
        actions.remove_proof(actor=curator, proof=note)


def test_withdrawn_plan_is_withdrawn_once(roadmap, curator) -> None:
    actions.withdraw_roadmap(actor=curator, roadmap=roadmap)
    with pytest.raises(Refusal, match="уже убрана"):
        actions.withdraw_roadmap(actor=curator, roadmap=roadmap)


def test_nobody_answers_for_a_whole_plan(roadmap, teacher) -> None:
    assert not answers_for(teacher, roadmap)


@pytest.mark.parametrize(("fact", "allowed"), [(0, True), (1, False), (-400, True)])
def test_fact_may_be_today_or_any_day_before(roadmap, pick, curator, today, fact, allowed) -> None:
    due, fact_on = pick("1.1").dues.get(), today + dt.timedelta(days=fact)
    act = {"actor": curator, "due": due, "fact_on": fact_on, "today": today, "reason": "так"}
    if allowed:
        actions.close_due(**act)
    else:
        with pytest.raises(Refusal, match="ещё не наступила"):
            actions.close_due(**act)
    due.refresh_from_db()
    assert due.fact_on == (fact_on if allowed else None)
