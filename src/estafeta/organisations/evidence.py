"""What the tree and its roles prove: somebody is the curator, a mentoring centre stands in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import Q
from django.urls import reverse

from estafeta.core.lookups import InRussian
from estafeta.evidence.answers import Evidence, Link, Seen, State
from estafeta.evidence.questions import Place, Question, Session
from estafeta.evidence.registry import Kind, Whom, declare
from estafeta.organisations.models import Membership, Organisation
from estafeta.organisations.roles import Role
from russian.phrases import listed


def ask_curator(question: Question) -> Evidence:
    """Somebody holds the role of a curator on the last day of the window, or held it then."""
    day = question.window.until
    rows = [row for row in _curators(question.session, question.place) if _held(row, question)]
    link = Link("Пригласить", reverse("organisations:members", args=[question.place.slug]))
    if not rows:
        when = "сейчас" if day == question.today else f"на {day:%d.%m.%Y}"
        return Evidence(State.MISSING, f"Роли куратора {when} ни у кого нет.", 0, 1, link=link)
    seen = tuple(
        Seen(f"{row.user.short_name}, куратор с {row.starts:%d.%m.%Y}", link.url, f"role:{row.pk}") for row in rows
    )
    words = f"Роль куратора: {listed([row.user.short_name for row in rows])}."
    return Evidence(State.PROVEN, words, len(rows), 1, seen, min(row.starts for row in rows))


def _curators(session: Session, place: Place) -> list[Membership]:
    def ask() -> Mapping[int, list[Membership]]:
        found: defaultdict[int, list[Membership]] = defaultdict(list)
        rows = Membership.objects.filter(organisation__in=session.places, role=Role.CURATOR).select_related("user")
        for row in rows.order_by(InRussian("user__last_name"), "pk"):
            found[row.organisation_id].append(row)
        return found

    return session.once("organisations.curators", ask).get(place.pk, [])


def _held(row: Membership, question: Question) -> bool:
    """The twin of `queries.in_force` for a day that may be past: a role that was stopped later held on it."""
    day = question.window.until
    stopped = row.stopped_at is not None and question.day_of(row.stopped_at) <= day
    return row.starts <= day and not stopped and (row.ends is None or row.ends >= day)


def ask_centre(question: Question) -> Evidence:
    """The organisation is a mentoring centre, or one stands below it or beside it."""
    rows = [row for row in _centres(question.session) if _near(row, question.place)]
    if not rows:
        link = Link("Организации", reverse("organisations:below", args=[question.place.slug]))
        return Evidence(State.MISSING, "Наставнического центра среди организаций пока нет.", 0, 1, link=link)
    seen = tuple(Seen(row.short_name, row.get_absolute_url(), f"centre:{row.pk}") for row in rows)
    names = listed([row.short_name for row in rows], most=5)
    return Evidence(State.PROVEN, f"Центр есть в системе: {names}.", len(rows), 1, seen)


def _centres(session: Session) -> list[Organisation]:
    def ask() -> list[Organisation]:
        reach = Q(pk__in=[])
        for place in session.places.values():
            reach |= Q(path__startswith=place.parent_path or place.path)
        rows = Organisation.objects.filter(reach, kind=Organisation.Kind.MENTORING_CENTRE)
        return list(rows.order_by("path"))

    return session.once("organisations.centres", ask)


def _near(centre: Organisation, place: Place) -> bool:
    above = place.kind in Organisation.ABOVE
    return centre.path.startswith(place.path if above else place.parent_path or place.path)


declare(Kind("curator_appointment", "роль куратора есть в системе", "Настройки, сотрудники", ask_curator))
declare(
    Kind(
        "mentoring_centre",
        "организация вида «наставнический центр» есть в системе",
        "Организации",
        ask_centre,
        whom=(Whom.OWN,),
    )
)
