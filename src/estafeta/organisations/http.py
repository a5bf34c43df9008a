"""The request inside an organisation, for type checkers."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from estafeta.accounts.models import User
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation


class TenantRequest(HttpRequest):
    """What the middleware adds: who is signed in and acts, where, and what day it is there."""

    user: User
    actor: Actor
    organisation: Organisation
    today: dt.date
    htmx: HtmxDetails
