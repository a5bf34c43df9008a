"""From tokens to items: at every place the first rule that fits, else one word is passed over."""

from __future__ import annotations

from collections.abc import Callable

from roadmap_reader.deadlines.events import read_event, read_reference, read_relative
from roadmap_reader.deadlines.pieces import Item, Match
from roadmap_reader.deadlines.ranges import read_dated, read_range
from roadmap_reader.deadlines.recurrences import (
    read_adverb,
    read_by_units,
    read_each,
    read_each_year,
    read_except,
    read_following,
    read_month_days,
    read_nth_weekdays,
    read_ongoing,
    read_times,
    read_unit_part,
    read_weekdays,
)
from roadmap_reader.deadlines.tokens import Stream
from roadmap_reader.deadlines.wholes import read_plan_period, read_whole

Rule = Callable[[Stream, int], Match | None]
RULES: tuple[Rule, ...] = (
    read_ongoing,
    read_except,
    read_following,
    read_times,
    read_adverb,
    read_unit_part,
    read_range,
    read_dated,
    read_month_days,
    read_nth_weekdays,
    read_each,
    read_by_units,
    read_weekdays,
    read_relative,
    read_plan_period,
    read_each_year,
    read_whole,
    read_reference,
    read_event,
)


def _order_date(stream: Stream, i: int) -> int:
    """Past the date of an order, «(приказ) от 12.09.2023»; the same position where there is none."""
    if stream.key(i) != "от" or stream.kind(i + 1) not in ("date", "num"):
        return i
    found = None if read_range(stream, i) else read_dated(stream, i + 1)
    return found[1] if found else i


def scan(stream: Stream) -> tuple[Item, ...]:
    """All items of a phrase in the order of print."""
    items: list[Item] = []
    i = 0
    while i < len(stream.tokens):
        past = _order_date(stream, i)
        if past > i:
            i = past
            continue
        for rule in RULES:
            found = rule(stream, i)
            if found and found[1] > i:
                items += found[0]
                i = found[1]
                break
        else:
            i += 1
    return tuple(items)
