"""Two abbreviations that differ by a letter and mean the same: one of them is a slip."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import combinations

from roadmap_linter.model import Context, Example, Hit, Plan, Rule, row, rows

ABBREVIATION = re.compile(r"\b[А-ЯЁ]{3,6}\b")
FORMS = re.compile(r"^[А-Я]*(?:БОУ|БДОУ|АОУ|КОУ|ОУ|ДОУ|БУ|КУ|АУ|АПОУ|БПОУ|УДО)$")
KNOWN = frozenset({
    "СПО", "ДПО", "ПОО", "ДОО", "ООП", "ИПР", "ИОМ", "ППН", "ППЭ", "ОВЗ", "ИКТ", "ЕГЭ", "ОГЭ", "ОРКСЭ", "ЦНППМ", "ИМЦ",
    "ММС", "РМО", "ГМО", "ШМО", "УМК", "УМО", "ПЦК", "СМИ", "СОШ", "ООШ", "НОШ", "ФГОС", "ФИО", "УВР", "УПР", "УВП",
    "КПК", "ИРО", "ИПК", "РОИВ", "ОИВ", "РФ", "МТБ", "МТО",
})  # fmt: skip
TIMES = 3


def check(plan: Plan, context: Context) -> Iterable[Hit]:
    """Compare abbreviations of one length; the rare one of a pair that shares its beginning is named."""
    told = [(word, place) for place, text in plan.wordings() for word in _abbreviations(text)]
    counted, first = Counter(word for word, _ in told), dict(reversed(told))
    candidates = sorted(word for word in counted if not FORMS.match(word) and word not in KNOWN)
    for one, other in combinations(candidates, 2):
        usual, rare = (one, other) if counted[one] >= counted[other] else (other, one)
        if _slip(usual, rare) and counted[usual] >= TIMES * counted[rare]:
            words = f"«{rare}» встречается {counted[rare]} раз, а «{usual}» — {counted[usual]}: это одно и то же?"
            yield first[rare], words, None


def _abbreviations(text: str) -> list[str]:
    """The abbreviations of a text; none where all of it is in capitals."""
    return [] if text.isupper() else ABBREVIATION.findall(text)


def _slip(one: str, other: str) -> bool:
    """True for abbreviations of one length that differ in their last letter or by two letters changed round."""
    if len(one) != len(other) or one[0] != other[0]:
        return False
    differing = [index for index in range(len(one)) if one[index] != other[index]]
    swapped = len(differing) == 2 and sorted(one) == sorted(other)
    return swapped or differing == [len(one) - 1]


RULE = Rule(
    "abbreviation_drift",
    "Сокращение гуляет",
    "hint",
    "Читатель решит, что речь о двух разных вещах.",
    check,
    (
        Example(rows(row("1", "ЦМН и ЦМН, ЦМН"), row("2", "Внедрение ЦМР")), 1),
        Example(rows(row("1", "Внедрить РЦМН, РЦМН и РЦМН"), row("2", "Обсудить РЦНМ")), 1),
        Example(rows(row("1", "Внедрить ЦМН, ЦМН, ЦМН"), row("2", "МБУДО и МБДОУ, СОШ и ООШ")), 0),
        Example(rows(row("1", "Внедрить ЦМН, ЦМР")), 0),
    ),
)
