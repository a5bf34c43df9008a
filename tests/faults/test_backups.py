"""A backup of a whole installation comes back row for row and file for file, on both databases."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from estafeta.core.refusals import Refusal
from estafeta.upkeep import backups

pytestmark = pytest.mark.slow
NOW = dt.datetime(2026, 11, 21, 3, tzinfo=dt.UTC)
PASSWORD = "Рябина-у-окна"


def test_every_row_and_every_file_comes_back(district, elsewhere, tmp_path):
    copy = tmp_path / "copies" / "copy.tar.gz"
    said = district.run("backup", str(copy), BACKUP_PASSWORD=PASSWORD)
    rows, files = district.rows(), district.files()
    count = sum(map(len, rows.values()))
    assert count > 2000
    assert len(files) > 20
    figures = f"Строк в базе: {count // 1000} {count % 1000:03}, файлов: {len(files)}"
    assert figures in " ".join(said.split())
    assert [path.name for path in copy.parent.iterdir()] == ["copy.tar.gz"]
    with pytest.raises(Refusal, match="Пароль не подходит"):
        backups.check_backup(copy, "другой пароль")
    with pytest.raises(Refusal, match="закрыт паролем"):
        backups.restore(elsewhere.installation, copy, migrate=nothing)
    elsewhere.run("restore", str(copy), BACKUP_PASSWORD=PASSWORD)
    assert elsewhere.rows() == rows
    assert elsewhere.files() == files
    assert (elsewhere.data / "secret-key").read_text() == (district.data / "secret-key").read_text()
    with pytest.raises(Refusal, match="уже есть база"):
        backups.restore(elsewhere.installation, copy, migrate=nothing, password=PASSWORD)
    assert elsewhere.rows() == rows


def nothing(migrations, wanted):
    """The copy brings its tables."""


def test_without_programs_of_postgresql_rows_are_written_one_by_one(district, elsewhere, tmp_path, monkeypatch):
    if not district.url:
        pytest.skip("SQLite needs no programs")
    copy = tmp_path / "rows.tar.gz"
    with monkeypatch.context() as patch:
        patch.setenv("PATH", "/nowhere")
        assert "pg_dump" in backups.make_backup(district.installation, copy, now=NOW).note
    elsewhere.run("restore", str(copy), PATH="/nowhere")
    assert elsewhere.rows() == district.rows()


def test_who_was_erased_since_is_not_brought_back_unnoticed(district, elsewhere, tmp_path):
    copy = tmp_path / "copy.tar.gz"
    backups.make_backup(district.installation, copy, now=NOW)
    (tmp_path / "erased.list").write_text(json.dumps({"kind": "nobody.Knows", "key": "7"}) + "\n")
    assert "«nobody.Knows»" in elsewhere.run("restore", str(copy), code=1)
    assert elsewhere.files() == {}


def test_copy_that_is_not_whole_is_refused_and_the_place_stays_empty(district, elsewhere, tmp_path):
    copy, place = tmp_path / "copy.tar.gz", elsewhere.installation
    backups.make_backup(district.installation, copy, now=NOW)
    whole = copy.read_bytes()
    for broken in (whole[: len(whole) // 2], whole[:-200], whole[:5000] + b"?" + whole[5001:], whole[:-9]):
        copy.write_bytes(broken)
        with pytest.raises(Refusal, match="повреждён"):
            backups.check_backup(copy)
        with pytest.raises(Refusal, match="повреждён"):
            backups.restore(place, copy, migrate=nothing)
        assert list(elsewhere.data.iterdir()) == []
    copy.write_bytes(whole)
    backups.restore(place, copy, migrate=nothing)
    assert elsewhere.rows() == district.rows()


def test_restore_that_broke_off_is_known_and_not_built_upon(district, elsewhere, tmp_path):
    copy, place = tmp_path / "copy.tar.gz", elsewhere.installation
    backups.make_backup(district.installation, copy, now=NOW)
    place.data.mkdir(exist_ok=True)
    place.mark.write_text("оборвалось")
    with pytest.raises(Refusal, match="оборвалось"):
        backups.restore(place, copy, migrate=nothing)
