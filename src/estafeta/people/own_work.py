"""What the rooms below have open of somebody who leaves: measures of the plan, things to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from estafeta.control.handing import open_work as measures_of
from estafeta.people.models import Guardianship, Person, Relation
from estafeta.people.open_work import OpenThing, open_work
from estafeta.people.queries import in_force
from estafeta.workbench.task_queries import open_tasks_of
from russian.plurals import counted


@open_work("measures")
def measures(person: Person, today: dt.date) -> Iterator[OpenThing]:
    """Measures for which the person answers by name."""
    if person.user is not None and (count := len(measures_of(person.organisation, person.user))):
        url = reverse("control:hand_over", args=[person.organisation.slug])
        words = counted(count, "мероприятие дорожной карты", "мероприятия дорожной карты", "мероприятий дорожной карты")
        yield OpenThing(words, url, "куратор и директор")


@open_work("tasks")
def tasks(person: Person, today: dt.date) -> Iterator[OpenThing]:
    """Things to do."""
    if person.user is not None and (count := open_tasks_of(person.organisation, person.user).count()):
        url = reverse("control:hand_over", args=[person.organisation.slug])
        yield OpenThing(counted(count, "дело", "дела", "дел"), url, "куратор и директор")


@open_work("ties")
def ties(person: Person, today: dt.date) -> Iterator[OpenThing]:
    """Classes that stay without a class teacher, children for whom the person stands."""
    for row in Relation.objects.filter(in_force(today), person=person, kind=Relation.Kind.CLASS_TEACHER):
        yield OpenThing(f"классное руководство, {row.unit}", person.get_absolute_url(), "назначьте другого")
    wards = Guardianship.objects.filter(in_force(today), guardian=person).count()
    if wards:
        words = counted(wards, "ребёнок, за которого он(а) отвечает", "ребёнка, за которых он(а) отвечает",
                        "детей, за которых он(а) отвечает")  # fmt: skip
        yield OpenThing(words, person.get_absolute_url(), "связь остаётся")
