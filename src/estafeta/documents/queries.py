"""Asking about papers. Everything needs an open tenant scope."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from docforge.kinds import PaperKind, Person
from estafeta.accounts.models import User
from estafeta.core.lookups import InRussian
from estafeta.documents.models import Acquaintance, Document, OwnTemplate, PaperBatch
from estafeta.documents.packs import paper_kinds
from estafeta.organisations.models import Membership, Organisation
from estafeta.organisations.queries import in_force
from estafeta.organisations.roles import Role

State = Document.State
SCHOOL_YEAR_BEGINS = 9


def register_of(organisation: Organisation) -> QuerySet[Document]:
    """All papers of the organisation with how many have read them and how many must."""
    rows = Document.objects.filter(organisation=organisation).select_related("organisation", "made_by")
    return rows.annotate(
        must_read=Count("acquaintances"), have_read=Count("acquaintances", filter=Q(acquaintances__day__isnull=False))
    )


def registered(
    organisation: Organisation, *, kind_codes: Collection[str] = (), on: dt.date | None = None
) -> QuerySet[Document]:
    """Papers in force: registered, not cancelled, with a date no later than `on`."""
    rows = Document.objects.filter(organisation=organisation, state=State.REGISTERED).select_related("organisation")
    if kind_codes:
        rows = rows.filter(kind__in=kind_codes)
    return rows.filter(date__lte=on) if on else rows


def kinds_proving(measure_kind: str) -> tuple[str, ...]:
    """Codes of papers that prove a kind of measure."""
    return tuple(kind.code for kind in paper_kinds().values() if measure_kind in kind.proves)


def forms_of(measure_kind: str) -> tuple[str, ...]:
    """Codes of papers an own template of which proves a kind of measure."""
    return tuple(kind.code for kind in paper_kinds().values() if measure_kind in kind.form_of)


def about(organisation: Organisation, subject_key: str) -> QuerySet[Document]:
    """Papers about something of an upper room, the newest first."""
    return Document.objects.filter(organisation=organisation, subject_key=subject_key).select_related("organisation")


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind of paper on the page where one is chosen, with the last paper of it."""

    kind: PaperKind
    last: Document | None


def kinds_for(organisation: Organisation) -> dict[str, list[KindLine]]:
    """Kinds that suit the organisation, by group, in the order of the packs."""
    alive = Document.objects.filter(organisation=organisation).exclude(state__in=(State.CANCELLED, State.AMENDED))
    newest = alive.order_by("kind").values("kind").annotate(last=Max("pk")).values("last")
    last = {row.kind: row for row in Document.objects.filter(pk__in=newest).select_related("organisation")}
    found: dict[str, list[KindLine]] = {}
    for kind in paper_kinds().values():
        if kind.suits(organisation.kind):
            found.setdefault(kind.group, []).append(KindLine(kind, last.get(kind.code)))
    return found


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the organisation as papers name her."""

    user: User
    name: str
    post: str

    @property
    def line(self) -> str:
        """«Петрова Анна Сергеевна, заместитель директора»."""
        return ", ".join(part for part in (self.name, self.post) if part)


def colleagues_of(organisation: Organisation, today: dt.date) -> tuple[Colleague, ...]:
    """Everybody with a role today, once, with the first post that is written."""
    rows = Membership.objects.filter(in_force(today), organisation=organisation).select_related("user")
    found: dict[int, Colleague] = {}
    for row in rows.order_by(InRussian("user__last_name"), "id"):
        known = found.get(row.user_id)
        if known is None or (row.post and not known.post):
            found[row.user_id] = Colleague(row.user, row.user.full_name, row.post)
    return tuple(found.values())


def initial_values(kind: PaperKind, organisation: Organisation, today: dt.date) -> dict[str, object]:
    """What a new paper begins with: defaults of the pack, the curator, the bounds of the school year."""
    curators = Membership.objects.filter(in_force(today), organisation=organisation, role=Role.CURATOR)
    curator = curators.select_related("user").first()
    year = today.year if today.month >= SCHOOL_YEAR_BEGINS else today.year - 1
    found: dict[str, object] = {row.name: row.default_in(organisation.kind) for row in kind.variables}
    known: Mapping[str, object] = {
        "curator": {"name": curator.user.full_name, "post": curator.post} if curator else None,
        "starts": today.isoformat(),
        "ends": dt.date(year + 1, 5, 31).isoformat(),
    }
    return found | {name: value for name, value in known.items() if name in found and value}


def same_number(document: Document, number: str, date: dt.date) -> Document | None:
    """Another paper of the same sort with this number in the same year."""
    rows = Document.objects.filter(organisation=document.organisation, sort=document.sort, date__year=date.year)
    rows = rows.exclude(pk=document.pk).exclude(number="").select_related("organisation")
    # Compared here: SQLite knows no case of Russian letters.
    return next(
        (row for row in rows.only("organisation", "title", "number", "date") if _same(row.number, number)), None
    )


def _same(one: str, other: str) -> bool:
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()


def templates_in_use(organisation: Organisation) -> dict[str, OwnTemplate]:
    """The organisation's own templates by kind."""
    return {row.kind: row for row in OwnTemplate.objects.filter(organisation=organisation, in_use=True)}


def template_in_use(organisation: Organisation, kind: str) -> OwnTemplate | None:
    """The organisation's own template of a kind."""
    return OwnTemplate.objects.filter(organisation=organisation, kind=kind, in_use=True).first()


def key_of(batch: PaperBatch) -> str:
    """What papers of a batch are about."""
    return f"batch:{batch.pk}"


def papers_of(batch: PaperBatch) -> QuerySet[Document]:
    """The papers made from one spreadsheet."""
    return Document.objects.filter(organisation=batch.organisation_id, subject_key=key_of(batch))


def template_candidate(organisation: Organisation, kind: str) -> OwnTemplate | None:
    """The template that is looked at and not decided about."""
    return OwnTemplate.objects.filter(organisation=organisation, kind=kind, candidate=True).first()


def executor_before(user: User, organisation: Organisation) -> tuple[str, str]:
    """Name and telephone as the person wrote them in her last paper, else her own name."""
    rows = Document.objects.filter(organisation=organisation, made_by=user).exclude(executor_name="")
    last = rows.only("executor_name", "executor_phone").first()
    return (last.executor_name, last.executor_phone) if last else (user.full_name, "")


def to_read(user: User, organisation: Organisation) -> QuerySet[Acquaintance]:
    """What a person must still read."""
    return Acquaintance.objects.filter(
        user=user, day__isnull=True, document__organisation=organisation, document__state=State.REGISTERED
    ).select_related("document__organisation")


def waiting_for_number(organisation: Organisation) -> QuerySet[Document]:
    """Papers that have been given for signature and not yet registered."""
    return Document.objects.filter(organisation=organisation, state=State.ON_SIGNATURE).select_related("organisation")


def unread(organisation: Organisation) -> QuerySet[Document]:
    """Papers in force that somebody has not read yet."""
    waiting = Acquaintance.objects.filter(document=OuterRef("pk"), day__isnull=True)
    return registered(organisation).filter(Exists(waiting))


def person_of(colleague: Colleague) -> Person:
    """A colleague as a paper keeps her."""
    return Person(colleague.name, colleague.post)
