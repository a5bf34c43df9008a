"""Rules for what comes back: «ежегодно», «2 раза в четверть», «каждую вторую пятницу», «25 числа»."""

from __future__ import annotations

from roadmap_reader.deadlines.dates import day_spans
from roadmap_reader.deadlines.lexicon import UNITS_IN_PLURAL
from roadmap_reader.deadlines.months import read_part
from roadmap_reader.deadlines.pieces import Every, Except, Following, Mark, Match, MonthDays, Weekdays
from roadmap_reader.deadlines.tokens import Stream
from roadmap_reader.deadlines.units import YEARLY

_PLURAL = ("ам", "ям", "ах", "ях", "ей", "ов")
_IN = ("в", "на", "за", "течение", "каждый", "один", "через", "период")


def read_adverb(stream: Stream, i: int) -> Match | None:
    """«ежегодно» and the like; «через день»."""
    if stream.key(i) == "через" and stream.at(i + 1).text == "день" and stream.kind(i + 2) == "end":
        return (Every("day", 1, 2),), i + 2
    return ((Every(str(stream.at(i).value)),), i + 1) if stream.kind(i) == "every" else None


def _unit_after(stream: Stream, i: int) -> tuple[str, int, int] | None:
    """A unit with how many of them: «квартал», «2 недели», «полгода», «учебный год»."""
    interval = 1
    if stream.kind(i) in ("num", "ord") and stream.number(i) > 0:
        interval, i = stream.number(i), i + 1
    i = stream.skip(i, "рабочий", "календарный", "учебный", "школьный")
    unit = stream.unit(i)
    return (unit, interval, i + 1) if unit else None


def read_times(stream: Stream, i: int) -> Match | None:
    """«2 раза в год», «не реже 1 раза в полугодие», «трижды в год», «раз в две недели»."""
    count = 1
    if stream.kind(i) in ("num", "ord"):
        count, i = stream.number(i), i + 1
        if stream.is_punct(i, "-/") or stream.key(i) in ("и", "или"):
            i = i + 2 if stream.kind(i + 1) in ("num", "ord") else i
        if stream.is_punct(i, "("):
            i = i + 3 if stream.is_punct(i + 2, ")") else i
    if stream.kind(i) == "times":
        count = stream.number(i)
    elif stream.key(i) != "раз":
        return None
    start = i + 1
    start = start + 1 if stream.is_punct(start, "/") else stream.skip(start, *_IN)
    found = _unit_after(stream, start)
    if not found or start == i + 1:
        return None
    return (Every(found[0], max(count, 1), found[1]),), found[2]


def read_each(stream: Stream, i: int) -> Match | None:
    """«каждый квартал», «каждые 2 недели», «каждый второй месяц», «каждое 1 сентября»."""
    if stream.key(i) != "каждый":
        return None
    after = i + 1
    if stream.kind(after) in ("month", "season", "date"):
        return (Every("year"),), after
    if stream.kind(after) in ("num", "ord") and stream.kind(after + 1) == "month":
        return (Every("year"),), after
    if stream.key(after) == "рабочий" and stream.unit(after + 1) == "day":
        return (Weekdays((0, 1, 2, 3, 4)),), after + 2
    part = read_part(stream, after)
    if part and stream.kind(part[1]) == "month":
        return (Every("year"),), after
    found = _unit_after(stream, after)
    if not found or (stream.number(after) == -1 or stream.unit(found[2])):
        return None
    return (Every(found[0], 1, found[1]),), found[2]


def read_by_units(stream: Stream, i: int) -> Match | None:
    """«по четвертям», «по итогам полугодий»: each of them."""
    text = stream.at(i).text
    if stream.key(i) == "по" and stream.unit(i + 1) and stream.at(i + 1).text.endswith(_PLURAL):
        return (Every(stream.unit(i + 1)),), i + 2
    if stream.unit(i) and text in UNITS_IN_PLURAL and stream.kind(i - 1) != "num":
        return (Every(stream.unit(i)),), i + 1
    return None


def _weekday_list(stream: Stream, i: int) -> tuple[list[int], int]:
    days: list[int] = []
    while stream.kind(i) == "weekday" and len(days) < 14:
        day = stream.number(i)
        if days and (stream.is_punct(i - 1, "-") or stream.key(i - 1) == "по"):
            days += range(days[-1] + 1, day)
        days.append(day)
        i += 1
        joined = stream.is_punct(i, ",-/;") or stream.key(i) in ("и", "или", "по")
        if not joined:
            continue
        ahead = stream.skip(i + 1, "по", "каждый")
        if stream.kind(ahead) != "weekday":
            break
        i = ahead if ahead > i + 1 else i + 1
    return days, i


def read_weekdays(stream: Stream, i: int) -> Match | None:
    """«по вторникам и четвергам», «каждый понедельник», «пн-пт», «по будням»."""
    if stream.key(i) == "будни":
        return (Weekdays((0, 1, 2, 3, 4)),), i + 1
    if stream.key(i) == "рабочий" and stream.at(i + 1).text == "дням":
        return (Weekdays((0, 1, 2, 3, 4)),), i + 2
    if stream.key(i) == "выходной":
        return (Weekdays((5, 6)),), i + 1
    if stream.kind(i) != "weekday":
        return None
    days, after = _weekday_list(stream, i)
    return (Weekdays(tuple(sorted(set(days)))),), after


def _nth_numbers(stream: Stream, i: int) -> tuple[list[int], int]:
    numbers: list[int] = []
    if stream.kind(i) == "num" and 1 <= stream.number(i) <= 5 and stream.unit(i + 2) == "month":
        return [stream.number(i)], i + 1
    while stream.kind(i) == "ord" and len(numbers) < 6:
        numbers.append(stream.number(i))
        i += 1
        if (stream.is_punct(i, ",") or stream.key(i) == "и") and stream.kind(i + 1) == "ord":
            i += 1
    return numbers, i


def read_nth_weekdays(stream: Stream, i: int) -> Match | None:
    """«последняя пятница месяца», «1-й и 3-й вторник каждого месяца», «каждую вторую пятницу»."""
    each = stream.key(i) == "каждый"
    numbers, after = _nth_numbers(stream, i + each)
    days, after = _weekday_list(stream, after) if numbers else ([], after)
    if not days:
        return None
    tail = stream.skip(after, "каждый", "в")
    unit = stream.unit(tail)
    if each and numbers == [2] and not unit:
        return (Weekdays(tuple(days), interval=2),), after
    weekdays = Weekdays(tuple(days), tuple(numbers))
    if unit in ("month", "quarter", "half", "term", *YEARLY):
        return (Every(unit), weekdays), tail + 1
    return (weekdays,), after


def read_month_days(stream: Stream, i: int) -> Match | None:
    """«25 числа», «с 1 по 5 число каждого месяца», «15 и 30 числа»: days of no named month."""
    start = i + 1 if stream.key(i) in ("с", "до", "к", "по") else i
    spans, after = day_spans(stream, start)
    if stream.key(i) == "с" and spans and stream.key(after) == "по":
        more, after = day_spans(stream, after + 1)
        spans = more
    if not spans or stream.key(after) != "число":
        return None
    if stream.kind(after + 1) == "month":
        return None
    days = MonthDays(tuple(last for _, last in spans if last))
    following = stream.unit(after + 1) == "month" and stream.key(after + 2) not in ("следующий", "после") and not (
        stream.is_punct(after + 2, ",") and stream.key(after + 3) == "следующий"
    )  # fmt: skip
    return (days,), after + 2 if following else after + 1


def read_unit_part(stream: Stream, i: int) -> Match | None:
    """«первая неделя каждого месяца», «в конце четверти», «последний рабочий день квартала»."""
    found = _part(stream, i)
    if not found:
        return None
    spans, after = found
    tail = stream.skip(after, "каждый", "текущий", "отчетный")
    unit = stream.unit(tail)
    lasts = tuple(last for _, last in spans)
    if (
        stream.key(i) != "каждый"
        and stream.unit(after - 1) in ("week", "decade")
        and (stream.kind(after) == "end" or stream.is_punct(after, ",;()"))
    ):
        return (MonthDays(lasts),), after
    if unit not in ("month", "quarter", "half", "term", "week", "trimester"):
        return None
    if unit == "month":
        return (Every("month"), MonthDays(lasts)), tail + 1
    head = lasts[0] if lasts[0] > 0 and spans[0][0] == 1 else 0
    return (Every(unit, head=head),), tail + 1


def _part(stream: Stream, i: int) -> tuple[list[tuple[int, int]], int] | None:
    start = i + 1 if stream.key(i) == "каждый" else i
    if stream.kind(start) == "ord" and stream.number(start) in (1, -1):
        day = stream.skip(start + 1, "рабочий", "учебный", "календарный")
        if stream.unit(day) == "day":
            number = stream.number(start)
            return [(number, number)], day + 1
        if stream.unit(day) == "month" and number_is_last(stream, start):
            return [(-1, -1)], day + 1
    return read_part(stream, start)


def number_is_last(stream: Stream, i: int) -> bool:
    """Whether the ordinal here is «последний»."""
    return stream.number(i) == -1


def read_following(stream: Stream, i: int) -> Match | None:
    """«(месяца), следующего за отчётным (кварталом)», «следующего месяца», «после отчётного квартала»."""
    if stream.key(i) == "следующий":
        return _after_reporting(stream, i)
    i += stream.unit(i) == "month" and _month_before(stream, i + 1)
    if stream.key(i) == "после":
        k = stream.skip(i + 1, "окончание", "каждый")
        if stream.key(k) == "отчетный" and stream.unit(k + 1):
            return (Following(stream.unit(k + 1)),), k + 2
        if _month_before(stream, i) and stream.unit(k):
            return (Following(stream.unit(k)),), k + 1
    return None


def _month_before(stream: Stream, i: int) -> bool:
    """Whether «(числа) месяца» stands right before."""
    return stream.unit(i - 1) == "month" and (stream.key(i - 2) == "число" or stream.kind(i - 2) == "ord")


def _after_reporting(stream: Stream, i: int) -> Match | None:
    previous = stream.unit(i - 1) or (stream.unit(i - 2) if stream.is_punct(i - 1, ",") else "")
    if stream.key(i + 1) not in ("за", "после"):
        unit = stream.unit(i + 1)
        return ((Following(unit),), i + 2) if unit in ("month", "quarter", "half", *YEARLY) else None
    k = stream.skip(i + 2, "отчетный", "каждый", "окончание")
    unit = stream.unit(k)
    named = bool(unit) and not (unit == "month" and not previous and stream.at(k).text.startswith("месяца"))
    if named:
        k += 1
    if stream.key(k) == "период":
        k += 1
    if stream.unit(k) == "month":
        previous, k = previous or "month", k + 1
    report = unit if named else previous or "month"
    return (Following(report),), k


def read_each_year(stream: Stream, i: int) -> Match | None:
    """«текущего года» beside a day: every year of the plan; «все последующие годы» alike."""
    named = stream.at(i).text.endswith("го") or stream.key(i) == "последующий"
    if named and stream.key(i) in ("текущий", "последующий") and stream.unit(i + 1) == "year":
        more = (Mark("then"),) if stream.key(i) == "последующий" else ()
        return (*more, Every("year")), i + 2
    return None


def read_except(stream: Stream, i: int) -> Match | None:
    """«кроме июля и августа», «за исключением летних месяцев»."""
    if stream.key(i) != "кроме":
        return None
    months: set[int] = set()
    i += 1
    while stream.kind(i) in ("month", "season") or stream.unit(i) or stream.key(i) == "и" or stream.is_punct(i, ",-"):
        if stream.kind(i) == "month":
            months.add(stream.number(i))
        elif stream.at(i).value == "summer":
            months |= {6, 7, 8}
        i += 1
    return (Except(frozenset(months)),), i


def read_ongoing(stream: Stream, i: int) -> Match | None:
    """«постоянно», «далее»."""
    name = {"постоянно": "ongoing", "далее": "then"}.get(stream.key(i))
    return ((Mark(name),), i + 1) if name else None
