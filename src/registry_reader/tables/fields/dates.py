"""Days of birth, terms and orders."""

from __future__ import annotations

import datetime as dt

from office_files.layouts import Spot
from registry_reader.tables.columns import Bound
from registry_reader.tables.drafts import Draft
from registry_reader.tables.fields.context import Context
from registry_reader.values.dates import Moment, of_serial, read_moment
from registry_reader.values.texts import one_line
from registry_reader.values.work import read_order

_YEARS = range(1900, 2100)


def moment_of(spot: Spot, context: Context) -> Moment | None:
    """The time that a cell says: a true date (or only its month, where it shows no more), a serial number, a text."""
    value = spot.value
    if isinstance(value, dt.date):
        shown = read_moment(spot.text, context.year)
        return shown if shown is not None and shown.sort in {"month", "year"} else Moment("day", f"{value:%Y-%m-%d}")
    if isinstance(value, str):
        digits = value.strip()
        if not digits.isdecimal() or len(digits) != 5:
            return read_moment(value, context.year)
        value = int(digits)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if value in _YEARS:
            return Moment("year", str(int(value)))
        serial = of_serial(value)
        return Moment("day", serial) if serial else read_moment(spot.text, context.year)
    return None


def not_a_date(spot: Spot, context: Context, moment: Moment | None) -> bool:
    """Ask about a cell that should be a date; it stays in extra."""
    what = {None: "дата не понята", "impossible": "такой даты нет", "yearless": "у даты нет года"}
    context.notes.doubt(spot, what.get(moment.sort if moment else None, "дата не понята"), serious=True)
    return False


def take_birth(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """A day, a month or a year of birth."""
    moment = moment_of(spot, context)
    if moment is None or not moment.said or moment.sort == "school":
        return not_a_date(spot, context, moment)
    if moment.sort == "year":
        return draft.put("birth_year", int(moment.text))
    return draft.put("birth_date", moment.text)


def take_term(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """When somebody came, left, or both."""
    moment = moment_of(spot, context)
    if moment is not None and moment.sort == "stretch":
        return draft.put("joined", moment.text) and draft.put("left", moment.last)
    if moment is None and bound.field == "term":
        return False
    if moment is None or not moment.said or moment.sort == "year":
        return not_a_date(spot, context, moment)
    return draft.put("left" if bound.field == "left" else "joined", moment.text)


def take_order(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """Number and day of an order, together or in columns of their own."""
    if bound.field == "order_number":
        return _order_part(draft, "number", one_line(spot.text).lstrip("№ "))
    if bound.field == "order_date":
        moment = moment_of(spot, context)
        if moment is None or moment.sort != "day":
            return not_a_date(spot, context, moment)
        return _order_part(draft, "date", moment.text)
    order = read_order(spot.text)
    if order is None:
        context.notes.doubt(spot, "приказ не понят", serious=True)
        return False
    parts = [
        _order_part(draft, name, value) for name, value in (("number", order.number), ("date", order.date)) if value
    ]
    return order.whole and all(parts)


def _order_part(draft: Draft, name: str, value: str) -> bool:
    order = draft.facts.setdefault("order", {})
    return bool(order.setdefault(name, value) == value)
