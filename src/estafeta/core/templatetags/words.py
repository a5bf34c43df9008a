"""Words on a page: filters over the library `russian`. A built-in library, so no page loads it.

Filters that depend on the day take it: `{{ due.ends|weekday_words:today }}`.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django import template
from django.utils import timezone

from russian import dates, figures, names, phrases, plurals

register = template.Library()

register.filter("day_words", dates.day_words)
register.filter("weekday_words", dates.weekday_words)
register.filter("distance_words", dates.distance_words)
register.filter("lateness_words", dates.lateness_words)
register.filter("short_name", names.short_name)
register.filter("monogram", names.monogram)
register.filter("file_size", figures.file_size)
register.filter("school_year", dates.school_year_label)


@register.filter
def counted(number: int, forms: str) -> str:
    """`{{ n|counted:"мероприятие,мероприятия,мероприятий" }}` gives «5 мероприятий»."""
    return plurals.counted(number, *_three(forms))


@register.filter
def plural(number: int, forms: str) -> str:
    """`{{ n|plural:"нужен,нужны,нужно" }}` gives the form alone."""
    return plurals.plural(number, *_three(forms))


@register.filter
def figure(value: int | float | Decimal, places: int | None = None) -> str:
    """`{{ n|figure }}`, `{{ share|figure:1 }}`: thin spaces in thousands, decimal comma."""
    return figures.figure(value, places)


@register.filter
def percent_of(part: float, whole: float) -> str:
    """`{{ done|percent_of:total }}` gives «91 %», a dash when there is nothing to divide by."""
    return figures.percent(part, whole)


@register.filter
def moment_words(moment: dt.datetime, today: dt.date) -> str:
    """`{{ line.at|moment_words:today }}` gives «сегодня в 9:30» in the current time zone."""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return dates.moment_words(local, today)


@register.filter
def listed(items: list[object]) -> str:
    """`{{ names|listed }}` gives «а, б и в»."""
    return phrases.listed([str(item) for item in items])


@register.simple_tag
def stretch_words(start: dt.date, end: dt.date, today: dt.date) -> str:
    """`{% stretch_words start end today %}` gives «1–15 сентября»."""
    return dates.stretch_words(start, end, today)


def _three(forms: str) -> tuple[str, str, str]:
    """Cut the filter's argument into its three forms."""
    one, few, many = forms.split(",")
    return one.strip(), few.strip(), many.strip()
