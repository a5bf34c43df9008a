"""Forms, links, marks and consents."""

from __future__ import annotations

import datetime as dt
import re

from office_files.layouts import Spot
from registry_reader.tables.columns import Bound
from registry_reader.tables.drafts import Draft
from registry_reader.tables.fields.context import Context
from registry_reader.values.consents import read_consent, read_mark
from registry_reader.values.forms import read_form
from registry_reader.values.texts import is_silent, one_line, plain

_ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|[\w-]+(?:\.[\w-]+)+/\S*|[\w-]+\.(?:ru|рф|com|org|net|su)\b", re.IGNORECASE
)


def take_form(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """The form by its name and the role model in brackets."""
    form, model = read_form(spot.text)
    if form is None:
        return draft.put("form", one_line(spot.text))
    return draft.put("form", form) and (model is None or draft.put("role_model", model))


def take_role_model(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """As printed, without quotes and brackets."""
    return draft.put("role_model", one_line(spot.text).strip("«»\"“”„'()"))


def take_link(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """The first address."""
    found = _ADDRESS.search(spot.text)
    return found is not None and draft.put("link", found[0].rstrip(".,;)")) and found[0] == spot.text.strip()


def take_completed(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """Whether the programme was completed."""
    mark = read_mark(spot.text)
    if mark is None and is_silent(spot.text):
        return True
    if mark is None:
        context.notes.doubt(spot, "отметка о завершении не понята", serious=True)
        return False
    return draft.put("completed", mark)


def take_consent(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """A dash is a «no» only in a column where a plus is a «yes»."""
    text = plain(spot.text)
    if (
        is_silent(spot.text)
        and text not in {"нет", "нет."}
        and not (text == "-" and spot.column in context.plus_columns)
    ):
        return True
    if not bound.sure:
        context.notes.doubt(spot, "в заголовке не сказано, на что согласие")
    found = read_consent(spot.text, answers=context.answers, as_of=context.as_of)
    if found is None and isinstance(spot.value, dt.date):
        found = read_consent(f"{spot.value:%d.%m.%Y}")
    if found is None:
        context.notes.doubt(spot, "согласие не понято", serious=True)
        return False
    if found.unclear:
        context.notes.doubt(spot, "согласие сказано и «да», и «нет»", serious=True)
    said = {"state": found.state, "date": found.date, "paper": found.paper}
    consents = draft.facts.setdefault("consents", {})
    kind = bound.field.removeprefix("consents.")
    value = {name: part for name, part in said.items() if part}
    return bool(consents.setdefault(kind, value) == value) and found.whole
