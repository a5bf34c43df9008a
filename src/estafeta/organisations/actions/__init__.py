"""Changing organisations and who is what in them. Callers open the tenant scope; the journal keeps every act.

An actor acts in its own organisation. No actor (None) stands for whoever installs the product: the command line.
"""

from estafeta.organisations.actions.invitations import (
    accept_as_new_user,
    accept_invitation,
    invite_colleague,
    resend_invitation,
    revoke_invitation,
)
from estafeta.organisations.actions.members import add_member, change_post, change_role, end_membership, open_sign_in
from estafeta.organisations.actions.tree import change_card, create_organisation, note_export
from estafeta.organisations.actions.trusts import change_entrusting, entrust, withdraw_entrusting

__all__ = [
    "accept_as_new_user",
    "accept_invitation",
    "add_member",
    "change_card",
    "change_entrusting",
    "change_post",
    "change_role",
    "create_organisation",
    "end_membership",
    "entrust",
    "invite_colleague",
    "note_export",
    "open_sign_in",
    "resend_invitation",
    "revoke_invitation",
    "withdraw_entrusting",
]
