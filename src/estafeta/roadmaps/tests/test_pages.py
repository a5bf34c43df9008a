from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps import actions
from estafeta.roadmaps.models import Due, DueMove, Measure, Proof, Roadmap, Section
from estafeta.workbench.models import Undo

HX = {"HX-Request": "true"}


@pytest.fixture
def client(sign_in, cast):
    return sign_in(cast.curator)


@pytest.fixture
def url(cast):
    return lambda name, *args: reverse(name if ":" in name else f"roadmaps:{name}", args=[cast.school.slug, *args])


def due_of(measure: Measure) -> Due:
    return measure.dues.first()


def test_every_reading_page_opens(client, url, roadmap, pick) -> None:
    measure = pick("1.1")
    due = due_of(measure).pk
    section = measure.section_id
    for name, *args in [
        ("today:today",), ("roadmaps",), ("intake:new",), ("plan", roadmap.pk),
        ("timeline", roadmap.pk), ("calendar", roadmap.pk),
        ("edit", roadmap.pk), ("add_section", roadmap.pk), ("change_section", section), ("add_measure", section),
        ("measure", measure.pk), ("change_measure", measure.pk), ("split", measure.pk), ("move_measure", measure.pk),
        ("kinds", measure.pk), ("assign", measure.pk), ("add_due", measure.pk), ("add_proof", measure.pk),
        ("close_due", due), ("ask_move", due), ("due_step", due, "cancel"), ("read_deadline", roadmap.pk),
    ]:  # fmt: skip
        answer = client.get(url(name, *args))
        assert answer.status_code == 200, (name, answer.status_code)
        beside = client.get(url(name, *args), headers=HX)
        assert beside.status_code == 200, (name, "htmx")
    assert client.get(url("roadmap")).url == roadmap.get_absolute_url()


def test_plan_shows_its_own_rows_and_no_other_tenants(client, url, roadmap, foreign, cast) -> None:
    page = client.get(url("plan", roadmap.pk))
    titles = {row.title for group in page.context["plan"].groups for row in group.rows}
    assert titles == {"Издать приказ", "Провести собрание", "Собрать отчёты", "Консультировать", "Заменить наставника"}
    assert client.get(url("plan", foreign.pk)).status_code == 404


def test_strangers_objects_are_404_everywhere(client, url, roadmap, foreign, cast) -> None:
    with tenant_scope(cast.forest_school):
        measure = Measure.objects.filter(section__roadmap=foreign).first()
        due, section = measure.dues.first().pk, measure.section_id
    for name, pk in [
        ("measure", measure.pk),
        ("close_due", due),
        ("change_section", section),
        ("timeline", foreign.pk),
    ]:
        assert client.get(url(name, pk)).status_code == 404, name


def test_plan_filters_keep_exactly_what_fits(client, url, roadmap) -> None:
    def shown(query: str) -> set[str]:
        page = client.get(url("plan", roadmap.pk) + query)
        return {row.number for group in page.context["plan"].groups for row in group.rows}

    assert shown("?when=late") == {"1.1"}
    assert shown("?when=week") == {"1.2"}
    assert shown("?stage=6") == {"2.1", "2.2", "2.3"}
    assert shown("?responsible=none") == {"2.2", "2.3"}
    assert shown("?mine=on") == {"1.1"}
    assert shown("?q=отчеты собрать") == {"2.1"}
    assert shown("?when=nonsense&stage=99") == {"1.1", "1.2", "2.1", "2.2", "2.3"}


def test_closing_with_a_file_leaves_today_and_can_be_undone(client, url, roadmap, pick) -> None:
    due = due_of(pick("1.1"))
    before = client.get(url("today:today"))
    assert [line.duty.title for line in before.context["found"].group("late").lines] == ["Издать приказ"]
    file = SimpleUploadedFile("Приказ № 12.pdf", b"%PDF-1.4 order")
    answer = client.post(url("close_due", due.pk), {"fact_on": "2026-09-24", "file": file, "next": url("today:today")})
    assert answer.status_code == 302
    assert answer.url == url("today:today")
    after = client.get(url("today:today"))
    assert after.context["found"].group("late") is None
    assert b"undo" in after.content
    proof = Proof.objects.get()
    assert (proof.original_name, proof.due_id) == ("Приказ № 12.pdf", due.pk)
    kept = client.get(url("proof_file", proof.pk))
    assert b"".join(kept.streaming_content) == b"%PDF-1.4 order"
    client.post(url("workbench:undo", Undo.objects.get().pk))
    due.refresh_from_db()
    assert (due.state, due.fact_on, Proof.objects.count()) == ("planned", None, 0)


def test_closing_without_proof_or_reason_is_asked_again(client, url, roadmap, pick) -> None:
    due = due_of(pick("1.1"))
    answer = client.post(url("close_due", due.pk), {"fact_on": "2026-09-24"})
    assert answer.status_code == 422
    assert "Приложите подтверждение" in answer.content.decode()
    future = client.post(url("close_due", due.pk), {"fact_on": "2027-09-24", "reason": "устно"})
    assert future.status_code == 422


def test_move_is_asked_by_the_teacher_and_agreed_by_the_director(sign_in, cast, url, roadmap, pick) -> None:
    due = due_of(pick("1.2"))
    asked = sign_in(cast.teacher).post(url("ask_move", due.pk), {"new_date": "2026-12-05", "reason": "Карантин"})
    assert asked.status_code == 302
    move = DueMove.objects.get()
    refused = sign_in(cast.teacher).post(url("decide_move", move.pk, "agree"))
    assert refused.status_code == 403
    waiting = sign_in(cast.director).get(url("today:today")).context["found"].group("decide").lines
    assert [line.kind.code for line in waiting] == ["roadmaps.move"]
    sign_in(cast.director).post(url("decide_move", move.pk, "agree"))
    due.refresh_from_db()
    assert due.due_on == dt.date(2026, 12, 5)


def test_bulk_asks_then_closes_then_undoes(client, url, roadmap, pick) -> None:
    rows = [pick("1.1").pk, pick("1.2").pk]
    asked = client.post(url("bulk", roadmap.pk), {"act": "close", "selected": rows})
    assert asked.status_code == 200
    done = client.post(
        url("bulk", roadmap.pk),
        {"act": "close", "selected": rows, "sure": "yes", "fact_on": "2026-11-20", "reason": "устно"},
    )
    assert done.status_code == 302
    assert Due.objects.filter(state="done", measure__section__roadmap=roadmap).count() == 2
    client.post(url("workbench:undo", Undo.objects.get().pk))
    assert Due.objects.filter(state="done", measure__section__roadmap=roadmap).count() == 0


def test_bulk_with_nothing_chosen_says_so(client, url, roadmap) -> None:
    assert client.post(url("bulk", roadmap.pk), {"act": "move"}, headers=HX).status_code == 422


def test_measure_is_added_changed_and_removed_by_hand(client, url, roadmap) -> None:
    section = Section.objects.filter(roadmap=roadmap).first()
    client.post(url("add_measure", section.pk), {"title": "Утвердить положение", "deadline_text": "до 30.09.2026"})
    made = Measure.objects.get(title="Утвердить положение")
    assert [due.due_on for due in made.dues.all()] == [dt.date(2026, 9, 30)]
    client.post(url("change_measure", made.pk), {"title": "Утвердить положение", "deadline_text": "октябрь 2026"})
    assert [due.due_on for due in made.dues.all()] == [dt.date(2026, 10, 31)]
    client.post(url("delete_measure", made.pk))
    assert client.get(url("measure", made.pk)).status_code == 404
    client.post(url("workbench:undo", Undo.objects.get().pk))
    assert client.get(url("measure", made.pk)).status_code == 200


def test_new_empty_roadmap(client, url, in_school) -> None:
    data = {"way": "empty", "title": "Карта", "starts": "2026-09-01", "ends": "2027-05-31", "layout": "roles5"}
    answer = client.post(url("intake:new"), data)
    assert answer.url == Roadmap.objects.get().get_absolute_url()
    assert client.get(answer.url).status_code == 200
    wrong = client.post(url("intake:new"), data | {"ends": "2026-01-01"})
    assert wrong.status_code == 422


def test_teacher_may_not_change_the_plan(sign_in, cast, url, roadmap, pick) -> None:
    client = sign_in(cast.teacher)
    assert client.get(url("change_measure", pick("1.2").pk)).status_code == 403
    assert client.get(url("close_due", due_of(pick("1.1")).pk)).status_code == 403
    assert client.get(url("close_due", due_of(pick("1.2")).pk)).status_code == 200


def test_overview_opens_for_the_coordinator_only(sign_in, cast, roadmap) -> None:
    address = reverse("control:overview", args=[cast.department.slug])
    for axis in ("stages", "sections", "months", "nonsense"):
        page = sign_in(cast.coordinator).get(f"{address}?axis={axis}")
        assert page.status_code == 200
        rows = {row.organisation for row in page.context["matrix"].rows}
        assert rows == {*cast.institutions}
    assert sign_in(cast.curator).get(address).status_code == 404
    assert sign_in(cast.department_clerk).get(address).status_code == 403


@pytest.mark.parametrize("name", ["today:today", "plan", "timeline", "calendar", "measure"])
def test_query_count_does_not_grow_with_rows(
    client, url, roadmap, pick, name, curator, django_assert_num_queries, today
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    args = {"today:today": [], "measure": [pick("1.2").pk]}.get(name, [roadmap.pk])

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(url(name, *args)).status_code == 200
        return len(queries)

    count()
    one = count()
    measure = pick("1.2")
    section = measure.section
    for index in range(3):
        from estafeta.roadmaps.drafts import MeasureDraft

        actions.add_measure(
            actor=curator, section=section, draft=MeasureDraft(title=f"Ещё {index}", deadline_text="до 26.11.2026")
        )
        actions.add_remark(actor=curator, measure=measure, text="слово")
        actions.add_due(actor=curator, measure=measure, due_on=today + dt.timedelta(days=index))
    count()  # the figures of the frame are counted anew after an act, once
    assert count() == one


def test_many_late_dues_stand_behind_a_line(client, url, roadmap, pick, curator) -> None:
    for shift in range(22):
        actions.add_due(actor=curator, measure=pick("1.1"), due_on=dt.date(2026, 10, 1) + dt.timedelta(days=shift))
    page = client.get(url("today:today"))
    late = page.context["found"].group("late")
    assert (len(late.lines), len(late.more), late.count) == (5, 18, 23)
    assert page.content.decode().count("<summary>ещё 18</summary>") == 1
