"""An upgrade that fails leaves rows, tables and files as they were, on both databases; a copy was made before it."""

from __future__ import annotations

import os

import pytest

from estafeta.upkeep import backups
from tests.architecture.house import ROOT

pytestmark = pytest.mark.slow
BAD = {"DJANGO_SETTINGS_MODULE": "tests.faults.bad_release_settings", "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}


def test_failing_step_is_rolled_back_with_all_before_it_and_a_copy_remains(district, elsewhere, tmp_path):
    copy = tmp_path / "copy.tar.gz"
    said = district.run("backup", str(copy))
    backups.restore(elsewhere.installation, copy, migrate=lambda migrations, wanted: None)
    assert "прочитана обратно" in said
    rows, files = elsewhere.rows(), elsewhere.files()
    said = elsewhere.run("upgrade", code=1, **BAD)
    assert "«websites.0003_fails»: шаг задуман неверно. Всё осталось как было" in said
    assert elsewhere.rows() == rows
    assert elsewhere.files() == files
    (before,) = (elsewhere.data / "backups").glob("before-upgrade-*.tar.gz")
    counts = backups.check_backup(before)["counts"]
    assert {name: len(found) for name, found in rows.items()} == counts
    assert "Обновлять нечего" in elsewhere.run("upgrade")


def test_empty_database_is_made_and_then_there_is_nothing_to_do(elsewhere):
    assert "Готово, шагов:" in elsewhere.run("upgrade")
    assert "Обновлять нечего" in elsewhere.run("upgrade")
