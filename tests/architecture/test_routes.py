"""Every route declares its rule, and the rule is a known right; the generated pages of the docs are current."""

from __future__ import annotations

import pytest

from estafeta.config.reference import FOLDER, PAGES, PREFIX, routes, rule_of
from estafeta.core.rights import REASONS

FREE = ("open: ", "signed in: ")


def test_every_route_declares_a_known_rule() -> None:
    rules = {address: rule_of(view) for address, view in routes()}
    assert {a: r for a, r in rules.items() if r not in REASONS and not r.startswith(FREE)} == {}


def test_routes_of_an_organisation_are_ruled_by_a_right() -> None:
    inside = {address: rule_of(view) for address, view in routes() if address.startswith(PREFIX)}
    assert {a: r for a, r in inside.items() if r not in REASONS} == {}


@pytest.mark.parametrize("page", sorted(PAGES))
def test_generated_page_is_current(page: str) -> None:
    assert (FOLDER / page).read_text("utf-8") == PAGES[page](), "обновите: ./estafeta docs"
