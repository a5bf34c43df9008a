"""Taking an organisation out of the tree again, before anybody has entered it."""

from __future__ import annotations

from django.db import transaction

from estafeta.core.journal import record
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.core.rights import REASONS, demand
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Invitation, Membership, Organisation

ADD = "organisations.add_below"


@transaction.atomic
def withdraw_organisation(*, actor: Actor, organisation: Organisation) -> None:
    """Remove an organisation added below by mistake, with the invitations that nobody has accepted.

    Refuses one that others stand below or that anybody belongs or belonged to. Raises ProtectedError where something
    of an upper room already hangs on it.
    """
    demand(ADD, actor)
    if organisation.parent_id != actor.organisation.pk:
        raise Forbidden(REASONS[ADD])
    if Organisation.objects.filter(parent=organisation).exists():
        raise Refusal("Под этой организацией уже есть другие.")
    taken = Invitation.objects.filter(organisation=organisation, accepted_at__isnull=False).exists()
    if taken or Membership.objects.filter(organisation=organisation).exists():
        raise Refusal("В этой организации уже кто-то есть.")
    name = str(organisation)
    Invitation.objects.filter(organisation=organisation).delete()
    organisation.delete()
    record(
        user=actor.user,
        tenant=actor.organisation.path,
        verb="organisations.withdraw_organisation",
        target=actor.organisation,
        sentence=f"Убрана организация, добавленная по ошибке: {name}",
    )
