from __future__ import annotations

import datetime as dt

from estafeta.upkeep.backups import default_name
from estafeta.upkeep.rotation import BEFORE, NIGHTLY, backups_in, surplus

LAST = dt.datetime(2026, 12, 1, 3, tzinfo=dt.UTC)


def laid(folder, days, kind=NIGHTLY):
    for day in range(days):
        (folder / default_name(LAST - dt.timedelta(days=day), kind)).touch()


def stay(folder, **keep):
    rows = backups_in(folder)
    gone = surplus(rows, **keep)
    return [row.at.date().isoformat() for row in rows if row not in gone]


def test_last_of_each_day_week_and_month_stay(tmp_path):
    laid(tmp_path, 400)
    assert stay(tmp_path, daily=3, weekly=3, monthly=4) == [
        "2026-12-01",
        "2026-11-30",
        "2026-11-29",  # also the end of its week
        "2026-11-22",
        "2026-10-31",
        "2026-09-30",
    ]  # fmt: skip


def test_two_of_one_day_leave_the_later(tmp_path):
    for hour in (1, 5):
        (tmp_path / default_name(LAST.replace(hour=hour), NIGHTLY)).touch()
    rows = backups_in(tmp_path)
    assert [row.at.hour for row in surplus(rows, daily=1, weekly=1, monthly=1)] == [1]


def test_what_a_person_has_made_and_strangers_stay_whatever_their_age(tmp_path):
    laid(tmp_path, 30, "estafeta")
    laid(tmp_path, 10, BEFORE)
    (tmp_path / "отчёт.tar.gz").touch()
    (tmp_path / "nightly-2026-12-01-0300.tar.gz.part").touch()
    gone = surplus(backups_in(tmp_path), daily=0, weekly=0, monthly=0)
    assert {row.kind for row in gone} == {BEFORE}
    assert len(gone) == 7


def test_folder_that_is_not_there_has_none(tmp_path):
    assert backups_in(tmp_path / "nowhere") == []
