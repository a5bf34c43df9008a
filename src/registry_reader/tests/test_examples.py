"""The shared examples are read as their gold says."""

import pytest

from registry_reader import read_registry
from registry_reader.model import to_json
from registry_reader.tests.examples import examples, gold, scorer

FILES = examples()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_example_is_read_as_its_gold_says(path):
    score = scorer()
    result = score.score(to_json(read_registry(path)), gold(path))
    assert result["errors"] == []
    assert result["lost"] == []
    assert result["leaked"] == 0
    found, wanted, more = result["doubts"]
    assert (found, more) == (wanted, 0)


def test_the_examples_are_there_or_the_reason_is_told():
    if not FILES:
        pytest.skip("нет папки ../shared/registries с примерами")
    assert len(FILES) == 10
