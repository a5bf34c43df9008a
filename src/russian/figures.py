"""Numbers as Russian papers print them: thin spaces between thousands, a decimal comma, a true minus."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from russian.spaces import DASH, MINUS, NARROW, TIED


def figure(value: int | float | Decimal, places: int | None = None) -> str:
    """Write a finite number; `places` after the comma, rounded half up, or as many as it has."""
    number = Decimal(str(value))
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    whole, _, fraction = f"{abs(number):f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", NARROW)
    sign = MINUS if number < 0 else ""
    return sign + grouped + (f",{fraction}" if fraction else "")


def percent(part: float, whole: float) -> str:
    """Write the share of the whole in whole per cents; a dash when there is no whole. 100 % means all."""
    if not whole:
        return DASH
    share = Decimal(str(part)) * 100 / Decimal(str(whole))
    rounded = share.quantize(Decimal(1), rounding=ROUND_HALF_UP)
    if rounded == 100 and share < 100:
        rounded = Decimal(99)
    return f"{figure(int(rounded))}{TIED}%"


def file_size(size: int) -> str:
    """Write a number of bytes as people read it: 840 КБ, 1,4 МБ."""
    if size < 1024:
        return f"{figure(size)}{TIED}Б"
    if size < 1024 * 1024:
        return f"{figure(size / 1024, 0)}{TIED}КБ"
    return f"{figure(size / 1024 / 1024, 1)}{TIED}МБ"
