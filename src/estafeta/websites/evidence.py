"""What the site proves: a page of the organisation's own site was opened and speaks of mentoring."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from django.urls import reverse

from estafeta.evidence.answers import Evidence, Link, Seen, State
from estafeta.evidence.questions import Place, Question, Session
from estafeta.evidence.registry import Kind, declare
from estafeta.websites.models import SiteCheck
from estafeta.websites.opening import is_within


def ask(question: Question) -> Evidence:
    """The last check within the window is asked; a page of a site that is no longer one's own does not count."""
    link = Link("Проверить страницу", reverse("websites:check", args=[question.place.slug]))
    rows = [row for row in _checks(question.session, question.place) if is_within(row.url, question.place.site)]
    found = next((row for row in rows if question.window.holds(question.day_of(row.created_at))), None)
    if found is None:
        words = "Страницу на сайте ещё не проверяли." if not rows else "За этот срок страницу не проверяли."
        return Evidence(State.MISSING, words, link=link)
    if not (found.opens and found.has_words):
        return Evidence(State.MISSING, found.sentence, link=link)
    day = question.day_of(found.created_at)
    words = f"Страница о наставничестве открывалась {day:%d.%m.%Y}."
    return Evidence(
        State.PROVEN, words, objects=(Seen(found.url, found.url, f"site:{found.url}"),), since=day, link=link
    )


def _checks(session: Session, place: Place) -> list[SiteCheck]:
    """Checks of an organisation, the newest first; one query a session."""

    def ask() -> Mapping[int, list[SiteCheck]]:
        found: defaultdict[int, list[SiteCheck]] = defaultdict(list)
        for row in SiteCheck.objects.filter(organisation__in=session.places).order_by("-pk"):
            found[row.organisation_id].append(row)
        return found

    return session.once("websites.checks", ask).get(place.pk, [])


def _below(place: Place) -> Link:
    return Link("Сайты организаций", reverse("websites:below", args=[place.slug]))


declare(
    Kind(
        "site_section",
        "страница своего сайта открылась и говорит о наставничестве",
        "Карточка мероприятия",
        ask,
        overview=_below,
    )
)
