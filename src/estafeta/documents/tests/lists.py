"""Lists of pairs as a clerk brings them."""

from __future__ import annotations

import datetime as dt

HEADS = (
    "Документ",
    "С какого дня",
    "Куратор",
    "Наставник, должность",
    "Наставляемый, класс или должность",
    "Форма",
    "Срок",
)
BOSS = "Петрова Анна Сергеевна, заместитель директора"


def line(key, mentor, *, day=dt.date(2026, 9, 1), boss=BOSS):
    return (key, day, boss, mentor, "Сидоров Олег, 7 «А»", "педагог — ученик", "")
