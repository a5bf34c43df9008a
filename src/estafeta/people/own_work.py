"""What somebody who leaves has open: whatever a hand-over gives away, what hangs on the person herself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from estafeta.people.models import Guardianship, Person, Relation
from estafeta.people.open_work import OpenThing, open_work
from estafeta.people.queries import in_force
from estafeta.workbench.open_work import open_work as everything_of
from russian.plurals import counted


@open_work("hand_over")
def work(person: Person, today: dt.date) -> Iterator[OpenThing]:
    """What she answers for by name in any room: a hand-over gives it away."""
    if person.user is None:
        return
    url = reverse("control:hand_over", args=[person.organisation.slug])
    for held in everything_of(person.organisation, person.user, today=today):
        words = f"{held.source.prefix} {counted(len(held.works), *held.source.forms)}".strip()
        yield OpenThing(words, url, "куратор и директор")


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
