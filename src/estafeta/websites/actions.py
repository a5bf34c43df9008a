"""Having a page opened: the stranger is asked first, then what came of it is written down."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse

from estafeta.core.jobs import Job, enqueue, progress
from estafeta.core.refusals import Refusal, need
from estafeta.core.rights import demand
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.organisations.scope import tenant_scope
from estafeta.websites.models import SiteCheck
from estafeta.websites.opening import VISITOR, Page, Visitor, is_within, open_page
from estafeta.websites.queries import sites_below
from estafeta.websites.reading import speaks_of_mentoring
from estafeta.workbench.writing import create, journal

NO_SITE = "Сайт организации не записан. Впишите его в карточку организации, тогда страницу можно проверить."
NO_WORDS = "Страница открывается, но о наставничестве на ней не сказано."
SPEAKS = "Страница открывается и говорит о наставничестве."


def check_page(*, actor: Actor, url: str, visitor: Visitor = VISITOR) -> SiteCheck:
    """Open a page of the organisation's own site because a person asked, and keep what came of it.

    Refuses without a site in the card of the organisation and a page of another site. Opens no transaction while it
    waits for the site.
    """
    demand("websites.check", actor)
    url = need(url, "Впишите адрес страницы.")
    site = actor.organisation.site
    if not site:
        raise Refusal(NO_SITE)
    if not is_within(url, site):
        raise Refusal(f"Это не страница вашего сайта. В карточке организации записан {site}.")
    page = open_page(url, site, visitor)
    return _keep(actor, actor.organisation, url, page)


@transaction.atomic
def start_checking_below(*, actor: Actor) -> Job:
    """Have the sites of those below opened one after another, aside; while that is being done it is the same job."""
    demand("websites.check_below", actor)
    journal(actor, "websites.start_checking_below", actor.organisation, "Начата проверка сайтов организаций.")
    return enqueue(
        "websites.check_sites_below",
        {"organisation": actor.organisation.pk, "user": actor.user.pk},
        key=f"sites-{actor.organisation.pk}",
        user=actor.user,
        tenant=actor.organisation.path,
        title="Проверяем сайты организаций",
    )


def check_below(*, actor: Actor, visitor: Visitor = VISITOR) -> int:
    """Open the site of each organisation below that has one written in its card; returns how many speak of mentoring.

    Opens no transaction while it waits for a site. May be done twice.
    """
    demand("websites.check_below", actor)
    lines = sites_below(actor.organisation)
    speaking = 0
    for number, line in enumerate(lines):
        progress.report(number, len(lines), line.organisation.short_name)
        progress.check()
        if line.organisation.site:
            page = open_page(line.url, line.organisation.site, visitor)
            with tenant_scope(line.organisation):
                speaking += _insert(actor, line.organisation, line.url, page).has_words
    words = f"Проверены сайты организаций: о наставничестве говорят {speaking} из {len(lines)}."
    journal(actor, "websites.check_below", actor.organisation, words)
    progress.result(words, reverse("websites:below", args=[actor.organisation.slug]))
    return speaking


@transaction.atomic
def _keep(actor: Actor, organisation: Organisation, url: str, page: Page) -> SiteCheck:
    made = _insert(actor, organisation, url, page)
    journal(actor, "websites.check_page", organisation, f"Проверена страница {url}: {made.sentence}")
    return made


def _insert(actor: Actor, organisation: Organisation, url: str, page: Page) -> SiteCheck:
    has_words = page.opens and speaks_of_mentoring(page.content, page.charset)
    sentence = (SPEAKS if has_words else NO_WORDS) if page.opens else page.sentence
    return create(
        SiteCheck(
            organisation=organisation,
            url=url,
            opens=page.opens,
            has_words=has_words,
            sentence=sentence,
            made_by=actor.user,
        )
    )
