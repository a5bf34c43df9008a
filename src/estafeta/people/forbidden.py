"""What is never kept of a person: recognised in the name of a field and in what is typed into one.

Special categories and documents of identity (152-ФЗ, articles 10 and 11; the design of the product, section 2).
"""

from __future__ import annotations

import re

from estafeta.core.refusals import Refusal
from russian.folding import search_key

NEVER = {
    "паспорт и другие документы личности": (
        "паспорт", "passport", "снилс", "snils", "инн", "свидетельство о рождении", "серия и номер",
        "удостоверение лич", "загранпаспорт", "военный билет",
    ),
    "здоровье": (
        "здоров", "диагноз", "болезн", "заболеван", "инвалид", "овз", "зпр", "тнр", "рас", "пмпк", "медицин", "аллерг",
        "прививк", "группа крови", "психиатр", "беремен", "health", "диспансер", "особенности развития",
    ),
    "национальность, вера и взгляды": (
        "национальн", "этнич", "гражданств", "раса", "вероисповед", "религи", "конфесси", "политическ", "партийн",
        "nationality", "мигрант",
    ),
    "судимость и учёт": ("судим", "пдн", "кдн", "вшу", "внутришкольный учет", "на учете", "правонаруш"),
    "семейные обстоятельства": (
        "сво", "неполная семья", "малоимущ", "многодетн", "социальный статус семьи", "сирот", "неблагополуч",
    ),
}  # fmt: skip
"""Beginnings of words by what they are about; short ones (up to three letters) are whole words."""

_SNILS = re.compile(r"(?<!\d)(\d{3})[ -](\d{3})[ -](\d{3})[ -]?(\d{2})(?!\d)")
_PASSPORT = re.compile(
    r"(?i)(?:паспорт|серия)\D{0,20}\d{2}\s?\d{2}\D{0,8}\d{6}|(?<!\d)\d{2}\s\d{2}\s(?:№\s*)?\d{6}(?!\d)"
)


def never_kept(label: str) -> str:
    """What of the list a name of a field is about («здоровье»); empty when it may be made."""
    key = f" {search_key(label)} "
    for about, signs in NEVER.items():
        if any((f" {sign} " if len(sign) <= 3 else f" {sign}") in key for sign in signs):
            return about
    return ""


def check_label(*texts: str) -> None:
    """Refuse a field that the product never keeps, whatever of its description gives it away."""
    about = next((found for text in texts if (found := never_kept(text))), "")
    if about:
        raise Refusal(
            f"Такое поле завести нельзя: {about}. Для наставничества эти сведения не нужны, здесь их не хранят."
        )


def check_text(text: str) -> str:
    """Return the text; refuse a number of СНИЛС (told by its own check digits) or of a passport inside it."""
    for found in _SNILS.finditer(text):
        if is_snils("".join(found.groups())):
            raise Refusal("Здесь номер СНИЛС. Его Эстафета не хранит: сотрите.")
    if _PASSPORT.search(text):
        raise Refusal("Здесь номер паспорта. Его Эстафета не хранит: сотрите.")
    return text


def is_snils(digits: str) -> bool:
    """Say whether eleven digits are a number of СНИЛС by its control sum."""
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(9, 0, -1), strict=True))
    return total % 101 % 100 == int(digits[9:])
