"""Numbers, sums of money and dates in words, as papers ask for them."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from num2words import num2words

from russian.months import MONTHS_OF
from russian.plurals import plural

_LARGEST_KNOWN = 10**33


def number_in_words(n: int, *, gender: Literal["m", "f", "n"] = "m") -> str:
    """Return «двадцать одна»; a number that has no name in Russian comes back in digits."""
    if abs(n) >= _LARGEST_KNOWN:
        return str(n)
    thousands, rest = divmod(abs(n), 1000)
    # num2words bends the name of a million to the gender too: «одна миллион».
    parts = [str(num2words(thousands * 1000, lang="ru"))] if thousands else []
    if rest or not thousands:
        parts.append(str(num2words(rest, lang="ru", gender=gender)))
    return " ".join(["минус", *parts] if n < 0 else parts)


def sum_in_words(rubles: Decimal | int) -> str:
    """Return «12 000 (двенадцать тысяч) рублей 00 копеек», rounded to a kopeck."""
    kopecks = int((Decimal(rubles) * 100).to_integral_value(ROUND_HALF_UP))
    whole, part = divmod(abs(kopecks), 100)
    sign, whole_signed = ("-", -whole) if kopecks < 0 else ("", whole)
    words = number_in_words(whole_signed) if whole or not sign else "минус ноль"
    digits = f"{sign}{whole:,}".replace(",", " ")
    ruble, kopeck = plural(whole, "рубль", "рубля", "рублей"), plural(part, "копейка", "копейки", "копеек")
    return f"{digits} ({words}) {ruble} {part:02d} {kopeck}"


def day_in_words(day: dt.date) -> str:
    """Return «26 августа 2026 года»."""
    return f"{day.day} {MONTHS_OF[day.month - 1]} {day.year} года"


def date_fully_in_words(day: dt.date) -> str:
    """Return «двадцать шестое августа две тысячи двадцать шестого года»."""
    number = num2words(day.day, to="ordinal", lang="ru", gender="n")
    year = num2words(day.year, to="ordinal", lang="ru", case="g", gender="m")
    return f"{number} {MONTHS_OF[day.month - 1]} {year} года"
