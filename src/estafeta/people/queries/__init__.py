"""Asking about people: who stands in the lists of an organisation, as what, who stands by whom."""

from estafeta.people.queries.cards import (
    Standing,
    age_on,
    guardians_of,
    in_force,
    people_of,
    person_of_user,
    relations_of,
    standing_of,
    wards_of,
)
from estafeta.people.queries.lists import GROUPS, group_counts, in_group, units_of
from estafeta.people.queries.looks import looks_at, story_of

__all__ = [
    "GROUPS",
    "Standing",
    "age_on",
    "group_counts",
    "guardians_of",
    "in_force",
    "in_group",
    "looks_at",
    "people_of",
    "person_of_user",
    "relations_of",
    "standing_of",
    "story_of",
    "units_of",
    "wards_of",
]
