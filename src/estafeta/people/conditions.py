"""What the room of people itself asks of everybody: the card is in use, and the person is still here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from estafeta.people.gate import Case, Lack, condition
from estafeta.people.models import Affiliation, Person
from estafeta.people.queries import standing_of


@condition()
def card_is_in_use(people: Sequence[Person], case: Case) -> Mapping[int, Lack]:
    """Not merged away, and of this organisation."""
    found = {}
    for person in people:
        if person.merged_into_id is not None:
            found[person.pk] = Lack("карточка объединена с другой", final=True)
        elif person.organisation_id != case.organisation.pk:
            found[person.pk] = Lack("карточка другой организации", final=True)
    return found


@condition()
def still_here(people: Sequence[Person], case: Case) -> Mapping[int, Lack]:
    """Somebody who has left, and whom nobody here needs as a guardian, is not here any more."""
    standing = standing_of(people, today=case.today)
    return {
        person.pk: Lack("выбыл(а) из организации", "Открыть карточку", person.get_absolute_url())
        for person in people
        if standing[person.pk].has_left
    }


@condition("base", "pair", "order")
def age_is_known(people: Sequence[Person], case: Case) -> Mapping[int, Lack]:
    """Of a learner the year of birth at least: by it one knows whose consents are needed."""
    standing = standing_of(people, today=case.today)
    return {
        person.pk: Lack("нет даты рождения", "Дополнить", person.get_absolute_url())
        for person in people
        if person.birth_year is None and any(row.kind in Affiliation.LEARNERS for row in standing[person.pk].now)
    }
