"""The request inside an organisation, for type checkers."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation


class TenantRequest(HttpRequest):
    """What `TenantMiddleware` adds: who acts, where, and what day it is there."""

    actor: Actor
    organisation: Organisation
    today: dt.date
    htmx: HtmxDetails
