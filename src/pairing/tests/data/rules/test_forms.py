from __future__ import annotations

from pairing.rules.forms import Kind
from pairing.tests.data.people import guide, pupil

PUPILS, TEACHERS = "ученик–ученик", "учитель–учитель"


def test_a_common_form_is_enough():
    assert Kind().reason(pupil(forms=(PUPILS,)), guide(forms=(TEACHERS, PUPILS))) is None


def test_silence_takes_part_in_any():
    assert Kind().reason(pupil(), guide(forms=(TEACHERS,))) is None
    assert Kind().reason(pupil(forms=(PUPILS,)), guide()) is None


def test_different_forms_are_named():
    reason = Kind().reason(pupil(forms=(PUPILS,)), guide(forms=(TEACHERS,)))
    assert reason == "разные формы наставничества: нужна «ученик–ученик», а наставник ведёт «учитель–учитель»"
