"""What stands around a plan's table: approval, order, stages of the preface."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from roadmap_reader.model import Approval, Order, Stage
from roadmap_reader.structure.grid import Line
from roadmap_reader.structure.looks import PERSON
from russian.months import MONTHS_OF

_APPROVE = re.compile(r"^\W*утвержд(?:аю|ено|ена|ен|ён)\b", re.I)
_ORDER_WORD = re.compile(
    r"^(?:приказ|распоряжение|постановление)\b(?!\s*\w*\s*(?:об?\s+утверждении\s+.*;|ознаком))\s*(?:№.*"
    r"|от\s.*)?$",
    re.I,
)
_BY_ORDER = re.compile(r"(приказ|распоряжени|постановлени)\w*", re.I)
_NUMBER = re.compile(r"№\s*([\w\\/–.-]*\d[\w\\/–.-]*)")
_OWN_NUMBER = re.compile(r"(?:^|20\d\d(?:\s*г(?:\.|ода)?)?)\W*(?:приказ\s*)?№\s*([\w\\/–.-]*\d[\w\\/–.-]*)", re.I)
_NUMERIC_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(20\d\d)")
_WORD_DATE = re.compile(
    rf"[«\"]?\s*(\d{{1,2}})\s*[»\"]?\s*({'|'.join(MONTHS_OF)})\s+(20\d\d)",
    re.I,
)
_STAGE = re.compile(r"^\W*этап\s*(\d)\s*[.:–—-]*\s*(.+)$", re.I)
_TASK = re.compile(r"^\W*задач[аи]\s*[:–—-]\s*(.+)$", re.I)
_RESULT = re.compile(r"^\W*(?:ожидаемый\s+)?результат\w*\s*[:–—-]\s*(.+)$", re.I)
_KINDS = {"приказ": "приказ", "распоряжени": "распоряжение", "постановлени": "постановление"}


def find_date(text: str) -> dt.date | None:
    """The first calendar date of a text."""
    if found := _NUMERIC_DATE.search(text):
        day, month, year = (int(group) for group in found.groups())
    elif found := _WORD_DATE.search(text):
        day, month, year = int(found.group(1)), MONTHS_OF.index(found.group(2).lower()) + 1, int(found.group(3))
    else:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def read_approval(lines: Sequence[Line]) -> Approval | None:
    """The last «УТВЕРЖДАЮ» block above the plan."""
    for index in range(len(lines) - 1, -1, -1):
        if _APPROVE.match(lines[index].text):
            return _approval(lines, index)
    return None


def _approval(lines: Sequence[Line], index: int) -> Approval:
    first = _APPROVE.sub("", lines[index].text).strip(" :.")
    taken = [first] if first else []
    for line in lines[index + 1 : index + 9]:
        if len(line.text) > 120 or re.match(r"^(?:план|дорожн|комплекс|принят|согласован|положение)", line.text, re.I):
            break
        taken.append(line.text)
        if find_date(line.text) or re.search(r"20\d\d", line.text):
            break
    text = " ".join(taken)
    person = PERSON.search(text)
    post = " ".join(t for t in taken if not find_date(t))
    if person:
        post = post.split(person.group())[0]
    post = re.sub(r"[_/«»\"\s.]+$", "", post) + ("»" if post.rstrip(" _/").endswith("»") else "")
    return Approval(post or None, re.sub(r"\s+", " ", person.group()) if person else None, find_date(text), text)


def read_order(lines: Sequence[Line]) -> Order | None:
    """The order that the file begins with, or that the annex names."""
    for index, line in enumerate(lines[:40]):
        if _ORDER_WORD.match(line.text):
            return _own_order(list(lines), index)
    return _named_order(lines)


def _own_order(lines: list[Line], index: int) -> Order:
    around = [
        line.text for line in lines[index : index + 6] + lines[max(0, index - 4) : index] if "«" not in line.text[:3]
    ]
    around += [line.text for line in lines[max(0, index - 4) : index + 6]]
    date = next((d for d in map(find_date, around) if d), None)
    number = next((m.group(1).strip(".-") for m in map(_OWN_NUMBER.search, around) if m), None)
    return Order(_kind(lines[index].text), number, date, _subject(lines, index), _signed(lines, index))


def _kind(text: str) -> str:
    found = _BY_ORDER.search(text)
    return _KINDS[found.group(1).lower()] if found else "приказ"


def _subject(lines: Sequence[Line], index: int) -> str | None:
    """«О внедрении …» and the lines that go on with it."""
    for start in range(index + 1, min(index + 10, len(lines))):
        if re.match(r"^\W*Об?\s", lines[start].text):
            parts = [lines[start].text]
            for line in lines[start + 1 : start + 8]:
                if line.gap or re.match(
                    r"^(?:В соответствии|Во исполнение|На основании|В целях|Приказываю|С целью)", line.text, re.I
                ):
                    break
                parts.append(line.text)
            return " ".join(parts).strip(" «»")
    return None


def _signed(lines: Sequence[Line], index: int) -> str | None:
    """The first line after the clauses that is only a name (perhaps after a post)."""
    posts = ("директор", "руководител", "начальник", "заведующ", "глава", "министр", "и.о")
    for place in range(index + 2, len(lines)):
        text = lines[place].text
        if len(text) > 100 or not PERSON.search(text):
            continue
        near = " ".join(line.text for line in lines[max(index + 1, place - 3) : place + 1]).lower()
        if any(near.startswith(p) or f" {p}" in near for p in posts) and len(text) <= 60:
            found = PERSON.search(text)
            return found.group() if found else None
    return None


def _named_order(lines: Sequence[Line]) -> Order | None:
    """«Приложение к приказу … от 01.09.2023 № 15»."""
    texts = [line.text for line in lines]
    for index, text in enumerate(texts):
        if not re.match(r"^\W*(?:приложение|утвержден)", text, re.I):
            continue
        near = " ".join(texts[index : index + 5])
        by = near.partition("риказ")[2] or near
        number, date = _OWN_NUMBER.search(by) or _NUMBER.search(by), find_date(near)
        if _BY_ORDER.search(near) and (number or date):
            return Order(_kind(near), number.group(1).strip(".-") if number else None, date)
    return None


def read_stages(lines: Sequence[Line]) -> tuple[Stage, ...]:
    """«Этап 1. … Задача: … Результат: …» of a preface."""
    found: list[Stage] = []
    for line in lines:
        if match := _STAGE.match(line.text):
            found.append(Stage(int(match.group(1)), match.group(2).strip()))
        elif found and (match := _TASK.match(line.text)):
            found[-1] = Stage(found[-1].number, found[-1].title, match.group(1), found[-1].result)
        elif found and (match := _RESULT.match(line.text)):
            found[-1] = Stage(found[-1].number, found[-1].title, found[-1].task, match.group(1))
    return tuple(found) if len(found) >= 2 else ()
