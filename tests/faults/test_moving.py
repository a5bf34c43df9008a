"""An organisation that has moved says of itself what it said before, whatever its rows are numbered now."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.apps import apps

from estafeta.core.journal.carrying import ON_THE_WAY, swapped
from estafeta.core.journal.sealing import TEXTS
from estafeta.upkeep.archive import read
from estafeta.upkeep.moving.meanings import MEANINGS
from estafeta.upkeep.moving.models import keys, several

pytestmark = pytest.mark.slow
SCHOOL = "mbou-sosh-2-zarechnaya"
MINISTRY = "ministerstvo-obrazovaniya-priozernogo-kraya"
OWN = "upkeep."


class Told:
    """What an archive says: every number of a row is replaced by its place among the rows of its kind."""

    def __init__(self, path: Path) -> None:
        self.parts: dict[str, bytes] = {}
        self.manifest = read(path, lambda name, file: self.parts.update({name: file.read()}))
        self.rows = {
            name.removeprefix("rows/").removesuffix(".jsonl"): [json.loads(line) for line in data.splitlines()]
            for name, data in self.parts.items()
            if name.endswith(".jsonl")
        }
        self.rows["accounts.User"] = self.rows.pop("users")
        self.rows["core.JournalLine"] = [
            row for row in self.rows["core.JournalLine"] if not row["verb"].startswith(OWN)
        ]
        self.places = {
            label.lower(): {row["pk"]: place for place, row in enumerate(rows)} for label, rows in self.rows.items()
        }
        self.target = ""

    def number(self, label: str, old: object) -> int | None:
        return self.places.get(label.lower(), {}).get(old)

    def person(self, token: re.Match[str]) -> str:
        return f"{token[1]} {self.number(token[1], int(token[2]))} {token[3]}"

    def path(self, old: str) -> str:
        return old

    def slug(self, old: str) -> str:
        return old

    def without_numbers(self) -> dict[str, list[dict[str, object]]]:
        return {label: [self.line(label, row) for row in rows] for label, rows in self.rows.items()}

    def line(self, label: str, row: dict[str, object]) -> dict[str, object]:
        told = {name: value for name, value in row.items() if name != "pk"}
        model = apps.get_model(label)
        if label == "accounts.User":
            return told
        self.target = str(row.get("target_type", ""))
        for name in TEXTS if label == "core.JournalLine" else ():
            told[name] = swapped(row[name], self.person, ON_THE_WAY)
        for kind, *rest in told.pop("mentions", ()):
            told[f"about {kind} {self.number(kind, rest[0])}"] = rest[1:]
        for key, to in keys(model):
            told[key.attname] = self.number(to._meta.label, row[key.attname])
        for many in several(model):
            told[many.name] = [self.number(many.related_model._meta.label, pk) for pk in row[many.name]]
        return {
            name: MEANINGS[f"{label}.{name}"](value, self) if value and f"{label}.{name}" in MEANINGS else value
            for name, value in told.items()
        }


def test_region_that_has_moved_says_the_same(district, migrated, tmp_path):
    elsewhere = migrated
    first, second = tmp_path / "first.tar.gz", tmp_path / "second.tar.gz"
    district.run("organisation", "export", MINISTRY, str(first))
    said = elsewhere.run("organisation", "import", str(first))
    assert "Осталось" not in said
    elsewhere.run("organisation", "export", MINISTRY, str(second))
    before, after = Told(first), Told(second)
    assert len(before.rows["roadmaps.Measure"]) > 200
    assert after.without_numbers() == before.without_numbers()
    assert elsewhere.files() == {name: data for name, data in district.files().items() if name in elsewhere.files()}
    assert len(elsewhere.files()) > 20
    assert after.manifest["counts"]["core.JournalLine"] == before.manifest["counts"]["core.JournalLine"] + 1


def test_school_alone_leaves_what_hangs_on_others_and_comes_once(district, migrated, tmp_path):
    if district.url:
        pytest.skip("one database is enough: the region has moved on both")
    elsewhere = migrated
    archive = tmp_path / "school.tar.gz"
    district.run("organisation", "export", SCHOOL, str(archive))
    assert "различаются" in elsewhere.run("organisation", "import", aged(archive), code=1)
    assert "«nowhere»" in elsewhere.run("organisation", "import", str(archive), "--under", "nowhere", code=1)
    assert elsewhere.files() == {}
    said = elsewhere.run("organisation", "import", str(archive))
    assert "Осталось на прежнем месте" in said
    assert "согласования: 1" in said
    rows = elsewhere.rows()
    assert "здесь уже есть" in elsewhere.run("organisation", "import", str(archive), code=1)
    assert elsewhere.rows() == rows
    passwords = {row[1] for row in rows["accounts_user"]}
    assert all(str(word).startswith("!") for word in passwords if word)


def aged(archive: Path) -> str:
    """The same archive as another version of the product would have written it."""
    from estafeta.upkeep.archive import packing

    parts: dict[str, bytes] = {}
    manifest = read(archive, lambda name, file: parts.update({name: file.read()}))
    target = archive.with_name("aged.tar.gz")
    with packing(target) as packed:
        for name, data in parts.items():
            packed.add_bytes(name, data)
        manifest.pop("members")
        packed.finish({**manifest, "migrations": [*manifest["migrations"], "tomorrow.0001_initial"]})
    return str(target)
