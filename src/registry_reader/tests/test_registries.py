"""Registries made up by chance are read back as they were meant, in every format."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry_reader import read_content
from registry_reader.model import to_json
from registry_reader.tests.files import shown
from registry_reader.tests.registries import OF_KIND, registry

ROLES = {"mentees": "mentee", "mentors": "mentor"}


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 1_000_000), st.sampled_from(sorted(OF_KIND)))
def test_a_registry_is_read_back_in_every_format(seed, kind):
    made = registry(seed, kind)
    for ending, content in made.files():
        answer = to_json(read_content(content, f"x.{ending}"))
        assert (answer["kind"], answer["organisation"], answer["as_of"]) in (
            (kind, made.organisation, made.as_of),
            (answer["kind"] if made.organisation is None else kind, made.organisation, made.as_of),
        )
        assert [facts(row) for row in answer["rows"]] == [plain(person) for person in made.people]
        for row, line, kept in zip(answer["rows"], made.lines, made.kept, strict=True):
            assert place(row["place"]) == line + 1
            assert set(kept) <= {str(value) for value in (row.get("extra") or {}).values()}


def facts(row):
    return plain({key: value for key, value in row.items() if key not in {"place", "role", "extra"}})


def plain(person):
    return {key: value for key, value in person.items() if value is not None}


def place(text):
    return int(text.rpartition("!")[2] if "!" in text else text.rpartition(" ")[2])


@pytest.mark.parametrize("kind", ["mentees", "mentors"])
def test_everybody_of_one_side_has_its_role(kind):
    made = registry(3, kind)
    answer = to_json(read_content(dict(made.files())["xlsx"]))
    assert {row["role"] for row in answer["rows"]} == {ROLES[kind]}


def test_what_is_shown_is_what_a_program_prints():
    assert [shown(value) for value in (None, 3.0, "а")] == ["", "3", "а"]
