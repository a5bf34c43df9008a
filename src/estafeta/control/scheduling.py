"""The daily look at what is late, from the roots of the tree down; rules are taken from the nearest node above."""

from __future__ import annotations

import datetime as dt

from estafeta.control.actions import escalate
from estafeta.control.models import ControlRules
from estafeta.control.queries import rules_for
from estafeta.core.clock import local_today
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import below
from estafeta.organisations.scope import tenant_scope


def escalate_all(today: dt.date | None = None) -> int:
    """Tell every director of what has been late too long; returns how many dues. May run as often as one likes."""
    count = 0
    for root in Organisation.objects.filter(parent__isnull=True):
        with tenant_scope(root):
            rules = {row.organisation.path: row for row in ControlRules.objects.select_related("organisation")}
            for one in [root, *below(root)]:
                day = today or local_today(one.time_zone)
                count += escalate(organisation=one, rules=rules_for(one, rules), today=day)
    return count


def rules_here(organisation: Organisation) -> ControlRules:
    """The rules that hold for an organisation; those above it lie outside its scope, so their root is opened."""
    root = Organisation.objects.get(path=organisation.path.split("/")[0] + "/")
    with tenant_scope(root):
        rules = {row.organisation.path: row for row in ControlRules.objects.select_related("organisation")}
    return rules_for(organisation, rules)


def rules_to_edit(organisation: Organisation) -> ControlRules:
    """The organisation's own rules, or an unsaved row (version 0) with those that hold for it now."""
    own = ControlRules.objects.filter(organisation=organisation).first()
    if own is not None:
        return own
    now = rules_here(organisation)
    values = {"escalates": now.escalates, "escalate_after": now.escalate_after}
    return ControlRules(organisation=organisation, version=0, **values)
