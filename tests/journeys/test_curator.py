"""A curator's morning without a browser, on whatever database the tests run: file, plan, proof, move, file again."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from estafeta.core.jobs import run_all
from estafeta.intake.models import Load
from estafeta.roadmaps.models import Due, Measure
from roadmap_reader import read_roadmaps
from tests.journeys import paper

LOADED = re.compile(r"/loads/(\d+)/$")


@pytest.fixture
def here(cast):
    return lambda name, *arguments: reverse(
        name if ":" in name else f"roadmaps:{name}", args=[cast.school.slug, *arguments]
    )


@pytest.fixture
def document(tmp_path):
    file = paper.write(tmp_path / "Ученик-ученик.docx")
    return SimpleUploadedFile(file.name, file.read_bytes())


def loaded(client, here, document) -> int:
    """Drop the file and let the worker read it; returns the load."""
    answer = client.post(here("intake:load_start"), {"file": document})
    assert run_all() >= 1
    found = LOADED.search(answer["Location"])
    assert found
    return int(found[1])


def test_from_a_file_to_a_living_plan_and_back(in_school, sign_in, here, document, tmp_path):
    petrova, gromov = sign_in(in_school.curator), sign_in(in_school.director)
    load = loaded(petrova, here, document)
    assert "2 места стоит проверить" in petrova.get(here("intake:load", load)).text.replace("\N{NO-BREAK SPACE}", " ")

    plan = petrova.post(here("intake:load_confirm", load))["Location"]
    page = petrova.get(plan).text
    assert all(title in page for title in paper.TITLES)

    done = Due.objects.get(measure__number="1.3")
    petrova.post(here("close_due", done.pk), {"fact_on": "2026-11-20", "text": "Анкеты у куратора"})
    done.refresh_from_db()
    assert done.state == Due.State.DONE
    assert here("measure", done.measure_id) not in petrova.get(here("today:today")).text

    moved = Due.objects.get(measure__number="2.1")
    petrova.post(here("ask_move", moved.pk), {"new_date": "2026-12-03", "reason": "Библиотека занята"})
    move = moved.moves.get()
    assert "Согласен" in gromov.get(here("today:today")).text
    gromov.post(here("decide_move", move.pk, "agree"))
    moved.refresh_from_db()
    assert moved.due_on.isoformat() == "2026-12-03"

    out = tmp_path / "out.docx"
    out.write_bytes(petrova.get(f"{plan}file/docx/").content)
    (read,) = read_roadmaps(out)
    measures = [measure for section in read.sections for measure in section.measures]
    assert [measure.number for measure in measures] == paper.NUMBERS
    assert [measure.title for measure in measures] == paper.TITLES


def test_nothing_of_a_load_exists_until_it_is_confirmed(in_school, sign_in, here, document):
    petrova = sign_in(in_school.curator)
    load = loaded(petrova, here, document)
    assert not Measure.objects.exists()
    petrova.post(here("intake:load_confirm", load))
    assert Measure.objects.count() == len(paper.NUMBERS)
    petrova.post(here("intake:load_undo", load))
    assert Load.objects.get().state == Load.State.UNDONE
    assert paper.TITLES[0] not in petrova.get(here("today:today")).text


def test_colleague_without_the_right_may_look_but_not_load(in_school, sign_in, here, document):
    orlova = sign_in(in_school.teacher)
    assert orlova.get(here("today:today")).status_code == 200
    assert orlova.post(here("intake:load_start"), {"file": document}).status_code == 403
    assert not Load.objects.exists()


def test_stranger_finds_nothing(in_school, sign_in, here, document):
    load = loaded(sign_in(in_school.curator), here, document)
    melnik = sign_in(in_school.stranger)
    for address in (
        here("today:today"),
        here("intake:load", load),
        here("intake:load_file", load),
        here("control:overview"),
    ):
        assert melnik.get(address).status_code == 404
