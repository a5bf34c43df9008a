"""The tree of organisations and their cards."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import transaction

from estafeta.accounts.latin import first_free, latin
from estafeta.core.journal import record
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.core.writing import Changes, journal, locked
from estafeta.organisations.actions.guards import demand_here
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Membership, Organisation
from estafeta.organisations.roles import roles_of_kind

CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_LENGTH = 8
SLUG_LENGTH = 60
CARD = (
    "full_name", "short_name", "kind", "founder", "head_post", "head_name", "place", "time_zone", "email", "site",
    "demands_second_factor",
)  # fmt: skip


@transaction.atomic
def create_organisation(
    *, actor: Actor | None, parent: Organisation | None, kind: str, short_name: str, full_name: str = "", **card: Any
) -> Organisation:
    """Add a node to the tree with an address made of its short name; `card` takes the other fields of the card.

    Refuses a node below an institution: only ministries and education departments have organisations below them.
    """
    demand_here("organisations.add_below", actor, parent)
    if parent is not None and not parent.is_above:
        raise Refusal(f"Под организацией «{parent}» не может быть других: она не министерство и не управление.")
    organisation = Organisation.objects.create(
        parent=parent,
        path=f"{parent.path if parent else ''}{_new_code()}/",
        slug=_free_slug(short_name),
        kind=kind,
        short_name=short_name,
        full_name=full_name or short_name,
        **card,
    )
    record(
        user=actor.user if actor else None,
        tenant=organisation.path,
        verb="organisations.create_organisation",
        target=organisation,
        sentence=f"Добавлена организация: {organisation}",
        after={"kind": kind, "short_name": short_name, "slug": organisation.slug},
    )
    return organisation


@transaction.atomic
def change_card(*, actor: Actor, version: int | None = None, **card: Any) -> Organisation:
    """Change fields of the card; the address and the place in the tree stay. The kind is changed from above alone.

    Refuses a stale `version`, a kind that does not suit the organisations below or the roles that are held. Raises
    TypeError for an unknown field.
    """
    unknown = set(card) - set(CARD)
    if unknown:
        raise TypeError(f"not on the card: {sorted(unknown)}")
    demand("organisations.change_card", actor)
    row = locked(actor.organisation, version)
    fresh = {name: value for name, value in card.items() if getattr(row, name) != value}
    if "kind" in fresh:
        demand("organisations.change_kind", actor)
        _check_kind(row, fresh["kind"])
    if fresh:
        changes = Changes(actor)
        changes.save(row, **fresh)
        journal(actor, "organisations.change_card", row, "Изменена карточка организации", **changes.sides())
    return row


def _check_kind(organisation: Organisation, kind: str) -> None:
    if kind not in Organisation.ABOVE and Organisation.objects.filter(parent=organisation).exists():
        raise Refusal("Вид изменить нельзя: у организации есть подведомственные.")
    suiting = [str(role) for role in roles_of_kind(kind)]
    left = Membership.objects.filter(organisation=organisation, ends__isnull=True).exclude(role__in=suiting).first()
    if left is not None:
        raise Refusal(f"Вид изменить нельзя: {left.user.short_name} — {left.get_role_display().lower()}.")


def note_export(*, actor: Actor, title: str, rows: int) -> None:
    """Write down that a list has left the system as a file."""
    demand("organisations.enter", actor)
    words = f"Выгружен список «{title}»"
    journal(actor, "organisations.note_export", actor.organisation, words, after={"rows": rows})


def _new_code() -> str:
    """Return a random code of a node: lower case, as SQLite's LIKE does not tell cases apart."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def _free_slug(short_name: str) -> str:
    """Return an address made of the short name that no organisation has."""
    name = latin(short_name, limit=SLUG_LENGTH) or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=name).values_list("slug", flat=True))
    return first_free(name, taken, limit=SLUG_LENGTH)
