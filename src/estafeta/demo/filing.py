"""Papers of the demo as data and their way through the register; every step is an action of somebody of the cast.

Days are counted from the start of the school year; a paper of a day that has not come yet is left on signature.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from estafeta.demo.cast import PEOPLE, Cast, school_year
from estafeta.documents import actions
from estafeta.documents.actions import PaperDraft
from estafeta.documents.composing import offered_grounds
from estafeta.documents.models import Document
from estafeta.documents.packs import paper_kinds
from estafeta.documents.queries import initial_values
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import actor_for
from estafeta.organisations.scope import tenant_scope


@dataclass(frozen=True, slots=True)
class Filed:
    """One paper: where, of which kind, how far it has come. A value «@part» is that person of the cast.

    `number` is empty for a draft; `read` of those it names have read it; `ended` says why it is no longer in force.
    """

    organisation: str
    who: str
    kind: str
    values: Mapping[str, object] = field(default_factory=dict)
    state: str = "registered"
    number: str = ""
    day: int = 2
    read: int = 0
    ended: str = ""


PAPERS = (
    Filed("school", "curator", "introduction_order", {
        "curator": "@curator", "resources": "@adviser", "site": "@informatics",
        "results": "не менее двенадцати наставнических пар\nу каждого молодого педагога есть наставник",
    }, number="01-14/210", day=1, read=2),
    Filed("school", "clerk", "regulation", {"accepted": "педагогическим советом"}, number="01-14/210", day=1),
    Filed("school", "curator", "responsible_order", {"site": "@informatics", "resources": "@adviser"},
          number="01-14/205", day=0, ended="Обязанности распределены приказом о внедрении."),
    Filed("school", "curator", "curator_order", {"curator": "@curator", "deputy": "@methodist"},
          number="01-14/211", day=2, read=1),
    Filed("school", "curator", "working_group_order", {
        "body": "совет наставников", "chair": "@director", "members": ["@psychologist", "@teacher", "@adviser"],
    }, state="on_signature"),
    Filed("school", "curator", "incentives_regulation", state="draft"),
    Filed("kindergarten", "kindergarten_curator", "introduction_order", {"curator": "@kindergarten_curator"},
          number="34-од", day=3, read=1),
    Filed("college", "college_curator", "introduction_order", {"curator": "@college_curator"}, number="118-О", day=1),
    Filed("college", "college_curator", "curator_order", {"curator": "@college_curator"}, state="on_signature"),
    Filed("centre", "centre_curator", "working_group_order", {
        "body": "рабочая группа", "chair": "@centre_director", "members": ["@centre_curator"],
    }, number="12", day=4),
)  # fmt: skip


def file_papers(cast: Cast, day: dt.date) -> None:
    """Take every paper as far as its row says."""
    for row in PAPERS:
        organisation: Organisation = getattr(cast, row.organisation)
        with tenant_scope(organisation):
            file_paper(cast, row, organisation, day)


def file_paper(cast: Cast, row: Filed, organisation: Organisation, day: dt.date) -> Document:
    """Draft, give for signature, register, read, end."""
    actor = actor_for(getattr(cast, row.who), organisation, today=day)
    kind = paper_kinds()[row.kind]
    signed = school_year(day) + dt.timedelta(days=row.day)
    values = initial_values(kind, organisation, day) | {name: _value(value) for name, value in row.values.items()}
    if "starts" in values:
        values["starts"] = signed.isoformat()
    grounds = tuple(norm.code for norm in offered_grounds(kind, organisation, day) if norm.proven)
    draft = PaperDraft(values, grounds, executor_name=actor.user.full_name)
    made = actions.draft_paper(actor=actor, kind=row.kind, draft=draft)
    if row.state == "draft":
        return made
    actions.send_paper(actor=actor, document=made, today=day)
    if row.state == "on_signature" or signed > day:
        return made
    made = actions.register_paper(actor=actor, document=made, number=row.number, date=signed, today=day)
    for line in list(made.acquaintances.select_related("document__organisation").order_by("pk"))[: row.read]:
        actions.acquaint(actor=actor, acquaintance=line, day=signed, today=day)
    if row.ended:
        actions.cancel_paper(actor=actor, document=made, date=signed, reason=row.ended, today=day)
    return made


def _value(value: object) -> object:
    """Put people of the cast in the place of their keys."""
    if isinstance(value, str) and value.startswith("@"):
        part = PEOPLE[value[1:]]
        return {"name": part.name, "post": part.post}
    return [_value(one) for one in value] if isinstance(value, list) else value
