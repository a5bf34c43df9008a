"""What the rooms of one organisation say on a day: each is asked once, however many measures want to know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cached_property
from typing import TypeVar, cast

from estafeta.documents.models import Document, OwnTemplate
from estafeta.organisations.models import Membership, Organisation
from estafeta.organisations.queries import in_force
from estafeta.organisations.roles import Role
from estafeta.roadmaps.models import Measure, Proof

Answer = TypeVar("Answer")


class Facts:
    """The answers of an organisation on a day, fetched when a kind first asks for them. Needs an open tenant scope."""

    def __init__(self, organisation: Organisation, today: dt.date) -> None:
        self.organisation, self.today = organisation, today
        self._answers: dict[str, object] = {}

    @cached_property
    def papers(self) -> tuple[Document, ...]:
        """All papers of the register, by date, those without one last."""
        rows = Document.objects.filter(organisation=self.organisation).select_related("organisation")
        return tuple(sorted(rows, key=lambda row: (row.date or dt.date.max, row.pk)))

    @cached_property
    def templates(self) -> tuple[OwnTemplate, ...]:
        """Own templates in use."""
        return tuple(OwnTemplate.objects.filter(organisation=self.organisation, in_use=True).order_by("pk"))

    @cached_property
    def curators(self) -> tuple[Membership, ...]:
        """Who holds the role of a curator on the day."""
        rows = Membership.objects.filter(in_force(self.today), organisation=self.organisation, role=Role.CURATOR)
        return tuple(rows.select_related("user"))

    @cached_property
    def centres(self) -> tuple[Organisation, ...]:
        """Mentoring centres below the organisation, or beside it."""
        own = self.organisation
        root = own.path if own.is_above or own.parent is None else own.parent.path
        rows = Organisation.objects.filter(kind=Organisation.Kind.MENTORING_CENTRE, path__startswith=root)
        return tuple(rows.order_by("path"))

    def once(self, key: str, question: Callable[[], Answer]) -> Answer:
        """Return the answer to a question of a room above, asked when it is first wanted."""
        if key not in self._answers:
            self._answers[key] = question()
        return cast(Answer, self._answers[key])


def proofs_of(measure: Measure) -> list[Proof]:
    """What people have attached to a measure and not taken away."""
    return [row for row in measure.proofs.all() if row.removed_at is None]
