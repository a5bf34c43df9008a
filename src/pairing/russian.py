"""Small words of Russian: numbers with nouns, lists, times, the preposition «с»."""

from __future__ import annotations

from collections.abc import Sequence

from pairing.people import Window

ON_DAY = ("в понедельник", "во вторник", "в среду", "в четверг", "в пятницу", "в субботу", "в воскресенье")
WHOLE_DAY = 600
"""Minutes of common time from which the hours need not be named."""


def plural(number: int, one: str, few: str, many: str) -> str:
    """Return the form of a noun after a number: 1 год, 2 года, 5 лет."""
    last, tens = abs(number) % 10, abs(number) % 100 // 10
    if tens == 1 or last == 0 or last >= 5:
        return many
    return one if last == 1 else few


def counted(number: int, one: str, few: str, many: str) -> str:
    """Return the number with its noun."""
    return f"{spaced(number)} {plural(number, one, few, many)}"


def spaced(number: int) -> str:
    """Return a number with a thin gap between thousands, as Russian papers print it."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def listed(words: Sequence[str], most: int = 3, total: int = 0) -> str:
    """Return «а, б и в»; beyond `most` the rest is counted. `total` counts those whose words were not even made."""
    rest = max(total, len(words)) - min(most, len(words))
    if rest:
        return f"{', '.join(words[:most])} и ещё {rest}"
    return " и ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def together_with(phrase: str) -> str:
    """Return «с проектом», «со школьными документами»."""
    second = phrase[1:2].lower()
    hard = phrase[:1].lower() in "сзшж" and second.isalpha() and second not in "аеёиоуыэюя"
    return f"со {phrase}" if hard else f"с {phrase}"


def clock(minutes: int) -> str:
    """Return minutes from midnight as «15:30»."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def at_time(window: Window) -> str:
    """Return «во вторник с 15:00 до 16:30»; without hours when most of the day is free."""
    if window.end - window.start >= WHOLE_DAY:
        return ON_DAY[window.day]
    return f"{ON_DAY[window.day]} с {clock(window.start)} до {clock(window.end)}"


def capital(sentence: str) -> str:
    """Return a sentence with a capital first letter, the rest untouched."""
    return sentence[:1].upper() + sentence[1:]


def mentees(number: int) -> str:
    """Return «3 наставляемых»."""
    return counted(number, "наставляемый", "наставляемых", "наставляемых")


def mentors(number: int) -> str:
    """Return «2 наставника»."""
    return counted(number, "наставник", "наставника", "наставников")


def pairs(number: int) -> str:
    """Return «5 пар»."""
    return counted(number, "пара", "пары", "пар")
