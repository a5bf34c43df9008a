"""The two worked examples that came with the task: every measure, every field."""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path

import pytest

from roadmap_reader.documents import open_document
from roadmap_reader.structure import interpret, roadmaps_to_json

BESIDE = Path(__file__).resolve().parents[5] / "shared"
SHARED = Path(os.environ.get("ESTAFETA_SHARED", BESIDE))
pytestmark = pytest.mark.skipif(
    not (SHARED / "reader" / "score.py").is_file(), reason="the shared examples are not here"
)


def seed(name):
    (path,) = (SHARED / "seeds").glob(f"{name}_*.txt")
    return roadmaps_to_json(interpret(open_document(path)))


def score(form, gold):
    spec = importlib.util.spec_from_file_location("score", SHARED / "reader" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.score_doc(form, gold)


@pytest.mark.parametrize("name", ["001", "003"])
def test_examples_are_read_without_a_fault(name):
    gold = json.loads((SHARED / "reader" / f"{name}.gold.json").read_text(encoding="utf-8"))
    result = score(seed(name), gold)
    assert result["matched"] == result["gold"] == result["pred"]
    assert all(right == asked for right, asked in result["fields"].values())
    assert result["section"][0] == result["section"][1]
    assert all(result["heads"].values())


@pytest.mark.parametrize(("name", "count"), [("000", 26), ("001", 28), ("002", 18), ("003", 19), ("004", 33)])
def test_no_measure_of_a_seed_is_lost(name, count):
    assert sum(len(section["measures"]) for section in seed(name)["sections"]) == count
