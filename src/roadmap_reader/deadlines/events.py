"""Rules for what has no day of its own: events, distances from them, other documents, conditions."""

from __future__ import annotations

from roadmap_reader.deadlines.lexicon import UNITS_IN_PLURAL
from roadmap_reader.deadlines.months import holidays_end
from roadmap_reader.deadlines.pieces import Mark, Match, Relative
from roadmap_reader.deadlines.ranges import read_dated, read_range
from roadmap_reader.deadlines.tokens import Stream

_LENGTHS = {"day": (1, "D"), "week": (7, "D"), "month": (1, "M"), "year": (1, "Y")}
_ADJECTIVES = ("рабочий", "календарный", "учебный", "текущий")
_LAST_WORDS = 12
_THINGS = ("реализация", "программа", "поступление", "каникулы", "обращение", "окончание", "документ", "учебный")
_STOPS = ("или", "далее", "но", "каждый")
_AFTER = ("после", "с", "от")
_BY_NEEDS = ("необходимость", "потребность", "возможность", "запрос", "требование")
_BY_WISH = (*_BY_NEEDS, "обращение", "возникновение", "случай", "условие")
_WISH_ROOTS = ("инициатив", "вызов", "приглашени", "обнаружени", "вакан", "спрос", "надобност", "просьб")
_AT_TIMES = ("итог", "окончание", "мера", "факт", "ход", "поступление")
_DOCUMENT_ROOTS = ("програм", "смет", "вшк", "внутришкольн", "циклограм", "документ", "годов", "учредител")


def _is_break(stream: Stream, i: int) -> bool:
    return stream.is_punct(i, ",;:()") or stream.kind(i) == "end" or stream.key(i) in _STOPS


def _is_recurrence(stream: Stream, i: int) -> bool:
    if stream.at(i).text in UNITS_IN_PLURAL:
        return stream.kind(i - 1) != "num"
    return stream.kind(i) in ("every", "times") or stream.key(i) in ("каждый", "раз", "постоянно")


def _anchor_end(stream: Stream, i: int) -> int:
    """Past the words of an event, up to a break or to something that is dated in its own right."""
    start = i
    while not _is_break(stream, i) and not _is_recurrence(stream, i):
        if stream.key(i) == "за":
            i = _past_object(stream, i + 1)
            continue
        if i > start and _dated_at(stream, i):
            break
        i += 1
    return i


def _dated_at(stream: Stream, i: int) -> bool:
    if stream.key(i - 1) in ("от", "за", "на"):
        return False
    return bool(read_range(stream, i) or read_dated(stream, i))


def _past_object(stream: Stream, i: int) -> int:
    """Past the unit or years of «за 2023 год», «на I полугодие»: they belong to the word before."""
    i = stream.skip(i, "отчетный", "весь", "текущий")
    found = read_dated(stream, i)
    return found[1] if found else i


def _text(stream: Stream, start: int, end: int) -> str | None:
    words = [stream.at(i).text for i in range(start, min(end, start + _LAST_WORDS))]
    if not words:
        return None
    if words[0].endswith(("ния", "тия")):
        words[0] = words[0][:-1] + "е"
    return " ".join(words)


def _length(stream: Stream, i: int) -> tuple[str, int] | None:
    """«10 рабочих дней», «две недели», «месяца», «трехдневный срок»: an ISO duration without its sign."""
    number, start = 1, i
    if stream.kind(i) in ("num", "ord"):
        number = stream.number(i)
        i += 1
        for _ in range(2):
            if (stream.is_punct(i, "-(") or stream.key(i) == "и") and stream.kind(i + 1) == "num":
                number, i = stream.number(i + 1), i + 2
        i += stream.is_punct(i, ")-")
    i = stream.skip(i, *_ADJECTIVES)
    if stream.kind(i) == "length":
        return _long(stream, i, number)
    if stream.at(i).text.startswith("полгод") or stream.at(i).text == "полугода":
        return "P6M", i + 1
    size = _LENGTHS.get(stream.unit(i))
    if not size or stream.kind(start) == "ord" or number < 1 or stream.kind(i + 1) == "month":
        return None
    return f"P{number * size[0]}{size[1]}", i + 1


def _long(stream: Stream, i: int, number: int) -> tuple[str, int] | None:
    value = stream.at(i).value
    if not isinstance(value, tuple):
        return None
    own, unit = value
    factor, letter = _LENGTHS[unit]
    after = stream.skip(i + 1, *_ADJECTIVES)
    return f"P{(own or number) * factor}{letter}", stream.skip(after, "срок", "период")


def _lead(stream: Stream, i: int) -> tuple[str, int]:
    """The words before a distance: «в течение», «за», «через», «в срок не более», «не позднее чем за»."""
    sign, start = "", i
    while i - start < 7:
        key, word = stream.key(i), stream.at(i).text
        if key == "за":
            sign = "-"
        elif key not in ("в", "течение", "через", "не", "позднее", "ранее", "чем", "срок", "до", "на") and word not in (
            "более", "менее", "свыше", "минимум", "больше", ",", "превышающий", "превышая",
        ):  # fmt: skip
            break
        i += 1
    return sign, i


def _linked_end(stream: Stream, i: int) -> int:
    """Past what a distance is counted from, be it an event or a day."""
    point = read_dated(stream, i)
    return point[1] if point else _anchor_end(stream, i)


def read_relative(stream: Stream, i: int) -> Match | None:
    """A distance from an event; a bare length counts only with a word that makes it a distance."""
    sign, start = _lead(stream, i)
    found = _length(stream, start)
    if not found:
        return None
    offset, after = found
    side = stream.key(after)
    if side == "до" or stream.at(after).text == "накануне":
        sign = "-"
    linked = side in ("до", "после", "с", "от") or any(stream.kind(k) == "length" for k in range(start, after))
    if side == "до" and i != start and stream.key(i) == "в":
        linked = False
    within = any(stream.key(k) in ("течение", "через", "срок", "за") for k in range(i, start))
    within = within and not (stream.unit(after - 1) == "year" and stream.kind(start) != "num")
    limit = stream.key(i) in ("до", "не") and start > i and stream.kind(start) == "num"
    alone = i == 0 and stream.kind(start) == "num" and stream.kind(after) == "end"
    if not (linked or within or limit or alone):
        return None
    end = _linked_end(stream, after + 1) if linked and side else _anchor_end(stream, after)
    anchor = _text(stream, after + 1 if linked and side else after, end)
    return (Relative(sign + offset, anchor),), end


def _reference_word(stream: Stream, i: int) -> bool:
    word = stream.at(i).text
    return stream.key(i) in ("документ", "утвержденный") or (
        stream.kind(i) == "word" and word.startswith(_DOCUMENT_ROOTS)
    )


def _names_document(stream: Stream, i: int) -> bool:
    """Whether a document is named within the next words, before anything dated."""
    for k in range(i, i + 6):
        if _reference_word(stream, k) or stream.key(k) == "программа":
            return True
        if _is_break(stream, k) or stream.kind(k) in ("month", "date", "year", "every", "weekday"):
            return False
    return False


def _reference_end(stream: Stream, i: int) -> int:
    """Past the words about another document; its own number, date and years belong to it."""
    start = i
    while not _is_break(stream, i) and not _is_recurrence(stream, i):
        if stream.key(i) in ("на", "от", "за"):
            i = max(_past_object(stream, i + 1), i + 1)
            continue
        if i > start and _dated_at(stream, i):
            break
        i += 1
    return i


def read_reference(stream: Stream, i: int) -> Match | None:
    """«по отдельному графику», «в соответствии со сроками …», «по согласованию»: somebody else decides."""
    key, after = stream.key(i), stream.key(i + 1)
    start = 0
    if key in ("согласно", "соответствие", "согласование", "уточняется", "утвержденный"):
        start = i + 1
    elif key == "в" and after in ("соответствие", "утвержденный"):
        start = i + 2
    elif (key == "документ" and i == 0) or (
        key == "по" and after not in (*_AT_TIMES, *_BY_WISH) and _names_document(stream, i + 1)
    ):
        start = i + 1
    return ((Mark("reference"),), _reference_end(stream, start)) if start else None


def _event_start(stream: Stream, i: int) -> int:
    """Past the words that tie a deadline to an event; 0 where there are none."""
    key, after = stream.key(i), stream.key(i + 1)
    if key in ("каникулы", "сразу", "накануне", "случай", "условие") or key in _BY_NEEDS:
        return i + 1
    if key in ("по", "при", "в", "на", "с", "со", "до", "к", "перед", "после") and after in ("каникулы", "момент"):
        return i + 2
    if key == "по" and (after in _AT_TIMES or after in _BY_WISH or _wish_word(stream, i + 1)):
        return i + 2
    if key == "по" and stream.kind(i + 1) == "word" and stream.key(i + 2) in (*_AT_TIMES, *_BY_WISH):
        return i + 3
    if key in ("при", "после", "перед"):
        return i + 1 if stream.kind(i + 1) != "end" else 0
    if key in ("до", "к") and _is_noun(stream, i + 1):
        return i + 1
    if key == "с" and stream.unit(i + 1) == "day":
        return i + 2
    return _happening(stream, i)


def _happening(stream: Stream, i: int) -> int:
    """«в ходе …», «в дни …», «в период аттестации»; 0 where nothing happens."""
    if stream.kind(i) in ("season", "ord"):
        return holidays_end(stream, i)
    if stream.key(i) != "в" and stream.unit(i) != "day":
        return 0
    start = stream.skip(i, "в", "то", "же")
    if stream.unit(start) == "day" or stream.key(start) in ("ход", "период", "время", "течение"):
        return start + 1 if stream.kind(start + 1) == "word" or stream.key(start + 1) in _THINGS else 0
    return 0


def _is_noun(stream: Stream, i: int) -> bool:
    """Whether plain words follow «до» or «к»: «до проведения», «до начала мероприятия»."""
    i = stream.skip(i, "начало", "окончание", "конец", "весь", "каждый")
    return stream.kind(i) == "word" or stream.key(i) in ("реализация", "программа", "каникулы")


def _wish_word(stream: Stream, i: int) -> bool:
    return stream.kind(i) == "word" and stream.at(i).text.startswith(_WISH_ROOTS)


def read_event(stream: Stream, i: int) -> Match | None:
    """«по мере поступления», «по итогам конкурса», «осенние каникулы»."""
    start = _event_start(stream, i)
    if not start:
        return None
    end = start
    if (
        stream.key(start - 1) == "каникулы"
        or stream.key(i) in ("по", "после", "при")
        or stream.unit(start)
        or stream.key(start) == "отчетный"
    ):
        end = max(_past_object(stream, start), start)
        while stream.unit(end) or stream.key(end) in ("учебный", "отчетный", "текущий", "календарный"):
            if stream.at(end).text.endswith(("ей", "ов", "ам", "ям", "ах", "ях")):
                break
            end += 1
    return (Mark("event"),), _anchor_end(stream, end)


def is_conditional(stream: Stream) -> bool:
    """Whether the phrase says that the thing may never be due."""
    return any(_may_never_be(stream, i) for i in range(len(stream.tokens)))


def _may_never_be(stream: Stream, i: int) -> bool:
    key = stream.key(i)
    if key in ("необходимость", "случай", "потребность"):
        return True
    before = {stream.key(k) for k in (i - 1, i - 2, i - 3)}
    if key in ("наличие", "условие", "возникновение"):
        return "при" in before or stream.at(i).text == "если"
    if key == "возможность":
        return bool({"при", "по", "мера"} & before)
    if key == "обращение" and "мера" in before:
        return False
    if key in ("запрос", "требование", "обращение") or _wish_word(stream, i):
        return bool({"по", "при"} & before) and not ("поступление" in before and "мера" in before)
    return False
