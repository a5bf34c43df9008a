"""Reasons of all pairs at once are those of each pair alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pairing.explanations import explain_match, pairs
from pairing.generator import Shape, generate
from pairing.runs import case_of, run


@pytest.mark.parametrize("at_once", [7, 10_000])
def test_all_pairs_are_explained_as_one_by_one(monkeypatch, at_once):
    monkeypatch.setattr(pairs, "AT_ONCE", at_once)
    crowd = generate(Shape(60, organisations=4, seed=3))
    pins = ((crowd.mentees[0].key, crowd.mentors[0].key), (crowd.mentees[9].key, crowd.mentors[3].key))
    weights = (0, *crowd.settings.weights[1:])
    made = run(case_of(crowd.mentees, crowd.mentors, replace(crowd.settings, pins=pins, weights=weights)))
    found = made.answer.pairs
    assert len(found.mentees) > 10
    assert list(pairs.explain_all(made)) == [
        explain_match(made, i, j) for i, j in zip(found.mentees.tolist(), found.mentors.tolist(), strict=True)
    ]
