from __future__ import annotations

import datetime as dt

import pytest
from tests.plans import END, START, day

from estafeta.core.models import JournalLine
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.notifications.models import Notice
from estafeta.roadmaps import actions
from estafeta.roadmaps.actions.proofs import ProofInput
from estafeta.roadmaps.drafts import MeasureDraft, RoadmapDraft, SectionDraft
from estafeta.roadmaps.models import Due, DueMove, Measure, Proof, Roadmap, Section
from estafeta.workbench.models import Undo
from estafeta.workbench.undoing import take_back


def due_of(measure: Measure) -> Due:
    return Due.objects.select_related("measure__section__roadmap__organisation").filter(measure=measure).first()


def lines(measure: Measure) -> list[str]:
    return list(
        JournalLine.objects.filter(target_type="roadmaps.measure", target_id=measure.pk).values_list("verb", flat=True)
    )


def closed(actor, due: Due, today: dt.date, **more) -> Undo:
    return actions.close_due(actor=actor, due=due, fact_on=today, today=today, **more)


def test_create_from_draft_keeps_nesting_and_reads_open_deadlines(in_school, curator) -> None:
    part = MeasureDraft(title="Часть", number="1.1", deadline_text="до 10.10.2026")
    whole = MeasureDraft(title="Целое", number="1", children=(part,))
    draft = RoadmapDraft(title="К", starts=START, ends=END, sections=(SectionDraft(measures=(whole,)),))
    roadmap = actions.create_from_draft(actor=curator, draft=draft)
    rows = Measure.objects.filter(section__roadmap=roadmap).order_by("position")
    assert [(row.title, row.parent and row.parent.title) for row in rows] == [("Целое", None), ("Часть", "Целое")]
    assert [[str(due.due_on) for due in row.dues.all()] for row in rows] == [[], ["2026-10-10"]]
    assert rows[1].kinds.exists()


def test_create_refuses_an_end_before_the_start_and_writes_nothing(in_school, curator) -> None:
    with pytest.raises(Refusal, match="раньше, чем началась"):
        actions.create_roadmap(actor=curator, title="К", starts=END, ends=START)
    assert Roadmap.objects.count() == 0


def test_create_is_forbidden_to_a_teacher(in_school, teacher) -> None:
    with pytest.raises(Forbidden):
        actions.create_roadmap(actor=teacher, title="К", starts=START, ends=END)


def test_close_demands_proof_or_reason_and_a_past_day(roadmap, pick, curator, today) -> None:
    due = due_of(pick("1.1"))
    with pytest.raises(Refusal, match="подтверждение"):
        closed(curator, due, today)
    with pytest.raises(Refusal, match="ещё не наступила"):
        actions.close_due(actor=curator, due=due, fact_on=today + dt.timedelta(1), today=today, reason="так")
    actions.add_proof(actor=curator, measure=pick("1.1"), proof=ProofInput(url="https://example.org/1"))
    closed(curator, due, today)
    due.refresh_from_db()
    assert (due.state, due.fact_on, due.closed_by) == ("done", today, curator.user)
    with pytest.raises(Refusal, match="уже закрыт"):
        closed(curator, due, today, reason="ещё раз")
    assert lines(pick("1.1")) == ["roadmaps.close_due", "roadmaps.add_proof"]


def test_closing_withdraws_an_open_request_and_undo_gives_it_back(roadmap, pick, curator, teacher, today) -> None:
    due = due_of(pick("1.2"))
    actions.ask_move(actor=teacher, due=due, new_date=day("2026-12-01"), reason="Карантин")
    undo = closed(curator, due, today, reason="Прошло устно")
    assert DueMove.objects.get().state == "withdrawn"
    take_back(actor=curator, undo=undo)
    due.refresh_from_db()
    assert (due.state, DueMove.objects.get().state) == ("planned", "asked")


def test_undo_refuses_when_the_row_changed_since_or_twice_or_by_another(
    roadmap, pick, curator, director, today
) -> None:
    due = due_of(pick("1.1"))
    undo = closed(curator, due, today, reason="так")
    with pytest.raises(Forbidden):
        take_back(actor=director, undo=undo)
    actions.reopen_due(actor=director, due=due)
    with pytest.raises(Refusal, match="после этого"):
        take_back(actor=curator, undo=undo)
    fresh = closed(curator, due, today, reason="так")
    take_back(actor=curator, undo=fresh)
    with pytest.raises(Refusal, match="уже отменено"):
        take_back(actor=curator, undo=fresh)


def test_cancel_demands_a_reason_and_not_needed_a_condition(roadmap, pick, curator) -> None:
    with pytest.raises(Refusal, match="почему"):
        actions.cancel_due(actor=curator, due=due_of(pick("1.1")), reason="  ")
    with pytest.raises(Refusal, match="при необходимости"):
        actions.mark_not_needed(actor=curator, due=due_of(pick("1.1")), reason="нет")
    actions.mark_not_needed(actor=curator, due=due_of(pick("2.3")), reason="Все пары сложились")
    assert due_of(pick("2.3")).state == "not_needed"


def test_start_then_close_then_reopen(roadmap, pick, teacher, today) -> None:
    due = due_of(pick("1.2"))
    actions.start_due(actor=teacher, due=due)
    with pytest.raises(Refusal):
        actions.start_due(actor=teacher, due=due)
    closed(teacher, due, today, proof=ProofInput(text="Протокол № 3"))
    actions.reopen_due(actor=teacher, due=due, reason="Не все подписали")
    due.refresh_from_db()
    assert (due.state, due.fact_on, due.closed_reason) == ("planned", None, "")
    assert Proof.objects.get().due_id == due.pk


def test_moves_refuse_what_makes_no_sense(roadmap, pick, teacher, today) -> None:
    due = due_of(pick("1.2"))
    with pytest.raises(Refusal, match="и так"):
        actions.ask_move(actor=teacher, due=due, new_date=due.due_on, reason="ну")
    with pytest.raises(Refusal, match="почему"):
        actions.ask_move(actor=teacher, due=due, new_date=day("2026-12-01"), reason="")
    actions.ask_move(actor=teacher, due=due, new_date=day("2026-12-01"), reason="Карантин")
    with pytest.raises(Refusal, match="уже ждёт"):
        actions.ask_move(actor=teacher, due=due, new_date=day("2026-12-02"), reason="Карантин")
    closed(teacher, due, today, reason="так")
    with pytest.raises(Refusal, match="уже закрыт"):
        actions.ask_move(actor=teacher, due=due, new_date=day("2026-12-02"), reason="Карантин")


def test_move_is_told_to_the_director_and_the_decision_to_the_asker(
    roadmap, pick, teacher, director, django_capture_on_commit_callbacks
) -> None:
    due = due_of(pick("1.2"))
    with django_capture_on_commit_callbacks(execute=True):
        move = actions.ask_move(actor=teacher, due=due, new_date=day("2026-12-01"), reason="Карантин")
    assert list(Notice.objects.values_list("user", flat=True)) == [director.user.pk]
    with django_capture_on_commit_callbacks(execute=True):
        actions.refuse_move(actor=director, move=move, note="Успеваем")
    assert Notice.objects.filter(user=teacher.user).count() == 1
    due.refresh_from_db()
    assert due.due_on == day("2026-11-25")
    with pytest.raises(Refusal, match="уже решён"):
        actions.agree_move(actor=director, move=move)


def test_withdraw_is_only_for_the_asker(roadmap, pick, teacher, curator) -> None:
    move = actions.ask_move(actor=teacher, due=due_of(pick("1.2")), new_date=day("2026-12-01"), reason="Карантин")
    with pytest.raises(Forbidden):
        actions.withdraw_move(actor=curator, move=move)
    actions.withdraw_move(actor=teacher, move=move)
    assert move.state == "withdrawn"


def test_bulk_move_asks_for_the_curator_and_moves_for_the_director(roadmap, pick, curator, director) -> None:
    dues = [due_of(pick("1.1")), due_of(pick("1.2"))]
    undo = actions.bulk_move(actor=curator, dues=dues, new_date=day("2026-12-20"), reason="Отпуск")
    assert set(DueMove.objects.values_list("state", flat=True)) == {"asked"}
    take_back(actor=curator, undo=undo)
    assert DueMove.objects.count() == 0
    undo = actions.bulk_move(actor=director, dues=dues, new_date=day("2026-12-20"), reason="Отпуск")
    assert {due_of(pick(number)).due_on for number in ("1.1", "1.2")} == {day("2026-12-20")}
    take_back(actor=director, undo=undo)
    assert {due_of(pick(number)).due_on for number in ("1.1", "1.2")} == {day("2026-09-25"), day("2026-11-25")}


def test_bulk_assign_skips_those_who_answer_already_and_is_undone(roadmap, pick, curator, cast, today) -> None:
    rows = [pick("1.1"), pick("1.2"), pick("2.2")]
    undo = actions.bulk_assign(actor=curator, measures=rows, today=today, user=cast.teacher)
    assert [row.responsibles.filter(user=cast.teacher).count() for row in rows] == [1, 1, 1]
    take_back(actor=curator, undo=undo)
    assert [row.responsibles.filter(user=cast.teacher).count() for row in rows] == [0, 1, 0]


def test_bulk_close_is_all_or_nothing(roadmap, pick, curator, today) -> None:
    actions.add_proof(actor=curator, measure=pick("1.1"), proof=ProofInput(text="есть"))
    with pytest.raises(Refusal):
        actions.bulk_close(actor=curator, dues=[due_of(pick("1.1")), due_of(pick("1.2"))], fact_on=today, today=today)
    assert due_of(pick("1.1")).state == "planned"


def test_assign_refuses_strangers_and_repetitions(roadmap, pick, curator, cast, today) -> None:
    with pytest.raises(Refusal, match="не состоит"):
        actions.assign_responsible(actor=curator, measure=pick("1.1"), today=today, user=cast.stranger)
    with pytest.raises(Refusal, match="уже есть"):
        actions.assign_responsible(actor=curator, measure=pick("1.1"), today=today, role="curator")
    with pytest.raises(Refusal, match="Выберите"):
        actions.assign_responsible(actor=curator, measure=pick("1.1"), today=today)


def test_proof_refuses_emptiness(roadmap, pick, curator) -> None:
    with pytest.raises(Refusal, match="Приложите"):
        actions.add_proof(actor=curator, measure=pick("1.1"), proof=ProofInput())


def test_new_wording_of_a_deadline_keeps_done_dues(roadmap, pick, curator, today) -> None:
    measure = pick("2.1")
    first = due_of(measure)
    closed(curator, first, today, reason="раньше срока")
    change = actions.change_measure(actor=curator, measure=measure, deadline_text="до 15.12.2026, до 30.04.2027")
    assert change.kept == (first.pk,)
    assert [str(due.due_on) for due in measure.dues.all()] == ["2026-12-15", "2027-04-30"]
    with pytest.raises(Refusal, match="изменить нельзя"):
        actions.change_measure(actor=curator, measure=measure, section=1)


def test_split_keeps_history_with_the_first_part(roadmap, pick, curator) -> None:
    parts = actions.split_measure(actor=curator, measure=pick("1.2"), titles=["Собрать", " ", "Провести"])
    assert [(part.title, part.position) for part in parts] == [("Собрать", 1), ("Провести", 2)]
    with pytest.raises(Refusal, match="хотя бы два"):
        actions.split_measure(actor=curator, measure=pick("1.1"), titles=["Одно"])


def test_move_measure_and_renumber(roadmap, pick, curator) -> None:
    target = pick("2.1").section
    moved = pick("1.1")
    actions.move_measure(actor=curator, measure=moved, section=target, after=pick("2.1"))
    undo = actions.renumber(actor=curator, roadmap=roadmap)
    order = Measure.objects.filter(section__roadmap=roadmap).order_by("section__position", "position")
    assert [(row.number, row.title) for row in order] == [
        ("1.1", "Провести собрание"),
        ("2.1", "Собрать отчёты"),
        ("2.2", "Издать приказ"),
        ("2.3", "Консультировать"),
        ("2.4", "Заменить наставника"),
    ]
    take_back(actor=curator, undo=undo)
    assert Measure.objects.get(pk=moved.pk).number == "1.1"


def test_delete_and_restore_measure_and_section(roadmap, pick, curator) -> None:
    measure = pick("1.1")
    undo = actions.delete_measure(actor=curator, measure=measure)
    take_back(actor=curator, undo=undo)
    measure.refresh_from_db()
    assert measure.removed_at is None
    section = Section.objects.get(pk=measure.section_id)
    actions.delete_section(actor=curator, section=section)
    assert Measure.objects.filter(section=section, removed_at__isnull=True).count() == 0
    with pytest.raises(Refusal, match="единственный"):
        actions.delete_section(actor=curator, section=pick("2.1").section)
    actions.restore_section(actor=curator, section=section)
    assert Measure.objects.filter(section=section, removed_at__isnull=True).count() == 2


def test_withdraw_refuses_a_roadmap_that_was_worked_on(roadmap, pick, curator) -> None:
    actions.start_due(actor=curator, due=due_of(pick("1.1")))
    with pytest.raises(Refusal, match="уже работали"):
        actions.withdraw_roadmap(actor=curator, roadmap=roadmap)


def test_archive_and_back(roadmap, curator) -> None:
    actions.archive_roadmap(actor=curator, roadmap=roadmap)
    with pytest.raises(Refusal):
        actions.archive_roadmap(actor=curator, roadmap=roadmap)
    actions.restore_roadmap(actor=curator, roadmap=roadmap)
    assert roadmap.state == "draft"


def test_off_control_wants_a_note_and_the_right_and_can_be_taken_back(roadmap, director, teacher, pick):
    due = pick("1.2").dues.get()
    with pytest.raises(Forbidden):
        actions.take_off_control(actor=teacher, due=due, reason="Не нужно")
    with pytest.raises(Refusal, match="почему"):
        actions.take_off_control(actor=director, due=due, reason=" ")
    undo = actions.take_off_control(actor=director, due=due, reason="Передано в центр")
    assert due.state == Due.State.OFF_CONTROL
    take_back(actor=director, undo=undo)
    due.refresh_from_db()
    assert due.state == Due.State.PLANNED
