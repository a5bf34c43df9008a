"""A cell of the matrix, drawn in Python: a page has hundreds, and a template included for each is ten times slower."""

from __future__ import annotations

from urllib.parse import quote

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from estafeta.control.tallies import Tally

register = template.Library()
NOTHING = mark_safe("<i>—</i>")
BAR = '<svg aria-hidden="true"><rect width="{}%"/>{}</svg>'
LATE = '<rect x="{}%" width="{}%"/>'


@register.simple_tag
def tally_cell(tally: Tally, url: str = "", column: str = "") -> SafeString:
    """A tally as a bar, «3/8» and «!2» for what is late; `url` leads to the list behind it, narrowed to the column."""
    if not tally.total:
        return NOTHING
    late = format_html(" <b>!{}</b>", tally.late) if tally.late else ""
    inside = format_html("{}{}/{}{}", _bar(tally), tally.finished, tally.total, late)
    spoken = f"{tally.finished} из {tally.total}" + (f", просрочено {tally.late}" if tally.late else "")
    if not url:
        return format_html('<span role="img" aria-label="{}">{}</span>', spoken, inside)
    href = f"{url}&column={quote(column)}" if column else url
    return format_html('<a href="{}" aria-label="{}">{}</a>', href, spoken, inside)


def _bar(tally: Tally) -> SafeString:
    done, late = (round(100 * part / tally.total) for part in (tally.finished, tally.late))
    return format_html(BAR, done, format_html(LATE, done, late) if late else "")
