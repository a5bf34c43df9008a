"""The request as it comes out of the tenant middleware."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest

from estafeta.accounts.models import User
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation


class TenantRequest(HttpRequest):
    """A request inside an organisation. Only for annotations: the middleware puts the four on Django's own request."""

    user: User
    actor: Actor
    organisation: Organisation
    today: dt.date
