"""The no-break spaces of Russian typesetting: where a line of a paper must not end."""

from __future__ import annotations

import re

from russian.months import MONTHS_OF
from russian.spaces import TIED

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
