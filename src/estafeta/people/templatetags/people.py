"""An affiliation in a few words."""

from __future__ import annotations

import datetime as dt

from django import template

from estafeta.people.models import Affiliation
from russian.dates import day_words

register = template.Library()


@register.filter
def place_words(row: Affiliation, today: dt.date) -> str:
    """«с 1 сентября, стаж 12 лет, первая категория», «по 31 мая, окончил обучение»."""
    experience = row.experience_words(today)
    parts = (
        f"с {day_words(row.starts, today)}" if row.starts else "",
        f"по {day_words(row.ends, today)}" if row.ends else "",
        row.get_ending_display().lower() if row.ending else "",
        row.ending_note,
        f"стаж {experience}" if experience else "",
        f"категория: {row.get_category_display()}" if row.category else "",
        row.education,
    )
    return ", ".join(part for part in parts if part)
