"""A page about mentoring on the site: an address that answered when a person asked for it."""

from __future__ import annotations

from django.urls import reverse

from estafeta.roadmaps.evidence.facts import Facts
from estafeta.roadmaps.evidence.model import MISSING, PROVEN, Evidence, Kind, Seen
from estafeta.roadmaps.models import Measure

CODE = "site_section"


def ask(measure: Measure, facts: Facts) -> Evidence:
    """The last check of an address is asked."""
    slug = measure.section.roadmap.organisation.slug
    link = ("Проверить адрес", reverse("roadmaps:check_site", args=[slug, measure.pk]))
    last = next(iter(measure.site_checks.all()), None)
    if last is None:
        return Evidence(CODE, MISSING, "Адрес страницы на сайте ещё не проверяли.", action=link)
    if not last.answers:
        return Evidence(CODE, MISSING, last.sentence, action=link)
    seen = (Seen(last.url, last.url, f"site:{last.url}"),)
    words = f"Страница открывалась {last.created_at:%d.%m.%Y}."
    return Evidence(CODE, PROVEN, words, objects=seen, action=link)


KIND = Kind(CODE, "адрес страницы, который открылся при проверке", ask)
