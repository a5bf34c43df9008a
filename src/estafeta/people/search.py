"""Cards are found by name, in the organisation itself alone: they are people, children among them."""

from __future__ import annotations

from django.utils import timezone

from estafeta.core.clock import local_today
from estafeta.people.models import Affiliation, Person
from estafeta.workbench.search.indexing import renew
from estafeta.workbench.search.registry import Entry, Rows, Source, Watch, searchable

KIND = "person"


def rows() -> Rows:
    """Cards in use, with what their people are."""
    return Person.objects.select_related("organisation").prefetch_related("affiliations").defer("order_key")


def entry(person: Person) -> Entry:
    """By the name alone; the class or the post is only shown. Telephones and addresses are never in the index."""
    organisation = person.organisation
    today = local_today(organisation.time_zone) if organisation else timezone.localdate()
    note = "; ".join(row.words for row in person.affiliations.all() if row.holds_on(today))
    return Entry(organisation.path, person.full_name, person.get_absolute_url(), note)


def renew_cards(keys: list[int]) -> None:
    """Write these cards anew after a bulk write, which sends no signals."""
    renew(KIND, lambda: keys)


searchable(
    Source(
        kind=KIND,
        label="Люди",
        order=15,
        right="people.view",
        model=Person,
        rows=rows,
        entry=entry,
        own=True,
        watches=(Watch(Affiliation, lambda row: [row.person_id]),),
    )
)
