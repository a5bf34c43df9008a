from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairing.criteria.distance import Kind, cosine
from pairing.tests.data.people import guide, pupil

KIND = Kind(40, {"Берёзовка": (56.0, 93.0), "Озёрное": (56.1, 93.0), "Дальнее": (60.0, 93.0)})


@pytest.mark.parametrize(
    ("kind", "one", "other", "value", "said"),
    [
        (Kind(), "", "Лесное", None, ""),
        (Kind(), "Лесное", "лесное", 1000, "живут рядом: Лесное"),
        (Kind(), "Лесное", "Полянка", 0, ""),
        (KIND, "Березовка", "Озёрное", 722, "недалеко: около 11 км"),
        (KIND, "Берёзовка", "Дальнее", 0, ""),
        (KIND, "Берёзовка", "Неизвестное", 0, ""),
    ],
)
def test_value_and_sentence(kind, one, other, value, said):
    people = pupil(place=one), guide(place=other)
    assert (kind.value(*people), kind.sentence(*people)) == (value, said)


@given(st.floats(-90, 90))
def test_cosine_by_series(degrees):
    assert math.isclose(cosine(degrees), math.cos(math.radians(degrees)), abs_tol=1e-6)
