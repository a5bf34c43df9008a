"""Sentences for a careful reader: where a phrase could mean something else."""

from __future__ import annotations

from roadmap_reader.deadlines.tokens import Stream
from roadmap_reader.model import Deadline

_SPREAD = ("раз",)


def _outside(deadline: Deadline, stream: Stream) -> str | None:
    apart = [day for day in deadline.dates if day not in stream.context]
    return f"Срок {apart[0]:%d.%m.%Y} лежит вне периода плана." if apart else None


def _nothing_left(deadline: Deadline) -> str | None:
    empty = deadline.kind == "recurring" and not deadline.dates
    short = (deadline.rrule or "").startswith(("FREQ=DAILY", "FREQ=WEEKLY"))
    return "В период плана не попадает ни одного срока." if empty and not short else None


def _many_years(deadline: Deadline, stream: Stream) -> str | None:
    """A day without a year in a plan of several years is its first occurrence, which the author may not have meant."""
    printed = any(token.kind in ("year", "monthyear") or _full(token.value) for token in stream.tokens)
    if printed or deadline.kind not in ("date", "month", "range") or stream.context.is_one_year:
        return None
    return "Год не напечатан, а план рассчитан на несколько лет: взят первый подходящий." if deadline.dates else None


def _full(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 3 and bool(value[2])


def _either_count(stream: Stream) -> str | None:
    for i in range(1, len(stream.tokens)):
        if stream.is_punct(i, "-") and stream.kind(i + 1) == "num" and stream.key(i + 2) in _SPREAD:
            return f"Напечатаны два числа раз: взято меньшее ({stream.at(i - 1).text})."
    return None


def _every_other(stream: Stream, deadline: Deadline) -> str | None:
    each = any(stream.key(i) == "каждый" and stream.kind(i + 2) == "weekday" for i in range(len(stream.tokens)))
    if each and "INTERVAL=2" in (deadline.rrule or ""):
        return "Прочитано как «раз в две недели»; возможно, имелась в виду вторая неделя месяца."
    return None


def _quarter_day(stream: Stream, deadline: Deadline) -> str | None:
    every = any(token.kind == "every" and token.value == "quarter" for token in stream.tokens)
    after = any(stream.key(i) == "следующий" for i in range(len(stream.tokens)))
    numbered = any(stream.key(i) == "число" for i in range(len(stream.tokens)))
    if every and numbered and not after and deadline.kind == "recurring":
        return "Число отнесено к последнему месяцу квартала; возможно, имелся в виду месяц после квартала."
    return None


def doubts_of(deadline: Deadline, stream: Stream) -> tuple[str, ...]:
    """Every doubt about one reading, in a fixed order."""
    found = (
        _outside(deadline, stream),
        _nothing_left(deadline),
        _many_years(deadline, stream),
        _either_count(stream),
        _every_other(stream, deadline),
        _quarter_day(stream, deadline),
    )
    return tuple(doubt for doubt in found if doubt)
