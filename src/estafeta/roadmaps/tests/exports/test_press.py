from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from estafeta.core.refusals import Refusal
from estafeta.roadmaps.exports import FORMATS, LAYOUTS, export
from estafeta.roadmaps.exports.press import file_name
from estafeta.roadmaps.models import Roadmap
from estafeta.roadmaps.tests.exports.sheets import CLASSIC

DAY = dt.date(2026, 11, 21)


def test_the_kinds_of_files():
    assert {name: made.label for name, made in FORMATS.items()} == {"docx": "Word", "xlsx": "Excel", "pdf": "PDF"}


@pytest.mark.parametrize(
    ("layout", "format", "says"), [("sideways", "docx", "вида печати"), ("classic5", "exe", "Word, Excel и PDF")]
)
def test_what_cannot_be_made_is_refused(layout, format, says):
    with pytest.raises(Refusal, match=says):
        export(Roadmap(), layout, format, DAY)


def test_every_layout_of_the_model_can_be_printed():
    assert set(LAYOUTS) == set(Roadmap.Layout.values)


@pytest.mark.django_db
def test_a_text_too_long_for_a_cell_is_refused_with_a_way_out(roadmap, pick):
    measure = pick("1.1")
    measure.result = "а" * 40_000
    measure.save()
    with pytest.raises(Refusal, match="Word или PDF"):
        export(roadmap, "classic5", "xlsx", DAY)
    assert export(roadmap, "classic5", "docx", DAY).content


@pytest.mark.parametrize(
    ("organisation", "name"),
    [
        ("МБОУ «СОШ № 3»", "Дорожная карта 2026–2027, МБОУ «СОШ № 3».pdf"),
        ('ГБОУ "А/Б": <x>|?*\\', "Дорожная карта 2026–2027, ГБОУ А Б x.pdf"),
        ("", "Дорожная карта 2026–2027.pdf"),
        ("../..\n", "Дорожная карта 2026–2027.pdf"),
    ],
)
def test_file_names_are_safe(organisation, name):
    assert file_name(replace(CLASSIC, organisation=organisation), "pdf") == name


def test_a_long_name_is_cut():
    assert len(file_name(replace(CLASSIC, organisation="слово " * 90), "docx")) <= 105


def test_a_calendar_year_is_one_year():
    assert replace(CLASSIC, starts=dt.date(2026, 1, 1), ends=dt.date(2026, 12, 31)).years == "2026"
