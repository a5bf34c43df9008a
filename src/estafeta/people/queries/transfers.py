"""Requests for cards, both ways."""

from __future__ import annotations

from django.db.models import QuerySet

from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import FOUND_BY, INSTITUTIONS
from estafeta.people.models import Person, Transfer

LATELY = 50


def sisters(organisation: Organisation, text: str) -> QuerySet[Organisation]:
    """The institutions of the same tree whose name holds every word; an exact name is the only one."""
    root = organisation.path.split("/", maxsplit=1)[0]
    rows = Organisation.objects.filter(path__startswith=f"{root}/", kind__in=INSTITUTIONS).exclude(pk=organisation.pk)
    exact = rows.filter(short_name=text.strip())
    return exact if exact.exists() else FOUND_BY.narrow(rows, {FOUND_BY.key: text}).order_by("short_name", "pk")


def outgoing_of(organisation: Organisation) -> list[Transfer]:
    """What the organisation has asked for, newest first."""
    return list(Transfer.objects.filter(organisation=organisation).select_related("holder", "asked_by")[:LATELY])


def incoming_of(organisation: Organisation) -> list[tuple[Transfer, list[Person]]]:
    """What the organisation is asked for and has not answered, each with the cards that it means."""
    rows = Transfer.incoming.filter(holder=organisation, state=Transfer.State.ASKED)
    asked = list(rows.select_related("organisation", "asked_by")[:LATELY])
    return [(row, meant_by(row, organisation)) for row in asked]


def meant_by(transfer: Transfer, holder: Organisation) -> list[Person]:
    """The cards of the holder that a request means: the same name and the very day of birth."""
    sought = Person(surname=transfer.surname, name=transfer.name).prepare()
    rows = Person.objects.filter(organisation=holder, name_key=sought.name_key, birth_date=transfer.birth_date)
    return list(rows.select_related("organisation"))
