"""The watch over the journal complains of every wrong number of lines and of a foreign verb, and of nothing else."""

from __future__ import annotations

import pytest

from tests.one_line import FOREIGN, SEVERAL, SILENT, wrong


@pytest.mark.parametrize(
    ("name", "written", "complaint"),
    [
        ("people.add_person", ["people.add_person"], ""),
        ("people.add_person", [], "ничего не пишет"),
        ("people.add_person", ["people.add_person", "people.add_person"], "2 раз"),
        ("people.add_person", ["documents.add_person"], "чужим словом"),
        (next(iter(SILENT)), [], ""),
        (next(iter(SEVERAL)), ["any.verb", "other.verb"], ""),
        (next(iter(SEVERAL)), [], "ничего не пишет"),
        (next(iter(FOREIGN)), [f"{next(iter(FOREIGN.values()))}.verb"], ""),
        (next(iter(FOREIGN)), [f"{next(iter(FOREIGN)).partition('.')[0]}.verb"], "чужим словом"),
    ],
)
def test_lines_of_one_call(name: str, written: list[str], complaint: str) -> None:
    found = wrong(name, written)
    assert (complaint in found) if complaint else not found
