"""What stands in a cell: words, levels, hours, yes and no. Each reader says which part it did not understand."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pairing.people import Meeting, Skill, Window, fold

Said = tuple[object, str]
"""What was understood, and the part that was not («» where all was)."""

EMPTY = {"", "-", "–", "—", "нет данных", "не знаю", "затрудняюсь ответить", "не указано", "н/д"}
YES = {
    "да",
    "есть",
    "+",
    "1",
    "получено",
    "подписано",
    "имеется",
    "согласен",
    "согласна",
    "v",
    "true",
    "готов",
    "готова",
}
NO = {
    "нет",
    "0",
    "не получено",
    "не подписано",
    "отсутствует",
    "отказ",
    "не согласен",
    "не согласна",
    "false",
    "не готов",
    "не готова",
}
LEVEL = re.compile(
    r"^(?P<word>.+?)\s*(?:[(:=–—-]\s*(?P<one>10|[1-9])\s*\)?|(?P<two>10|[1-9])\s*(?:/|из)\s*10)\s*(?:балл\w*)?$"
)
STEMS = ("пн понед", "вт втор", "ср сред", "чт четв", "пт пятн", "сб субб", "вс воск")
DAY = {stem: number for number, stems in enumerate(STEMS) for stem in stems.split()}
DAYS = (
    r"(?:пн|вт|ср|чт|пт|сб|вс|понедельник\w*|вторник\w*|сред[ауые]\w*|четверг\w*|пятниц\w*|суббот\w*"
    r"|воскресень\w*)"
)
TOKEN = re.compile(
    rf"(?P<span>\b{DAYS}\.?\s*[-–—]\s*{DAYS}\b)|(?P<day>\b{DAYS}\b)"
    r"|(?P<week>будн\w*|рабочи\w+ дн\w+)|(?P<rest>выходн\w*)"
    r"|(?P<any>ежедневно|кажд\w+ день|любо\w+ (?:день|дни|время)|всегда)"
    r"|(?P<range>(?:с\s*)?\d{1,2}(?:[:.]\d\d)?\s*(?:[-–—]|до)\s*\d{1,2}(?:[:.]\d\d)?(?:\s*ч\w*)?)"
    r"|(?P<after>(?:после|с)\s*\d{1,2}(?:[:.]\d\d)?(?:\s*ч\w*)?)|(?P<before>до\s*\d{1,2}(?:[:.]\d\d)?(?:\s*ч\w*)?)"
    r"|(?P<part>утр\w+|дн[её]м|вечер\w*)|(?P<skip>\b(?:в|во|по|и|на|с|час\w*)\b|[,;.\s/]+)|(?P<bad>\S+)",
    re.IGNORECASE,
)
OPEN, CLOSE = 8 * 60, 20 * 60
PARTS = {"у": (OPEN, 12 * 60), "д": (12 * 60, 16 * 60), "в": (16 * 60, CLOSE)}


def silent(text: str) -> bool:
    """True when a cell gives no answer."""
    return fold(text) in EMPTY


def items(text: str) -> list[str]:
    """Split a cell by semicolons, line breaks or, without them, by commas outside brackets."""
    parts = re.split(r"[;\n•]+", text) if re.search(r"[;\n•]", text) else re.split(r",(?![^(]*\))", text)
    return [part.strip(" .") for part in parts if not silent(part.strip(" ."))]


def words(text: str, name: Callable[[str], str]) -> Said:
    """Return the words of a cell by their dictionary names, each once."""
    return tuple(dict.fromkeys(name(item) for item in items(text))), ""


def skills(text: str, name: Callable[[str], str]) -> Said:
    """Return words with levels: «физика (8)», «физика – 8», «физика 8 из 10»."""
    found: dict[str, int] = {}
    for item in items(text):
        match = LEVEL.match(item)
        word = name(match["word"] if match else item)
        found[word] = max(found.get(word, 0), int(match["one"] or match["two"]) if match else 0)
    return tuple(Skill(word, level) for word, level in found.items()), ""


def whole(text: str) -> Said:
    """Return the only number of a cell: «2», «до 3», «2 чел.»; «нет» is 0."""
    if fold(text) in NO:
        return 0, ""
    found = re.findall(r"-?\d+", text)
    return (int(found[0]), "") if len(found) == 1 and not found[0].startswith("-") else (None, text)


def years(text: str) -> Said:
    """Return years: «5», «3,5 года», «6 месяцев», «без опыта»."""
    if fold(text) in NO or "без " in fold(text):
        return 0.0, ""
    found = re.match(r"^\D{0,12}?(\d+(?:[.,]\d+)?)\s*(мес)?", fold(text))
    if not found:
        return None, text
    number = float(found[1].replace(",", "."))
    number = round(number / 12, 2) if found[2] else number
    return (number, "") if number <= 70 else (None, text)


def grade(text: str) -> Said:
    """Return the class: «7А», «7 «А»», «11-б»."""
    found = re.match(r"^\D{0,3}(\d{1,2})\b|^(\d{1,2})", text)
    number = int(found[1] or found[2]) if found else 0
    return (number, "") if 1 <= number <= 11 else (None, text)


def age(text: str) -> Said:
    """Return an age from 3 to 100."""
    number, left = whole(text)
    return (number, "") if isinstance(number, int) and 3 <= number <= 100 else (None, left or text)


def ages(text: str) -> tuple[tuple[int | None, int | None], str]:
    """Return limits of age: «12–15», «от 14», «до 16 лет», «5–7 класс» (then by the usual ages of these classes)."""
    plain = fold(text)
    numbers = [int(one) for one in re.findall(r"\d{1,2}", plain)]
    if "люб" in plain or "не важ" in plain:
        return (None, None), ""
    if not numbers or len(numbers) > 2:
        return (None, None), text
    more = 6 if "класс" in plain or "кл." in plain else 0
    low, high = numbers[0] + more, numbers[-1] + more + (1 if more else 0)
    if len(numbers) == 1 and re.search(r"\bдо\b|не старше|младше", plain):
        return (None, high), ""
    if len(numbers) == 1 and re.search(r"\b(от|с)\b|старше|\+", plain):
        return (low, None), ""
    return ((low, high), "") if low <= high else ((None, None), text)


def yes(text: str) -> Said:
    """Return yes or no by the first words of a cell."""
    plain = fold(text).strip(" .!")
    for sure, known in ((False, NO), (True, YES)):
        if plain in known or any(len(word) > 1 and re.match(rf"{word}\b", plain) for word in known):
            return sure, ""
    return None, text


def meetings(text: str) -> Said:
    """Return the ways to meet."""
    plain = fold(text)
    if re.search(r"люб|все равно|не важно|смешан|\bоба\b|гибрид", plain):
        return tuple(Meeting), ""
    found = []
    if re.search(r"\bочн|лично|вживую", plain):
        found.append(Meeting.IN_PERSON)
    if re.search(r"дистан|онлайн|удален|видео|интернет", plain):
        found.append(Meeting.REMOTE)
    return tuple(found), "" if found else text


def windows(text: str, day: int | None = None) -> Said:
    """Return free time: «вт 15:00–16:30, чт после 14», «будни с 14 до 17»; a day without hours is free as a whole."""
    found: list[Window] = []
    bad: list[str] = []
    days: list[int] = [] if day is None else [day]
    timed = False
    for match in TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind in {"span", "day", "week", "rest", "any"}:
            days = [*([] if timed else days), *_days(kind, match.group())]
            timed = False
        elif kind in {"range", "after", "before", "part"}:
            start, end = _hours(kind, match.group())
            good = 0 <= start < end <= 24 * 60
            found.extend(Window(one, start, end) for one in days if good)
            timed = True
            bad.extend([] if good and days else [match.group().strip()])
        elif kind == "bad":
            bad.append(match.group())
    if not timed and day is None:
        found.extend(Window(one, OPEN, CLOSE) for one in days)
    if day is not None and not timed and fold(text) in YES:
        found, bad = [Window(day, OPEN, CLOSE)], []
    return tuple(sorted(set(found))), " ".join(bad)


def _days(kind: str, text: str) -> Sequence[int]:
    """Return the days that a word means."""
    if kind == "week":
        return range(5)
    if kind == "rest":
        return (5, 6)
    if kind == "any":
        return range(7)
    numbers = [
        next(number for start, number in DAY.items() if fold(word).startswith(start))
        for word in re.findall(DAYS, text, re.IGNORECASE)
    ]
    return range(numbers[0], numbers[1] + 1) if kind == "span" else numbers


def _hours(kind: str, text: str) -> tuple[int, int]:
    """Return the minutes that a word means."""
    if kind == "part":
        return PARTS[text[0].lower()]
    times = [int(hour) * 60 + int(more or 0) for hour, more in re.findall(r"(\d{1,2})(?:[:.](\d\d))?", text)]
    if kind == "range":
        return times[0], times[1]
    return (times[0], max(CLOSE, times[0])) if kind == "after" else (min(OPEN, times[0]), times[0])
