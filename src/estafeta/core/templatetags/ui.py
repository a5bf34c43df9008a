"""Helpers for component templates: icons, geometry without inline style, paging."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide as draw

from estafeta.core.components.keys import KEYS, Key
from estafeta.core.components.look import Group, Look, groups_of
from estafeta.core.days import DayInput
from estafeta.core.states import STATES, StateWord

register = template.Library()

SOON = 7


@functools.lru_cache(maxsize=512)
def _drawn(name: str, css: str, label: str) -> SafeString:
    """Draw an icon once. Only names from our own templates come here, never a user's text."""
    spoken = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    return mark_safe(draw(name, size=20, **{"class": css}, **spoken))


@register.simple_tag
def day_input(name: str, value: dt.date | None = None, key: object = "plain") -> SafeString:
    """A day field where no form is at hand; its id is «name-key». The label is the template's own."""
    return DayInput().render(name, value, {"id": f"{name}-{key}"})


@register.simple_tag
def icon(name: str, label: str = "", css: str = "icon") -> SafeString:
    """`{% icon "bell" %}` is decoration beside a word; with a label it speaks for itself."""
    return _drawn(str(name), str(css), str(label))


@register.filter
def plain(number: float) -> str:
    """A number for an SVG attribute: a dot, no spaces, whatever the locale."""
    return f"{float(number):.3f}".rstrip("0").rstrip(".")


@register.filter
def share_of(part: float, whole: float) -> str:
    """Per cent of the whole for an SVG attribute."""
    return plain(100 * part / whole) if whole else "0"


@register.filter
def state_word(key: str) -> StateWord:
    """The look of a state. Raises KeyError for a state nobody has declared."""
    return STATES[str(key)]


@functools.lru_cache(maxsize=32)
def _shape(key: str) -> SafeString:
    """Draw the shape of a state once: the component itself is too slow for each of 400 rows."""
    return mark_safe(render_to_string("core/state_shape.html", {"key": key}).strip())


@register.filter
def state_shape(key: str) -> SafeString:
    """`<c-state shape_only>` for long lists. Raises KeyError for a state nobody has declared."""
    return _shape(state_word(key).key)


@register.filter
def pages_around(page: Page[Any]) -> Iterator[str | int]:
    """Page numbers with «…» where some are left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def is_tick(field: BoundField) -> bool:
    """Say whether the field is one checkbox."""
    return getattr(field.field.widget, "input_type", "") == "checkbox" and not field.use_fieldset


@register.filter
def is_file(field: BoundField) -> bool:
    """Say whether the field takes a file."""
    return bool(field.field.widget.needs_multipart_form)


@register.simple_tag
def focus_first(form: BaseForm) -> bool:
    """Give the first wrong field that is seen the focus; say whether there is one. Called before they are drawn."""
    wrong = next((field for field in form if field.errors and not field.is_hidden), None)
    if wrong is None:
        return False
    wrong.field.widget.attrs["autofocus"] = True
    return True


@register.filter
def takes_photos(field: BoundField) -> bool:
    """Say whether a camera helps: pictures are among the kinds that the field takes."""
    return ".jpg" in field.field.widget.attrs.get("accept", "")


@register.filter
def undo_url(tags: str) -> str:
    """The address after «undo:» in a message's extra tags, else nothing."""
    found = [tag for tag in str(tags or "").split() if tag.startswith("undo:")]
    return found[0].removeprefix("undo:") if found else ""


@register.filter
def due_tone(day: dt.date, today: dt.date) -> str:
    """How an open due stands: late, today, soon (within a week) or far."""
    days = (day - today).days
    if days < 0:
        return "late"
    if days == 0:
        return "today"
    return "soon" if days <= SOON else "far"


@register.filter
def cut_words(line: str) -> list[str]:
    """Words of a line separated by commas."""
    return line.split(",")


@register.simple_tag(takes_context=True)
def look(context: dict[str, Any]) -> Look:
    """The look the user chose; the plain one where there is no request (a page of an error)."""
    return Look.of(context.get("request"))


@register.simple_tag
def keys() -> tuple[Key, ...]:
    """The keys that every page obeys."""
    return KEYS


@register.simple_tag
def look_groups(request: HttpRequest | str | None) -> tuple[Group, ...]:
    """The choices of the panel «Вид страницы» with those made."""
    return groups_of(Look.of(request if isinstance(request, HttpRequest) else None))


@register.filter
def is_grave(level: str) -> bool:
    """Say whether a message must wait until it is read."""
    return level in {"error", "warning"}
