"""Rules for the whole year and the whole period of the plan."""

from __future__ import annotations

from roadmap_reader.deadlines.pieces import Every, Item, Mark, Match, Whole
from roadmap_reader.deadlines.ranges import read_dated, read_range
from roadmap_reader.deadlines.tokens import Stream
from roadmap_reader.deadlines.units import YEARLY

_BEFORE = ("в", "течение", "весь", "на", "за", "период")
_PLAN_WORDS = ("реализация", "программа", "срок", "период", "время", "документ")


def read_whole(stream: Stream, i: int) -> Match | None:
    """«в течение (всего) (учебного) года», «весь год», «учебный год», «круглогодично»."""
    if stream.key(i) == "круглогодично":
        return (Whole("year"),), i + 1
    after = stream.skip(i, *_BEFORE)
    each = stream.key(after) == "каждый"
    after = stream.skip(after, "каждый", "текущий", "календарный", "новый", "весь")
    unit = stream.unit(after)
    if unit in YEARLY:
        items: tuple[Item, ...] = (Whole(unit), Every(unit)) if each else (Whole(unit),)
        return items, after + 1
    if unit in ("quarter", "half", "term", "month", "week", "trimester") and (
        each or (unit not in ("month", "week") and after > i and stream.key(i) == "в")
    ):
        return (Every(unit),), after + 1
    return None


def _is_plan(stream: Stream, i: int) -> bool:
    """Whether the words here name the plan itself rather than something that happens."""
    return any(stream.key(k) in _PLAN_WORDS for k in range(i, i + 4))


def _past_words(stream: Stream, i: int) -> int:
    while stream.kind(i) == "word" or stream.key(i) in _PLAN_WORDS or stream.key(i) in ("школьный", "учебный", "и"):
        if stream.key(i) == "и" and stream.kind(i + 1) != "word":
            break
        i += 1
    return i


def read_plan_period(stream: Stream, i: int) -> Match | None:
    """«весь период», «в течение срока реализации …», «на протяжении действия дорожной карты»."""
    after = stream.skip(i, "в", "на", "за", "течение", "весь", "до", "конец", "окончание")
    opening = {stream.key(k) for k in range(i, after)}
    spans = bool({"течение", "весь"} & opening)
    named = stream.key(after) in ("период", "срок", "этап", "время")
    if named and (read_range(stream, after + 1) or read_dated(stream, after + 1)):
        return None
    if named and stream.key(after + 1) == "каникулы":
        return None
    alone = stream.key(after) == "период" and stream.kind(after + 1) == "end"
    if not (
        alone
        or (named and (spans or _is_plan(stream, after + 1)))
        or ("течение" in opening and _is_plan(stream, after))
    ):
        return None
    ends = "до" in opening and named
    if "до" in opening and not ends:
        return None
    return (Mark("period end" if ends else "period"),), _past_words(stream, after + named)
