"""Classes of a school, groups and courses of a college."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from registry_reader.values.texts import one_line

_LETTERS = str.maketrans("ABCEHKMOPTXGDVZ", "АВСЕНКМОРТХГДВЗ")
_LETTER = r"[А-ЯЁA-Z](?![А-ЯЁA-Z])"
_WORD = r"кл(?:асса|ассе|асс)?\b\.?"
_CLASS = re.compile(
    rf"(?:класс\s*:?\s*)?(?P<grade>1[0-2]|[1-9])\s*(?:-?й\b)?\s*[-–—]?\s*[«\"“„'(]*\s*(?P<letter>{_LETTER})?\s*[»\"”“')]*"
    rf"\s*(?:{_WORD}(?:\s*[«\"“„]*(?P<late>{_LETTER})[»\"”“]*)?)?",
    re.IGNORECASE,
)
_ANY_CLASS = re.compile(
    r"(?<![\w.№-])(?P<grade>1[0-2]|[1-9])\s*[-–—]?\s*[«\"“„']*(?P<letter>[А-ЯЁA-Z])?[»\"”“']*\s*(?:кл(?:асса|ассе|асс|ассы)?\b\.?)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\bкласс[а-я]*\s*:?\s*(?P<grade>1[0-2]|[1-9])\s*[-–—]?\s*[«\"“„']*(?P<letter>[А-ЯЁA-Z])?(?![\w.])", re.IGNORECASE
)
_COURSE = re.compile(r"(?P<course>[1-6])\s*-?(?:й|го|ый)?\s*курса?|курс\s*:?\s*(?P<late>[1-6])", re.IGNORECASE)
_GROUP = re.compile(
    r"(?:группа|группы|гр\.?)\s*:?\s*(?P<group>[№«\"]?\s*[\w][\w\-–/.]*)|(?P<code>[А-ЯЁA-Z]{1,6}[-–\s]?\d{1,4}(?:[-–/]\d{1,3})?[а-яА-Я]?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Study:
    """Where somebody learns: a class, or a group and a course. `whole` where nothing else is said."""

    klass: str | None = None
    group: str | None = None
    course: int | None = None
    whole: bool = True


@lru_cache(maxsize=20_000)
def read_class(text: str) -> str | None:
    """The class that the whole text is: «8 «А»», «8-а», «10 кл.»; None for anything else."""
    found = _CLASS.fullmatch(one_line(text).strip(" .,;"))
    return None if found is None else _named(found["grade"], found["letter"] or found["late"])


def find_class(text: str) -> str | None:
    """The only class that a longer text names: «Список 8 «А» класса», «Класс: 7В»."""
    text = one_line(text)
    found = {_named(one["grade"], one["letter"]) for shape in (_ANY_CLASS, _AFTER) for one in shape.finditer(text)}
    return found.pop() if len(found) == 1 else None


def _named(grade: str, letter: str | None) -> str:
    return f"{grade}{(letter or '').upper().translate(_LETTERS)}"


@lru_cache(maxsize=20_000)
def read_study(text: str) -> Study | None:
    """A class, or a group with its course: «группа ИС-21, 2 курс», «ИС-21 (2 курс)»."""
    klass = read_class(text)
    if klass is not None:
        return Study(klass)
    text = one_line(text)
    course = _COURSE.search(text)
    rest = f"{text[: course.start()]} {text[course.end() :]}" if course else text
    rest = one_line(rest).strip(" ,;()")
    group = _GROUP.fullmatch(rest)
    if group is None and not (course and not rest):
        return None
    named = (group["group"] or group["code"]).strip('«» "') if group else None
    number = int(course["course"] or course["late"]) if course else None
    return Study(None, named, number)
