"""Work and what somebody offers: experience, category, how many mentees."""

from __future__ import annotations

from office_files.layouts import Spot
from registry_reader.tables.columns import Bound
from registry_reader.tables.drafts import Draft
from registry_reader.tables.fields.context import Context
from registry_reader.values.texts import is_silent, one_line, plain
from registry_reader.values.work import read_capacity, read_category, read_experience, says_two, split_age_and_capacity


def take_experience(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """Years, of a number or of words."""
    value = spot.value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        years: float | None = round(value, 1) if 0 <= value <= 75 else None
    else:
        years = read_experience(spot.text, context.as_of)
    if years is None and is_silent(spot.text):
        return True
    if years is None:
        context.notes.doubt(spot, "стаж не понят", serious=True)
        return False
    return draft.put("experience_years", int(years) if years == int(years) else years) and not says_two(spot.text)


def take_category(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """The category; its day stays in extra."""
    if plain(spot.text) in {"-", "н/д", "не указано", "не указана"}:
        return True
    category, whole = read_category(spot.text)
    if category is None:
        context.notes.doubt(spot, "категория не понята", serious=True)
        return False
    return draft.put("category", category) and whole


def take_capacity(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """How many mentees at most."""
    capacity = read_capacity(spot.text)
    if capacity is None:
        context.notes.doubt(spot, "число наставляемых не понято", serious=True)
        return False
    return draft.put("capacity", capacity)


def take_age_and_capacity(draft: Draft, spot: Spot, bound: Bound, context: Context) -> bool:
    """The wished age, and how many."""
    age, capacity = split_age_and_capacity(spot.text)
    if capacity is not None:
        draft.put("capacity", capacity)
    return age is None or draft.put("desired_age", one_line(age))
