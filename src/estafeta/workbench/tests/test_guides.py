"""Help: every guide opens, every link between guides leads to one."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from estafeta.workbench.guides import FIRST, FOLDER, guides


def test_every_guide_is_there_with_a_title_and_a_sentence():
    assert set(guides()) == {path.stem for path in FOLDER.glob("*.md")}
    assert next(iter(guides())) == FIRST
    assert all(guide.title and guide.about and guide.body for guide in guides().values())


def test_links_between_guides_lead_somewhere():
    links = {match for guide in guides().values() for match in re.findall(r'href="\.\./([\w-]+)/', guide.body)}
    assert links
    assert links <= set(guides())


def test_help_stands_in_the_rail_and_opens(cast, sign_in):
    client = sign_in(cast.teacher)
    address = reverse("workbench:guides", args=[cast.school.slug])
    page = client.get(address).content.decode()
    assert page.count(f'href="{address}"') >= 1
    assert guides()[FIRST].title in page
    guide = client.get(reverse("workbench:guide", args=[cast.school.slug, FIRST]))
    assert guides()[FIRST].title in guide.content.decode()


@pytest.mark.parametrize("slug", ["net-takogo", "README"])
def test_unknown_guide_is_not_there(cast, sign_in, slug):
    assert sign_in(cast.teacher).get(reverse("workbench:guide", args=[cast.school.slug, slug])).status_code == 404


def test_stranger_does_not_read_it_here(cast, sign_in):
    assert sign_in(cast.stranger).get(reverse("workbench:guides", args=[cast.school.slug])).status_code == 404
