"""Numbers, days, codes and texts that nobody means: whatever a page offers to send, no value of it breaks the server.

The requests are generated from the pages of a played district: each form and each link with parameters, each of its
fields, each value that has broken something somewhere; and from the routes: each number in an address.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from estafeta.accounts.models import User
from estafeta.config.reference import routes, rule_of
from estafeta.core.rights import REASONS
from estafeta.demo.playing import play
from tests.journeys.hostile import Offer, walk
from tests.pages import let_go

VALUES = ("²", "9" * 23, "0001-01-01", "9999-12-31", "a\0b", "-1", "٣", "1e9", "2026-02-30")
ALONE = VALUES[:3]
LONG = "ы" * 50_000
NUMBERS = ("0", "9" * 23)


def status_of(client: Client, method: str, address: str, fields: dict[str, list[str]]) -> int:
    """What is answered; nothing that was done stays."""
    with transaction.atomic():
        answer = (client.post if method == "POST" else client.get)(address, fields)
        let_go(answer)
        transaction.set_rollback(True)
    return int(answer.status_code)


def send(client: Client, offer: Offer, changed: dict[str, str]) -> int:
    fields: dict[str, list[str]] = {}
    for name, value in offer.fields:
        fields.setdefault(name, []).append(changed.get(name, value))
    return status_of(client, offer.method, offer.address, fields)


def rounds(offer: Offer, share: int) -> Iterator[dict[str, str]]:
    """All fields at once, then, for a fixed quarter of the routes, each by itself, where the others may hide it."""
    names = {name for name, _ in offer.fields} - offer.typed - {"once"}
    yield from (dict.fromkeys(names, value) for value in VALUES if names)
    if zlib.crc32(offer.route.encode()) % 4 == share:
        yield from ({name: value} for name in names for value in ALONE)
    if offer.typed:
        yield dict.fromkeys(offer.typed, LONG)
        yield dict.fromkeys(offer.typed, "a\0b")


def addresses(slug: str) -> Iterator[tuple[str, str]]:
    """Every ruled address with a number in it, filled with numbers of nothing."""
    for address, view in routes():
        if rule_of(view) in REASONS and "<int:" in address:
            own = address.replace("<slug:organisation>", slug)
            for number in NUMBERS:
                yield address, "/" + re.sub(r"<\w+:\w+>", "x", re.sub(r"<int:\w+>", number, own))


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(("login", "share"), [("petrova", 0), ("coordinator", 1)])
def test_no_value_breaks_the_server(today, login, share):
    cast = play(today)
    place = cast.department if login == "coordinator" else cast.school
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(username=login))
    offers = list(walk(client, reverse("today:today", args=[place.slug])))
    assert len(offers) > 60, "the walk sees the house"
    broken = {
        (offer.route, offer.method, *sorted(name for name, _ in changed.items()))
        for offer in offers
        for changed in rounds(offer, share)
        if send(client, offer, changed) >= 500
    }
    asked = list(addresses(place.slug))
    assert len(asked) > 150
    broken |= {
        (route, method)
        for route, address in asked
        for method in ("GET", "POST")
        if status_of(client, method, address, {}) >= 500
    }
    assert broken == set()
