"""Help: every guide opens, every link between guides leads to one."""

from __future__ import annotations

import re

import pytest
from django.urls import get_resolver, reverse

from estafeta.workbench.guides import FIRST, FOLDER, guide_of, guides

BESIDE_THE_PAGES = {"ustanovka-i-obnovlenie", "rezervnaya-kopiya", "esli-chto-to-ne-rabotaet"}
"""What whoever looks after the installation does, at a terminal."""


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


def test_guides_name_pages_that_there_are():
    names = {f"{namespace}:{name}" for namespace, name in names_of(get_resolver())}
    said = {start for guide in guides().values() for start in guide.pages}
    assert {start for start in said if not any(name.startswith(start) for name in names)} == set()
    assert {guide.slug for guide in guides().values() if not guide.pages} == BESIDE_THE_PAGES


def names_of(resolver, namespace=""):
    for row in resolver.url_patterns:
        if hasattr(row, "url_patterns"):
            yield from names_of(row, row.namespace or namespace)
        elif row.name:
            yield namespace, row.name


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("agreement:agreements", "soglasovanie-koordinatoru"),
        ("agreement:agreement", "soglasovanie-kuratoru"),
        ("roadmaps:evidence", "chem-dokazyvaetsya"),
        ("roadmaps:plan", FIRST),
        ("documents:batch", "zagruzka-iz-excel"),
    ],
)
def test_page_leads_to_the_guide_that_names_it_most_closely(name, slug):
    assert guide_of(name).slug == slug


def test_page_without_a_guide_leads_to_all_of_them(cast, sign_in):
    assert guide_of("accounts:profile") is None
    slug = cast.school.slug
    client = sign_in(cast.curator)
    everything = reverse("workbench:guides", args=[slug])
    assert f'<p><a href="{everything}">' in client.get(reverse("accounts:profile")).content.decode()
    page = client.get(reverse("documents:register", args=[slug])).content.decode()
    assert reverse("workbench:guide", args=[slug, "prikazy-i-reestr-dokumentov"]) in page
