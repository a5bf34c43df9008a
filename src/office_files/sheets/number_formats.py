"""Numbers of a spreadsheet as its reader sees them: «30.09.2023», «сентябрь 2023», «1.10», «50%»."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from russian.months import MONTHS, MONTHS_OF

GENERAL = "General"
BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "dd.mm.yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd.mm.yyyy h:mm",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss",
}
_EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001
DAYS_OF_1904 = 1462
"""How much later day 0 is in books of the calendar of 1904."""
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_DIGITS = re.compile(r"[0#?][0#?., ]*")
_THOUSANDS = re.compile(r"(?<=[#0])\\[ \u00a0](?=[#0])")
_MAX_SERIAL = 2_958_465


def show(number: float, code: str) -> str:
    """The number in its format. A format that is not understood shows the plain number."""
    section = _section(code, number)
    if is_date_format(section):
        moment = from_serial(number)
        return plain(number) if moment is None else show_date(moment, _bare(section))
    if section in {GENERAL, "", "@"} or "general" in section.lower():
        return plain(number)
    return _shown_number(number, section)


def plain(number: float) -> str:
    """The shortest text of a number; whole numbers without a dot."""
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    return f"{number:.10g}"


def is_moment(number: float, code: str) -> bool:
    """Whether the number, in this whole format, is a day or a time."""
    return is_date_format(_section(code, number))


@lru_cache(maxsize=4096)
def is_date_format(code: str) -> bool:
    """Whether a format section prints days, months, years or hours."""
    if _ELAPSED.search(code):
        return True
    bare = _bare(code).lower()
    return bool(re.search(r"[dyhsгдч]", bare)) or ("m" in bare and not re.search(r"[0#?]", bare))


def from_serial(number: float) -> dt.datetime | None:
    """The moment of a spreadsheet's day number; None outside its calendar."""
    if not 0 <= number <= _MAX_SERIAL:
        return None
    return _EPOCH + dt.timedelta(seconds=round(number * 86400))


def show_date(moment: dt.datetime, bare: str = "dd.mm.yyyy") -> str:
    """A moment in a date format without literals; parts the format leaves out are left out."""
    parts = _parts(bare)
    date = _date_parts(moment, parts)
    time = f"{moment:%H:%M}" if parts.clock and (not date or moment.hour or moment.minute) else ""
    return f"{date} {time}".strip()


class Parts(NamedTuple):
    """Which parts of a moment a date format prints."""

    day: bool
    month: bool
    year: bool
    clock: bool


def parts_of(code: str) -> Parts:
    """What a whole date format prints, its literals and sections included."""
    return _parts(_bare(_section(code, 1)))


@lru_cache(maxsize=4096)
def _parts(bare: str) -> Parts:
    code = bare.lower().replace("am/pm", "").replace("г", "y").replace("д", "d").replace("ч", "h")
    month = "m" in re.sub(r"h+[^a-z]*m+|m+[^a-z]*s+", "", code)
    return Parts("d" in code, month, "y" in code, "h" in code or "s" in code)


def show_moment(moment: dt.datetime, code: str) -> str:
    """A moment in a whole date format, its literals and sections included."""
    return show_date(moment, _bare(_section(code, 1)))


def _date_parts(moment: dt.datetime, parts: Parts) -> str:
    if parts.day and parts.month:
        return f"{moment:%d.%m.%Y}" if parts.year else f"{moment.day} {MONTHS_OF[moment.month - 1]}"
    if parts.month:
        name = MONTHS[moment.month - 1]
        return f"{name} {moment.year}" if parts.year else name
    if parts.year:
        return str(moment.year)
    return str(moment.day) if parts.day else ""


def _section(code: str, number: float) -> str:
    """The section of a format for positive, negative or zero numbers."""
    sections = _sections(code)
    return sections[1 if number < 0 and len(sections) > 1 else 2 if number == 0 and len(sections) > 2 else 0]


@lru_cache(maxsize=4096)
def _sections(code: str) -> tuple[str, ...]:
    masked = re.sub(r'"[^"]*"', lambda match: match.group(0).replace(";", "\x00"), code)
    return tuple(section.replace("\x00", ";").strip() for section in masked.split(";"))


def _bare(code: str) -> str:
    return _LITERAL.sub("", _ELAPSED.sub(r"\1", code))


def _shown_number(number: float, section: str) -> str:
    section = _THOUSANDS.sub("", section)
    template = _LITERAL.sub(
        lambda match: "".join(f"\x01{char}" for char in match.group(1) or match.group(2) or ""), section
    )
    masked = re.sub(r"\x01.", "\x02", template)
    digits = _DIGITS.search(masked)
    if digits is None or "e+" in masked.lower() or "/" in masked:
        return plain(number)
    pattern = digits.group(0).rstrip(" ,.") if not digits.group(0).endswith(".") else digits.group(0)
    tail = template[_unmasked(template, digits.start() + len(pattern)) :]
    head = template[: _unmasked(template, digits.start())]
    value = _rounded(number, pattern, percent="%" in masked)
    text = (head + value + tail).replace("\x01", "")
    return text.strip()


def _unmasked(template: str, position: int) -> int:
    """The index in the template of a position in its masked form (a literal is one mark there, two characters here)."""
    at = 0
    for _ in range(position):
        at += 2 if template[at : at + 1] == "\x01" else 1
    return at


def _rounded(number: float, pattern: str, *, percent: bool) -> str:
    whole, dot, fraction = pattern.partition(".")
    required = sum(char == "0" for char in fraction)
    most = sum(char in "0#?" for char in fraction)
    try:
        value = Decimal(repr(abs(number))) * (100 if percent else 1)
        text = str(value.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP))
    except InvalidOperation:
        return plain(number)
    before, _, after = text.partition(".")
    while len(after) > required and after.endswith("0"):
        after = after[:-1]
    before = before.zfill(sum(char == "0" for char in whole))
    return ("-" if number < 0 else "") + before + (f".{after}" if after else dot if not fraction else "")
