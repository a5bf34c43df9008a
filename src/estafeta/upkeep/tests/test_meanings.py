from __future__ import annotations

import pytest

from estafeta.upkeep.moving.meanings import StaysBehind, address, key, name_of


class Plus:
    """Gives every row a number larger by a hundred; the seventh stays behind."""

    def number(self, label, old):
        return None if old == 7 else old + 100

    def path(self, old):
        return old

    def slug(self, old):
        return f"new-{old}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/o/school/tasks/4/", "/o/new-school/tasks/104/"),
        ("/o/school/tasks/4/?day=2#history", "/o/new-school/tasks/104/?day=2#history"),
        ("/o/school/tasks/7/", "/o/new-school/"),
        ("https://site.example/4/", "https://site.example/4/"),
        ("/nowhere/4/", "/nowhere/4/"),
        ("", ""),
    ],
)
def test_address_leads_to_the_same_page(old, new):
    assert address(old, Plus()) == new


def test_key_of_a_duty_and_name_of_a_row():
    assert key("due:5", Plus()) == "due:105"
    assert key("offers", Plus()) == "offers"
    for lost in ("due:7", "unheard:5", "due:x"):
        with pytest.raises(StaysBehind):
            key(lost, Plus())
    assert name_of("roadmaps.measure:5", Plus()) == "roadmaps.measure:105"
    assert [name_of(same, Plus()) for same in ("10:30", "a.b:7", "слово", 5)] == ["10:30", "a.b:7", "слово", 5]
