from __future__ import annotations

import io
from functools import cache

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from estafeta.core import jobs
from estafeta.core.models import JournalLine
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.intake import actions, queries
from estafeta.intake.models import Load
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps.models import Due, Measure, Roadmap
from estafeta.workbench.uploads import PLAN, Upload, accept

HEAD = ("№", "Мероприятие", "Срок", "Ответственный", "Результат")
ROWS = (
    ("1.1", "Издать приказ о внедрении целевой модели", "до 25.09.2026", "Громов П.А.", "Приказ"),
    ("1.2", "Собрать базу наставляемых", "до 15 октября 2022 г.", "Петрова А.С.", "База наставляемых"),
    ("1.3", "Провести обучение наставников", "ноябрь 2026 г.", "", "Сертификаты"),
    ("1.4", "Подвести итоги работы пар", "май 2027 г.", "Куратор", "Справка"),
)


@cache
def docx(rows=ROWS) -> bytes:
    document = Document()
    document.add_paragraph("Дорожная карта внедрения целевой модели наставничества на 2026-2027 учебный год")
    table = document.add_table(rows=0, cols=len(HEAD))
    for row in (HEAD, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def upload(content: bytes, name: str = "Карта школы.docx") -> Upload:
    return accept(SimpleUploadedFile(name, content), PLAN)


@pytest.fixture
def read(in_school, act, django_capture_on_commit_callbacks):
    load = actions.start_load(actor=act(in_school.curator, in_school.school), upload=upload(docx()))
    actions.read_load(load=load)
    load.refresh_from_db()
    return load


@pytest.fixture
def curator(in_school, act):
    return act(in_school.curator, in_school.school)


def test_start_keeps_the_file_and_waits_for_the_worker(curator):
    load = actions.start_load(actor=curator, upload=upload(docx()))
    assert (load.state, load.file_name, load.size) == ("waiting", "Карта школы.docx", len(docx()))
    assert "Карта" not in load.file.name
    assert jobs.Job.objects.filter(task=actions.READ, key=f"load-{load.pk}").count() == 1


def test_employee_may_not_load(in_school, act):
    with pytest.raises(Forbidden):
        actions.start_load(actor=act(in_school.teacher, in_school.school), upload=upload(docx()))


def test_reading_makes_a_draft_and_no_plan(read):
    assert read.state == "read"
    assert [row["number"] for row in read.draft["rows"]] == ["1.1", "1.2", "1.3", "1.4"]
    assert Roadmap.objects.count() == 0


def test_people_and_roles_are_recognised(read, in_school):
    people = [[(one["user_id"], one["role"]) for one in row["responsibles"]] for row in read.draft["rows"]]
    assert people == [[(in_school.director.pk, "")], [(in_school.curator.pk, "")], [], [(None, "curator")]]


def test_preview_says_whom_it_has_not_recognised(curator, in_school):
    row = ("1.1", "Издать приказ", "до 25.09.2026", "Сидоров К.К., Громов П.А.", "Приказ")
    load = actions.start_load(actor=curator, upload=upload(docx((row, *ROWS[1:]))))
    actions.read_load(load=load)
    load.refresh_from_db()
    shown = queries.preview(load, today=curator.organisation.created_at.date())
    told = {row.number: (row.responsibles, row.unknown) for section in shown.sections for row in section.rows}
    assert told["1.1"] == (("Сидоров К.К.", in_school.director.short_name), True)
    assert told["1.2"] == ((in_school.curator.short_name,), False)


def test_doubts_name_the_date_outside_and_the_missing_person(read):
    doubtful = {doubt["row"] for doubt in read.draft["doubts"]}
    rows = {row["key"]: row["number"] for row in read.draft["rows"]}
    assert {"1.2", "1.3"} <= {rows.get(key) for key in doubtful}


def test_what_is_no_roadmap_is_refused_with_a_sentence(curator):
    load = actions.start_load(actor=curator, upload=upload("Список класса: Иванов, Петров".encode(), "класс.txt"))
    actions.read_load(load=load)
    load.refresh_from_db()
    assert load.state == "refused"
    assert load.refusal.endswith(".")


def test_reading_twice_changes_nothing(read):
    before = read.draft
    actions.read_load(load=read)
    read.refresh_from_db()
    assert (read.state, read.draft) == ("read", before)


def test_confirm_creates_exactly_what_was_promised(read, curator, in_school):
    promised = queries.preview(read, today=curator.organisation.created_at.date())
    roadmap = actions.confirm_load(actor=curator, load=read)
    measures = Measure.objects.filter(section__roadmap=roadmap)
    assert measures.count() == promised.measures == 4
    assert Due.objects.filter(measure__in=measures).count() == promised.dues
    read.refresh_from_db()
    assert (read.state, read.roadmap_id) == ("confirmed", roadmap.pk)
    assert JournalLine.objects.filter(verb="intake.confirm_load").count() == 1


def test_confirming_twice_is_refused(read, curator):
    actions.confirm_load(actor=curator, load=read)
    with pytest.raises(Refusal, match="завершена"):
        actions.confirm_load(actor=curator, load=read)
    assert Roadmap.objects.count() == 1


def test_undo_takes_the_plan_away_and_keeps_the_file(read, curator):
    roadmap = actions.confirm_load(actor=curator, load=read)
    load = actions.undo_load(actor=curator, load=read)
    roadmap.refresh_from_db()
    assert (load.state, roadmap.removed_at is not None) == ("undone", True)
    with load.file.open("rb") as kept:
        assert kept.read() == docx()


def test_corrections_reach_the_plan(read, curator):
    key = read.draft["rows"][1]["key"]
    actions.correct_row(actor=curator, load=read, key=key, values={"deadline_text": "до 15 октября 2026 г."})
    actions.leave_out_row(actor=curator, load=read, key=read.draft["rows"][2]["key"], out=True)
    actions.correct_head(actor=curator, load=read, values={"title": "Наша карта"})
    roadmap = actions.confirm_load(actor=curator, load=read)
    days = Due.objects.filter(measure__section__roadmap=roadmap).values_list("measure__number", "due_on")
    assert sorted((number, day.isoformat()) for number, day in days) == [
        ("1.1", "2026-09-25"),
        ("1.2", "2026-10-15"),
        ("1.4", "2027-05-31"),
    ]
    assert roadmap.title == "Наша карта"


def test_other_meaning_of_a_column_reads_the_file_again(read, curator):
    column = next(one for one in read.draft["columns"] if one["meaning"] == "result")
    load = actions.read_columns_again(
        actor=curator, load=read, meanings={(column["table"], column["index"]): "document"}
    )
    assert [row["document"] for row in load.draft["rows"]][:2] == ["Приказ", "База наставляемых"]
    assert [row["result"] for row in load.draft["rows"]][:2] == ["", ""]


def test_reading_that_broke_off_begins_again_and_one_that_goes_on_does_not(curator):
    load = actions.start_load(actor=curator, upload=upload(docx()))
    with pytest.raises(Refusal, match="уже читается"):
        actions.read_again(actor=curator, load=load)
    jobs.cancel(load.job)
    load.refresh_from_db()
    assert load.is_broken_off
    again = actions.read_again(actor=curator, load=load)
    assert (again.is_broken_off, again.job.key) == (False, f"load-{load.pk}")
    actions.read_load(load=again)
    again.refresh_from_db()
    assert again.state == "read"


def test_file_is_put_away_with_its_reading_before_and_after(curator, read):
    waiting = actions.start_load(actor=curator, upload=upload(docx(ROWS[:2])))
    put_away = actions.discard_load(actor=curator, load=waiting)
    put_away.job.refresh_from_db()
    assert (put_away.state, put_away.job.is_open) == ("undone", False)
    actions.read_load(load=put_away)
    put_away.refresh_from_db()
    assert (put_away.state, put_away.draft) == ("undone", {}), "what was put away is not read after all"
    jobs.Job.objects.filter(pk=read.job_id).delete()
    read.refresh_from_db()
    assert actions.discard_load(actor=curator, load=read).state == "undone"


def test_draft_without_rows_or_a_title_makes_no_plan(read, curator):
    actions.correct_head(actor=curator, load=read, values={"title": " "})
    with pytest.raises(Refusal, match="Назовите"):
        actions.confirm_load(actor=curator, load=read)
    for row in read.draft["rows"]:
        actions.leave_out_row(actor=curator, load=read, key=row["key"], out=True)
    with pytest.raises(Refusal, match="Все строки убраны"):
        actions.confirm_load(actor=curator, load=read)
    read.refresh_from_db()
    assert (read.state, Roadmap.objects.count()) == ("read", 0)


def test_load_whose_plan_is_gone_is_undone_alone(read, curator):
    actions.confirm_load(actor=curator, load=read)
    Load.objects.filter(pk=read.pk).update(roadmap=None)
    assert actions.undo_load(actor=curator, load=read).state == "undone"


def test_several_doubts_are_looked_at_at_once(read, curator):
    keys = [doubt["key"] for doubt in read.draft["doubts"]]
    assert len(keys) > 1
    load = actions.check_doubts(actor=curator, load=read, keys=keys[:2])
    assert [doubt["checked"] for doubt in load.draft["doubts"]][:3] == [True, True, False][: len(keys)]


def test_another_organisation_has_its_own_loads(read, cast, act):
    with tenant_scope(cast.department), pytest.raises(Refusal, match="другой организации"):
        actions.discard_load(actor=act(cast.coordinator, cast.department), load=read)


def test_same_file_is_noticed(read, curator):
    again = actions.start_load(actor=curator, upload=upload(docx(), "другое имя.docx"))
    assert queries.same_file(again) == read
    other = actions.start_load(actor=curator, upload=upload(docx(ROWS[:2])))
    assert queries.same_file(other) is None


def test_loads_of_another_tenant_stay_there(read, cast, act, sign_in):
    with tenant_scope(cast.forest_school):
        foreign = actions.start_load(actor=act(cast.stranger, cast.forest_school), upload=upload(docx()))
        assert list(queries.loads_of(cast.forest_school)) == [foreign]
    with tenant_scope(cast.school):
        assert list(queries.loads_of(cast.school)) == [read]
    client = sign_in(cast.curator)
    assert client.get(reverse("intake:load", args=[cast.school.slug, foreign.pk])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_loads_asks_one_query(curator, in_school, django_assert_num_queries, count):
    for number in range(count):
        actions.start_load(actor=curator, upload=upload(docx(), f"{number}.docx"))
    with django_assert_num_queries(1):
        assert len([(row.made_by.short_name, row.roadmap) for row in queries.loads_of(in_school.school)]) == count
