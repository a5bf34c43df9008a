"""How the sentences of a protocol count people and name hours; their spaces are plain, as in every frozen reason."""

from __future__ import annotations

from pairing.people import Window
from russian.months import ON_WEEKDAYS
from russian.plurals import plural

WHOLE_DAY = 600
"""Minutes of common time from which the hours need not be named."""


def counted(number: int, one: str, few: str, many: str) -> str:
    """Return the number with its noun after a plain space."""
    return f"{spaced(number)} {plural(number, one, few, many)}"


def spaced(number: int) -> str:
    """Return a number with a no-break space between thousands."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def clock(minutes: int) -> str:
    """Return minutes from midnight as «15:30»."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def at_time(window: Window) -> str:
    """Return «во вторник с 15:00 до 16:30»; without hours when most of the day is free."""
    if window.end - window.start >= WHOLE_DAY:
        return ON_WEEKDAYS[window.day]
    return f"{ON_WEEKDAYS[window.day]} с {clock(window.start)} до {clock(window.end)}"


def mentees(number: int) -> str:
    """Return «3 наставляемых»."""
    return counted(number, "наставляемый", "наставляемых", "наставляемых")


def mentors(number: int) -> str:
    """Return «2 наставника»."""
    return counted(number, "наставник", "наставника", "наставников")


def pairs(number: int) -> str:
    """Return «5 пар»."""
    return counted(number, "пара", "пары", "пар")
