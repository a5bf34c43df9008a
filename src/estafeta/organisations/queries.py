"""Asking about organisations and who is what in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from estafeta.accounts.models import User
from estafeta.core.components.parts import Choice
from estafeta.core.lists.filters import Search
from estafeta.core.lookups import InRussian
from estafeta.core.models import JournalLine
from estafeta.core.rights import may
from estafeta.organisations.actors import Actor
from estafeta.organisations.entrusting import DEPUTIES, Trust
from estafeta.organisations.models import Entrusting, Invitation, Membership, Organisation
from estafeta.organisations.roles import COORDINATORS, HEADS, MANAGERS, REACHING, Role, roles_of_kind
from estafeta.organisations.scope import outside_scope
from estafeta.organisations.tokens import hash_of

MOST_FOUND = 100
FOUND_BY = Search(("short_name", "full_name", "place"))


def in_force(today: dt.date) -> Q:
    """The condition «in force on the day» for memberships."""
    return Q(starts__lte=today, stopped_at__isnull=True) & (Q(ends__isnull=True) | Q(ends__gte=today))


def still_open(now: dt.datetime) -> Q:
    """The condition «can still be accepted» for invitations."""
    return Q(accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=now)


def trusted(today: dt.date) -> Q:
    """The condition «in force on the day» for entrustings."""
    return Q(starts__lte=today, withdrawn_at__isnull=True) & (Q(ends__isnull=True) | Q(ends__gte=today))


def memberships_of(user: User, *, today: dt.date) -> list[Membership]:
    """All memberships of the user in force today, with their organisations, from the root down.

    Each carries the `trusts` that its role does for others; they cost a query only where there are any.
    """
    with outside_scope("a user's own memberships decide which scope to open"):
        held = Entrusting.objects.filter(trusted(today), holder=OuterRef("organisation"))
        rows = Membership.objects.filter(in_force(today), user=user).select_related("organisation", "stands_for")
        found: list[Membership] = list(rows.annotate(deputes=Exists(held)).order_by("organisation__path", "id"))
        deputies = {row.organisation_id for row in found if row.deputes and row.role in DEPUTIES}  # type: ignore[attr-defined]
        trusts = trusts_of(deputies, today=today) if deputies else {}
        for row in found:
            row.trusts = trusts.get(row.organisation_id, ()) if row.role in DEPUTIES else ()  # type: ignore[attr-defined]
        return found


def trusts_of(holders: Collection[int], *, today: dt.date) -> dict[int, tuple[Trust, ...]]:
    """What is entrusted to these organisations on the day, also when the giver stands above the scope."""
    found: dict[int, tuple[Trust, ...]] = {}
    with outside_scope("the order of an organisation above says what its centre does for those below"):
        rows = Entrusting.objects.filter(trusted(today), holder__in=holders).select_related("giver", "holder")
        for row in rows.order_by("giver__path", "pk"):
            trust = Trust(row.giver, row.holder, frozenset(row.acts), order_words(row), row.ends)
            found[row.holder_id] = (*found.get(row.holder_id, ()), trust)
    return found


def order_words(row: Entrusting) -> str:
    """«приказ от 01.09.2026 № 41-од»."""
    return f"приказ от {row.order_date:%d.%m.%Y} № {row.order_number}"


def entrusted_with(act: str, organisation: Organisation, giver: Organisation, *, today: dt.date) -> Organisation | None:
    """Who does the act for the organisation in place of the giver; None when the giver does it itself."""
    with outside_scope("from below it answers only to whom something is sent"):
        rows = Entrusting.objects.filter(trusted(today), giver=giver).select_related("giver", "holder").order_by("pk")
        found = [Trust(row.giver, row.holder, frozenset(row.acts), "", row.ends) for row in rows if act in row.acts]
    return next((trust.holder for trust in found if trust.reaches(organisation)), None)


def holders_for(giver: Organisation) -> QuerySet[Entrusting, int]:
    """The organisations to which the giver has ever entrusted anything: what was sent to them it sees too."""
    return Entrusting.objects.filter(giver=giver).values_list("holder", flat=True)


def possible_holders(giver: Organisation) -> list[Organisation]:
    """To whom acts may be entrusted: mentoring centres first, the giver's own methodists, any other below."""
    rows = sorted(below(giver), key=lambda row: row.kind != Organisation.Kind.MENTORING_CENTRE)
    return [*rows, giver]


def entrustings_of(organisation: Organisation) -> QuerySet[Entrusting]:
    """What the organisation has entrusted to others, past orders too."""
    return Entrusting.objects.filter(giver=organisation).select_related("giver", "holder")


def actor_for(user: User, organisation: Organisation, *, today: dt.date) -> Actor:
    """The user as an acting person in the organisation; without a role that reaches it `belongs` is False."""
    return actor_of(user, organisation, memberships_of(user, today=today))


def actor_of(user: User, organisation: Organisation, memberships: Sequence[Membership]) -> Actor:
    """The user as an acting person by her memberships in force."""
    rows = [row for row in memberships if row.organisation.holds(organisation)]
    here = frozenset(Role(row.role) for row in rows if row.organisation_id == organisation.pk)
    above = frozenset(Role(row.role) for row in rows if row.organisation_id != organisation.pk) & REACHING
    demanded = organisation.demands_second_factor or any(row.organisation.demands_second_factor for row in rows)
    trusts = [trust for row in memberships for trust in getattr(row, "trusts", ()) if trust.reaches(organisation)]
    return Actor(user, organisation, here, above, demanded, tuple(memberships), tuple(trusts))


def seat_of(actor: Actor) -> Actor:
    """The person where she sits: in the nearest organisation over this one in which she has a role that reaches it.

    The actor herself where she has a role in the organisation; without any, the one to which it is entrusted.
    """
    if actor.here:
        return actor
    seats = [
        row.organisation
        for row in actor.memberships
        if row.organisation.holds(actor.organisation) and row.role in REACHING
    ] or [trust.holder for trust in actor.trusts]
    return actor_of(actor.user, seats[-1], actor.memberships) if seats else actor


def organisations_of(user: User, *, today: dt.date) -> QuerySet[Organisation]:
    """Every organisation that a role of the user reaches, from the root down."""
    return Organisation.objects.filter(reach_of(memberships_of(user, today=today))).order_by("path")


def reach_of(memberships: Iterable[Membership]) -> Q:
    """The condition «a role of these reaches it» for organisations."""
    reach = Q(pk__in=[])
    for row in memberships:
        reach |= Q(path__startswith=row.organisation.path) if row.role in REACHING else Q(pk=row.organisation_id)
    return reach


def below(organisation: Organisation) -> QuerySet[Organisation]:
    """The organisations below this one, without itself."""
    return (
        Organisation.objects.filter(path__startswith=organisation.path)
        .exclude(pk=organisation.pk)
        .order_by(InRussian("short_name"), "pk")
    )


INSTITUTIONS = frozenset(
    {
        Organisation.Kind.SCHOOL,
        Organisation.Kind.KINDERGARTEN,
        Organisation.Kind.COLLEGE,
        Organisation.Kind.ADDITIONAL_EDUCATION,
    }
)
"""Kinds of organisations that run a programme of their own."""


def serves_others(organisation: Organisation) -> bool:
    """True for a node whose measures may be about other organisations: those below, or a centre's whole district."""
    return organisation.is_above or organisation.kind == Organisation.Kind.MENTORING_CENTRE


def served_by(organisation: Organisation) -> QuerySet[Organisation]:
    """The institutions that a node answers for: those below it; a mentoring centre answers for its district."""
    parent = organisation.parent
    beside = organisation.kind == Organisation.Kind.MENTORING_CENTRE and parent is not None
    root = parent.path if beside and parent is not None else organisation.path
    rows = Organisation.objects.filter(path__startswith=root, kind__in=INSTITUTIONS).exclude(pk=organisation.pk)
    return rows.order_by(InRussian("short_name"), "pk") if serves_others(organisation) else rows.none()


def colleagues(organisation: Organisation, *, today: dt.date) -> QuerySet[User]:
    """The users who have a role in the organisation itself today, by surname."""
    members = Membership.objects.filter(in_force(today), organisation=organisation)
    users = User.objects.filter(pk__in=members.values("user"), is_active=True)
    return users.order_by(InRussian("last_name"), InRussian("first_name"), "pk")


def deputies(organisation: Organisation, people: Iterable[User], *, today: dt.date) -> list[User]:
    """The users who stand in for any of the people in the organisation today."""
    rows = Membership.objects.filter(in_force(today), organisation=organisation, stands_for__in=people)
    return list(User.objects.filter(pk__in=rows.values("user"), is_active=True))


def holders(organisation: Organisation, roles: Collection[str], *, today: dt.date) -> list[User]:
    """The users who hold one of the roles in the organisation itself on a day, also when it stands above the scope.

    From below it answers only whom to tell; what they see is decided where they act.
    """
    with outside_scope("a notice goes up to those who answer for the organisations below"):
        rows = Membership.objects.filter(in_force(today), organisation=organisation, role__in=roles)
        users = User.objects.filter(pk__in=rows.values("user"), is_active=True)
        return list(users.order_by(InRussian("last_name"), InRussian("first_name"), "pk"))


def users_by_role(organisation: Organisation, *, today: dt.date) -> dict[str, list[User]]:
    """The active users of the organisation itself by the role they hold on a day, by surname."""
    found: dict[str, list[User]] = {}
    rows = Membership.objects.filter(in_force(today), organisation=organisation, user__is_active=True)
    for row in rows.select_related("user").order_by(
        InRussian("user__last_name"), InRussian("user__first_name"), "user_id"
    ):
        found.setdefault(row.role, []).append(row.user)
    return found


def above(organisation: Organisation) -> QuerySet[Organisation]:
    """The organisations above this one, from the root down."""
    codes = organisation.path.rstrip("/").split("/")[:-1]
    paths = ["/".join(codes[: depth + 1]) + "/" for depth in range(len(codes))]
    return Organisation.objects.filter(path__in=paths).order_by("path")


def manager_remains(membership: Membership, *, today: dt.date, becoming: str = "") -> bool:
    """Say whether somebody can still manage the organisation's members once this role is gone or `becoming` another."""
    if membership.role not in MANAGERS or becoming in MANAGERS:
        return True
    with outside_scope("coordinators above the organisation keep it managed"):
        others = Membership.objects.filter(in_force(today), user__is_active=True, ends__isnull=True)
        others = others.exclude(pk=membership.pk)
        here = Q(organisation=membership.organisation_id, role__in=MANAGERS)
        over = Q(organisation__in=above(membership.organisation), role__in=COORDINATORS)
        return others.filter(here | over).exists()


def head_remains(membership: Membership, *, today: dt.date) -> bool:
    """Say whether somebody else heads the organisation, without an end."""
    rows = Membership.objects.filter(in_force(today), organisation=membership.organisation_id, role__in=HEADS)
    return rows.filter(user__is_active=True, ends__isnull=True).exclude(pk=membership.pk).exists()


def has_head(organisation: Organisation, *, today: dt.date) -> bool:
    """Say whether somebody heads the organisation itself on the day."""
    rows = Membership.objects.filter(in_force(today), organisation=organisation, role__in=HEADS)
    return rows.filter(user__is_active=True).exists()


def grantable(actor: Actor, *, today: dt.date) -> list[Role]:
    """The roles that the actor may give in her organisation, in the order of the menu."""
    organisation = actor.organisation
    first_head = organisation.parent_id is None and not has_head(organisation, today=today)
    return [
        role
        for role in roles_of_kind(organisation.kind)
        if may("organisations.grant_role", actor, role) or (role in HEADS and first_head)
    ]


def members_of(organisation: Organisation) -> QuerySet[Membership]:
    """All memberships of the organisation itself, past ones too, with their users."""
    return Membership.objects.filter(organisation=organisation).select_related("user", "organisation", "stands_for")


def pending_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Invitations of the organisation that are neither accepted nor revoked; too old ones can be sent again."""
    rows = Invitation.objects.filter(organisation=organisation, accepted_at=None, revoked_at=None)
    return rows.select_related("organisation", "invited_by")


def invitation_by_token(token: str) -> Invitation | None:
    """The invitation behind a link, with its organisation; None for an unknown token."""
    with outside_scope("whoever holds the link belongs to no organisation yet"):
        rows = Invitation.objects.select_related("organisation", "invited_by")
        return rows.filter(Q(token_hash=hash_of(token)) | Q(shown_hash=hash_of(token))).first()


def came_by_letter(invitation: Invitation, token: str) -> bool:
    """Say whether the link is the one of the letter, not the one that was copied from the page."""
    return invitation.token_hash == hash_of(token)


def journal_of(organisation: Organisation) -> QuerySet[JournalLine]:
    """The journal of the organisation itself, newest first."""
    return JournalLine.objects.filter(tenant=organisation.path).select_related("user").order_by("-id")


def switcher(memberships: Sequence[Membership], current: Organisation | None, limit: int = 12) -> list[Choice]:
    """The organisations of the top bar's menu: the person's own first, then those below, the current one always there.

    One query, none for somebody whose roles reach nothing below.
    """
    own = {row.organisation_id: row for row in memberships}
    chosen = [row.organisation for row in own.values()][:limit]
    if len(chosen) < limit and any(row.role in REACHING for row in own.values()):
        reached = Organisation.objects.filter(reach_of(memberships)).exclude(pk__in=own).order_by("path")
        chosen += list(reached[: limit - len(chosen)])
    if current is not None and current not in chosen:
        chosen.append(current)
    return [
        Choice(
            label=row.short_name,
            url=row.get_absolute_url(),
            current=row == current,
            note=own[row.pk].get_role_display().lower() if row.pk in own else "",
        )
        for row in chosen
    ]


def fresh(organisation: Organisation) -> Organisation:
    """The organisation read again, so that a form with mistakes does not spoil the one the page is about."""
    return Organisation.objects.get(pk=organisation.pk)


def is_open(invitation: Invitation, now: dt.datetime) -> bool:
    """Say whether the link still works: the twin of `still_open`."""
    return invitation.accepted_at is None and invitation.revoked_at is None and invitation.expires_at > now


def has_account(email: str) -> bool:
    """Say whether somebody signs in with this address."""
    return User.objects.filter(email__iexact=email).exists()


def find_organisations(user: User, text: str, *, today: dt.date) -> QuerySet[Organisation]:
    """The organisations that a role of the user reaches and whose name or place holds every word of the text."""
    rows = organisations_of(user, today=today).select_related("parent")
    return FOUND_BY.narrow(rows, {FOUND_BY.key: text})
