"""The phrases of the genre with the readings that the convention gives them."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    phrase: str
    context: str
    kind: str
    dates: tuple[dt.date, ...]
    start: dt.date | None
    end: dt.date | None
    rule: str
    conditional: bool


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _row(line: str) -> Row:
    phrase, context, kind, dates, stretch, rule, conditional = line.split("\t")
    start, _, end = stretch.partition("..")
    days = tuple(dt.date.fromisoformat(day) for day in dates.split())
    return Row(phrase, context, kind, days, _day(start), _day(end), rule, bool(conditional))


def rows() -> list[Row]:
    lines = (Path(__file__).parent / "phrases.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [_row(line) for line in lines if not line.startswith("#")]
