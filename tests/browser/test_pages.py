"""Every page that a person meets, at both widths: axe finds nothing, nothing sticks out, nothing leaves the host."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.house import PHONE, SCHOOL, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SIZES = pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
DEPARTMENT = "/o/upravlenie-obrazovaniya-zarechnogo-rayona/"


@SIZES
def test_pages_of_a_curator(walker, size):
    petrova = walker("petrova", size)
    pages = {
        "today": SCHOOL + "today/",
        "plan": SCHOOL + "roadmap/",
        "plan-stages": SCHOOL + "roadmap/?by=stages",
        "plan-late": SCHOOL + "roadmap/?when=late",
        "roadmaps": SCHOOL + "roadmaps/",
        "new": SCHOOL + "roadmaps/new/",
        "load": SCHOOL + "loads/",
        "inbox": SCHOOL + "inbox/",
        "members": SCHOOL + "members/",
        "card": SCHOOL + "settings/",
    }
    for name, path in pages.items():
        petrova.go(path)
        expect(petrova.page.locator("main h1")).not_to_be_empty()
        petrova.look(name)
