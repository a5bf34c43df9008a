"""Charts on a page: the picture, and the table beside it."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from charts import Chart, Ring, Spark, Table, draw, table

register = template.Library()


@register.filter
def drawn(chart: Chart) -> SafeString:
    """The picture of a chart; the library escapes every text in it."""
    return mark_safe(draw(chart))


@register.filter
def chart_table(chart: Chart) -> Table:
    """The numbers of a chart as a table."""
    return table(chart)


@register.filter
def stands_in_a_line(chart: Chart) -> bool:
    """Say whether a chart is as small as a word."""
    return isinstance(chart, Ring | Spark)
