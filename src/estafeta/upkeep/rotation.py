"""Which nightly backups stay: the last of each of so many days, weeks and months."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from pathlib import Path

NIGHTLY = "nightly"
BEFORE = "before-upgrade"
NAME = re.compile(rf"(?P<kind>{NIGHTLY}|{BEFORE}|estafeta)-(?P<day>\d{{4}}-\d\d-\d\d)-(?P<time>\d{{4}})\.tar\.gz")
BEFORE_KEPT = 3


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup in the folder, as its name tells."""

    path: Path
    kind: str
    at: dt.datetime


def backups_in(folder: Path) -> list[Kept]:
    """Return the backups of a folder, the newest first; other files are passed over."""
    found = []
    for path in folder.glob("*.tar.gz") if folder.is_dir() else ():
        match = NAME.fullmatch(path.name)
        if match:
            at = dt.datetime.strptime(f"{match['day']} {match['time']}", "%Y-%m-%d %H%M").replace(tzinfo=dt.UTC)
            found.append(Kept(path, match["kind"], at))
    return sorted(found, key=lambda row: row.at, reverse=True)


def surplus(rows: Iterable[Kept], *, daily: int, weekly: int, monthly: int) -> list[Kept]:
    """Return what may go; backups that a person has made by name never may."""
    every = sorted(rows, key=lambda row: row.at, reverse=True)
    nightly = [row for row in every if row.kind == NIGHTLY]
    stay = {row.path for row in [row for row in every if row.kind == BEFORE][:BEFORE_KEPT]}
    stay |= _newest(nightly, daily, lambda at: at.date())
    stay |= _newest(nightly, weekly, lambda at: at.isocalendar()[:2])
    stay |= _newest(nightly, monthly, lambda at: (at.year, at.month))
    return [row for row in every if row.kind in {NIGHTLY, BEFORE} and row.path not in stay]


def _newest(rows: list[Kept], most: int, span: Callable[[dt.datetime], Hashable]) -> set[Path]:
    """The newest backup of each of the last `most` spans that have one; `rows` begin with the newest."""
    first: dict[Hashable, Path] = {}
    for row in rows:
        first.setdefault(span(row.at), row.path)
    return set(list(first.values())[:most])
