"""Having a page opened: the stranger is asked first, then what came of it is written down."""

from __future__ import annotations

from django.db import transaction

from estafeta.core.refusals import Refusal, need
from estafeta.core.rights import demand
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.websites.models import SiteCheck
from estafeta.websites.opening import VISITOR, Page, Visitor, is_within, open_page
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
def _keep(actor: Actor, organisation: Organisation, url: str, page: Page) -> SiteCheck:
    has_words = page.opens and speaks_of_mentoring(page.content, page.charset)
    sentence = (SPEAKS if has_words else NO_WORDS) if page.opens else page.sentence
    made = create(
        SiteCheck(
            organisation=organisation,
            url=url,
            opens=page.opens,
            has_words=has_words,
            sentence=sentence,
            made_by=actor.user,
        )
    )
    journal(actor, "websites.check_page", organisation, f"Проверена страница {url}: {sentence}")
    return made
