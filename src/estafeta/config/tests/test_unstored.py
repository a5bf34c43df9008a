"""What a signed-in person sees stays nowhere: every page, fragment, export and file goes out with `no-store`."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.pages import let_go

from estafeta.config.reference import routes

PLAIN = [address for address, _ in routes() if "<int:" not in address and "<slug:organisation>" in address]


@pytest.mark.parametrize("login", ["curator", "coordinator"])
def test_no_page_of_an_organisation_is_stored(client, cast, login):
    client.force_login(getattr(cast, login))
    place = cast.school if login == "curator" else cast.department
    kept = {}
    for address in PLAIN:
        answer = client.get("/" + address.replace("<slug:organisation>", place.slug).replace("<slug:", "<x:"))
        let_go(answer)
        if "no-store" not in answer.headers.get("Cache-Control", ""):
            kept[address] = answer.headers.get("Cache-Control")
    assert kept == {}


@pytest.mark.parametrize("name", ["accounts:profile", "accounts:sessions", "organisations:switch", "mfa_index"])
def test_no_page_of_a_person_is_stored(client, cast, name):
    client.force_login(cast.curator)
    assert "no-store" in client.get(reverse(name)).headers["Cache-Control"]


def test_what_anybody_sees_may_be_kept(client, db):
    assert "Cache-Control" not in client.get("/_gallery/").headers


@pytest.mark.parametrize("address", ["/_gallery/", "/_gallery/page/"])
def test_gallery_is_closed_where_others_come_in(client, db, settings, address):
    assert client.get(address).status_code == 200
    settings.LOCAL = False
    assert client.get(address).status_code == 404
