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


def moment_of(spot: Spot, as_of: str | None) -> Moment | None:
    """The time that a cell says: a true date (or only its month, where it shows no more), a serial number, a text."""
    value = spot.value
    if isinstance(value, dt.date):
        shown = read_moment(spot.text)
        return shown if shown is not None and shown.sort in {"month", "year"} else Moment("day", f"{value:%Y-%m-%d}")
    number = _number(spot)
    if number is None:
        return read_moment(spot.text, as_of)
    if number in _YEARS:
        return Moment("year", str(int(number)))
    serial = of_serial(number)
    return Moment("day", serial) if serial else read_moment(spot.text, as_of)


def _number(spot: Spot) -> float | None:
    """A bare number, also one of five digits that has become text."""
    value = spot.value
    if isinstance(value, str):
        digits = value.strip()
        return int(digits) if digits.isdecimal() and len(digits) == 5 else None
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def not_a_date(spot: Spot, context: Context, moment: Moment | None) -> bool:
    """Ask about a cell that should be a date; it stays in extra."""
    what = {None: "дата не понята", "impossible": "такой даты нет", "yearless": "у даты нет года"}
    context.notes.doubt(spot, what.get(moment.sort if moment else None, "дата не понята"), serious=True)
    return False


def take_birth(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """A day, a month or a year of birth."""
    moment = moment_of(spot, None)
    if moment is None or not moment.said or moment.sort == "school":
        return not_a_date(spot, context, moment)
    if moment.sort == "year":
        return draft.put("birth_year", int(moment.text))
    return draft.put("birth_date", moment.text)


def take_term(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """When somebody came, left, or both."""
    moment = moment_of(spot, context.as_of)
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
        moment = moment_of(spot, context.as_of)
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
