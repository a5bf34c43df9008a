"""Work of a person: experience, category, how many mentees, orders."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from registry_reader.values.dates import find_day
from registry_reader.values.texts import plain

_YEARS_MONTHS = re.compile(
    r"(?:(?P<years>\d{1,2}(?:[.,]\d{1,2})?)\s*(?:лет|год|года|г|л|полных лет)?\.?)?\s*,?\s*(?:и\s*)?"
    r"(?:(?P<months>\d{1,2})\s*(?:мес|месяц|месяца|месяцев|м)\.?)?"
)
_MONTHS_ONLY = re.compile(r"(?P<months>\d{1,2})\s*(?:мес|месяц|месяца|месяцев|м)\.?")
_NEW = frozenset(
    {"менее года", "до года", "до 1 года", "менее 1 года", "без стажа", "б/с", "нет стажа", "меньше года", "стажа нет"}
)
_SINCE = re.compile(r"с\s+(?P<year>(?:19|20)\d\d)\s*(?:г|года)?\.?")
_TWO = re.compile(r"(?P<all>\d{1,2})\s*/\s*(?P<teaching>\d{1,2})")

_CATEGORIES = (
    ("педагог-наставник", r"педагог\s*-\s*наставник\w*"),
    ("педагог-методист", r"педагог\s*-\s*методист\w*"),
    ("нет", r"^(?:б/к|без\s+(?:кв\w*\.?\s+)?категори\w+|не\s+имеет(?:ся)?|нет(?:\s+категории)?|отсутствует)"),
    ("соответствие", r"сзд|соотв(?:етств\w+)?\.?(?:\s+занимаемой\s+должности)?"),
    ("высшая", r"высш(?:ая|ей|ую)?\.?|\bвкк\b|\bв/к\b"),
    ("первая", r"перв(?:ая|ой|ую)\.?|\b1\s*-?\s*(?:ая|я)?\s*кк\b|\b1\s*-?\s*(?:ая|я)\b|\b[i1]\b|\bпкк\b|\bi\b"),
    ("вторая", r"втор(?:ая|ой|ую)|\b2\s*-?\s*(?:ая|я)?\s*кк\b|\b2\s*-?\s*(?:ая|я)\b|\bii\b|^2$"),
)
_AROUND = re.compile(r"\b(?:кв(?:ал(?:ификационная)?)?|квалификационн\w+|категори\w+|кат|кк|к)\b\.?|[\s.,;:()-]+")

_UP_TO = re.compile(r"(?:не\s+более|не\s+больше|до|max|макс\w*|максимум|по)\.?\s*(?P<most>\d{1,3})")
_SEVERAL = re.compile(r"(?P<least>\d{1,3})\s*(?:-|или|,|до)\s*(?P<most>\d{1,3})")
_ONE = re.compile(r"(?P<most>\d{1,3})")
_PEOPLE = re.compile(
    r"\s*(?:чел(?:овек\w*)?|наставляем\w+|ученик\w*|учащ\w+|дет\w+|реб\w+|студент\w*|педагог\w*)?\.?\s*$"
)

_NUMBER = re.compile(r"(?:№|номер|n)\s*(?P<number>[\w][\w/.\-]*)")
_BARE_NUMBER = re.compile(r"^[\s,;.]*(?:(?:приказ|пр|распоряжение|расп)\b\.?)?[\s,]*(?P<number>\d[\w/.\-]*)[\s,;.]*$")
_ORDER_WORDS = re.compile(r"\b(?:приказ\w*|пр|распоряжени\w+|расп|от|г|года|номер|n)\b\.?|[№\s.,;:]+")


@lru_cache(maxsize=5_000)
def read_experience(text: str, as_of: str | None = None) -> float | None:
    """Years, months as tenths. «с 2019 г.» is counted to the year of `as_of`."""
    text = plain(text).strip(" .,;")
    if text in _NEW:
        return 0
    since = _SINCE.fullmatch(text)
    if since is not None:
        return max(0, int(as_of[:4]) - int(since["year"])) if as_of else None
    two = _TWO.fullmatch(text)
    if two is not None:
        return int(two["teaching"])
    months = _MONTHS_ONLY.fullmatch(text)
    if months is not None:
        return _of(0, int(months["months"]))
    found = _YEARS_MONTHS.fullmatch(text)
    if found is None or found["years"] is None:
        return None
    return _of(float(found["years"].replace(",", ".")), int(found["months"] or 0))


def _of(years: float, months: int) -> float | None:
    """«2 года 5 мес.» is 2.4: the months as tenths of a year."""
    if years > 75 or months > 12:
        return None
    value = round(years + round(months / 12, 1), 1)
    return int(value) if value == int(value) else value


def says_two(text: str) -> bool:
    """Whether an experience is printed twice: «20/15»."""
    return _TWO.fullmatch(plain(text)) is not None


@lru_cache(maxsize=5_000)
def read_category(text: str) -> tuple[str | None, bool]:
    """The category and whether the text says nothing besides it, such as a date."""
    text = plain(text)
    for name, pattern in _CATEGORIES:
        found = re.search(pattern, text)
        if found is not None:
            rest = f"{text[: found.start()]} {text[found.end() :]}"
            return name, not _AROUND.sub("", rest)
    return None, False


@lru_cache(maxsize=5_000)
def read_capacity(text: str) -> int | None:
    """How many mentees at most: «не более 3», «до 3 чел.», «1–2»."""
    text = _PEOPLE.sub("", plain(text).strip(" .,;")).strip()
    for shape in (_UP_TO, _SEVERAL, _ONE):
        found = shape.fullmatch(text)
        if found is not None:
            return int(found["most"])
    return None


@lru_cache(maxsize=5_000)
def split_age_and_capacity(text: str) -> tuple[str | None, int | None]:
    """«12–14 лет, не более 3»: the wished age and how many."""
    parts = [part.strip() for part in re.split(r"[;,/\n]", text) if part.strip()]
    counts = [at for at, part in enumerate(parts) if read_capacity(part) is not None and not _is_age(part)]
    if not counts:
        return (text.strip() or None), None
    at = counts[-1]
    rest = ", ".join(part for number, part in enumerate(parts) if number != at)
    return rest or None, read_capacity(parts[at])


def _is_age(part: str) -> bool:
    return re.search(r"лет|год|клас|кл\b", plain(part)) is not None


@dataclass(frozen=True, slots=True)
class Order:
    """An order by number (without «№») and day; `whole` where the text says nothing else."""

    number: str | None
    date: str | None
    whole: bool = True


@lru_cache(maxsize=5_000)
def read_order(text: str) -> Order | None:
    """«№ 45-од от 12.09.2025», «45-од, 12.09.2025», «пр. от 12.09.2025 г. № 45-од»."""
    day, rest = find_day(text)
    found = _NUMBER.search(rest) or _BARE_NUMBER.match(re.sub(r"\b(?:от|г|года)\b\.?", " ", rest))
    if found is None and not day:
        return None
    number = found["number"].rstrip(".,-") if found else None
    left = rest.replace(found["number"], " ", 1) if found else rest
    return Order(_as_printed(text, number), day or None, not _ORDER_WORDS.sub("", left))


def _as_printed(text: str, number: str | None) -> str | None:
    """The number in the letters of the text, which was folded to be understood."""
    if number is None:
        return None
    found = re.search(re.escape(number), re.sub(r"[‐‑‒–—―−]", "-", text), re.IGNORECASE)
    return found[0] if found else number
