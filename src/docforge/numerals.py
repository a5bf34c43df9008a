"""Numbers, sums and dates in Russian words, and the no-break spaces of Russian typesetting."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from num2words import num2words

from russian.months import MONTHS_OF
from russian.plurals import plural
from russian.spaces import TIED

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


_SPACES = "[ \u00a0]"
_CAPITALISED = "[А-ЯЁ](?:[а-яё]|[А-ЯЁ]{2})"
_UNITS = "|".join(
    (
        *MONTHS_OF,
        *("г", "гг", "руб", "коп", "тыс", "млн", "млрд", "ч", "мин", "сек", "шт", "экз", "чел", "стр"),
        *("кг", "мм", "см", "м", "км", "кв", "год", "года", "году", "годом", "годы", "годов", "лет"),
        *("рубл(?:ь|я|ей|ю|ём|ями|ях)", "копе(?:йка|йки|ек|йку)", "час(?:а|ов)?", "минут[аы]?"),
        *("день", "дня", "дней", "недел[яиью]", "недель", "месяц(?:а|ев)?", "человека?", "процент(?:а|ов)?"),
    )
)
_INITIALS_FIRST = re.compile(rf"(?<![\w.])((?:[А-ЯЁ]\.{_SPACES}*){{1,3}}+)(?={_CAPITALISED})")
_INITIALS_LAST = re.compile(
    rf"(?<![\w.\-])([А-ЯЁ][А-ЯЁа-яё]++(?:-[А-ЯЁ][А-ЯЁа-яё]++)*+){_SPACES}+"
    rf"([А-ЯЁ]\.(?:{_SPACES}*[А-ЯЁ]\.){{0,2}}+)(?!{_SPACES}*{_CAPITALISED})"
)
_THOUSANDS = re.compile(rf"(?<!\d)(?<!\d{_SPACES})\d{{1,3}}(?:{_SPACES}\d{{3}}(?!\d))+")
_TIES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"([№§]){_SPACES}*(?=[\w«])",
        rf"(?<!\w)((?i:ст|п|пп|ч|гл|подп|абз|разд|прил)\.){_SPACES}+(?=[\d«IVX])",
        rf"(\d){_SPACES}+(?=[%‰°]|(?:{_UNITS})(?!\w))",
        rf"(\S){_SPACES}+(?=—)",
    )
)


def typeset(text: str) -> str:
    """Return the text with no-break spaces where a line of a Russian paper must not end; its letters stay."""
    text = _INITIALS_FIRST.sub(lambda found: _apart(found[1]) + TIED, text)
    text = _INITIALS_LAST.sub(lambda found: f"{found[1]}{TIED}{_apart(found[2])}", text)
    text = _THOUSANDS.sub(lambda found: found[0].replace(" ", TIED), text)
    for tie in _TIES:
        text = tie.sub(rf"\1{TIED}", text)
    return text


def _apart(initials: str) -> str:
    return TIED.join(re.findall(r"[А-ЯЁ]\.", initials))
