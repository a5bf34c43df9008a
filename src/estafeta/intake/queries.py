"""What the pages of a load show."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from estafeta.accounts.models import User
from estafeta.intake.building import count_dues, count_rows, day, period_of
from estafeta.intake.draft import SEVERITIES
from estafeta.intake.models import Load
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import colleagues
from estafeta.organisations.roles import Role
from estafeta.roadmaps.due_plan import plan_dues
from estafeta.roadmaps.models import Measure
from estafeta.roadmaps.understanding import catalogue, deadline_of

Json = dict[str, Any]
SHOWN_DATES = 4
SHOWN_DOUBTS = 10


@dataclass(frozen=True, slots=True)
class RowView:
    """One row as the preview shows it. `dates` are (start or None, due day or None); `more` of them are not shown."""

    key: str
    number: str
    title: str
    items: tuple[str, ...]
    nested: bool
    deadline_text: str
    deadline_kind: str
    conditional: bool
    dates: tuple[tuple[dt.date | None, dt.date | None], ...]
    more: int
    responsibles: tuple[str, ...]
    unknown: bool
    result: str
    document: str
    kinds: tuple[str, ...]
    places: Json
    doubts: int
    left_out: bool
    corrected: bool

    @property
    def date_words(self) -> str:
        """The dues in figures, a stretch with its start; a due without a day is named by its kind."""
        return ", ".join(self._due_words(start, day) for start, day in self.dates)

    def _due_words(self, start: dt.date | None, day: dt.date | None) -> str:
        if day is None:
            return self.deadline_kind.lower()
        return f"{start:%d.%m.%Y}–{day:%d.%m.%Y}" if start else f"{day:%d.%m.%Y}"


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section with its rows."""

    key: str
    number: str
    title: str
    stage: int | None
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class DoubtView:
    """A doubt with the wording of the row it is about."""

    key: str
    what: str
    where: str
    severity: str
    checked: bool
    row: str
    row_title: str


@dataclass(frozen=True, slots=True)
class DoubtGroup:
    """Open doubts of one sort that stand together."""

    title: str
    severity: str
    doubts: tuple[DoubtView, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """The whole page: what was understood, what is in doubt, what confirming will create."""

    head: Json
    sections: tuple[SectionView, ...]
    doubts: tuple[DoubtView, ...]
    first_doubts: tuple[DoubtGroup, ...]
    more_doubts: tuple[DoubtGroup, ...]
    open_doubts: int
    measures: int
    dues: int
    source: list[Json]
    columns: list[Json]
    others: int

    @property
    def hidden_doubts(self) -> int:
        """How many open doubts are shown only when asked for."""
        return max(0, self.open_doubts - SHOWN_DOUBTS)


def loads_of(organisation: Organisation) -> QuerySet[Load]:
    """The loads of the organisation itself, newest first, without their drafts."""
    rows = Load.objects.filter(organisation=organisation).select_related("made_by", "roadmap")
    return rows.defer("draft").order_by("-id")


def unfinished(organisation: Organisation) -> QuerySet[Load]:
    """Loads that wait for somebody to check them."""
    return loads_of(organisation).filter(state__in=[Load.State.WAITING, Load.State.READING, Load.State.READ])


def same_file(load: Load) -> Load | None:
    """An earlier load of the very same file that was not put away, if there is one."""
    rows = loads_of(load.organisation).filter(sha256=load.sha256, pk__lt=load.pk)
    return rows.exclude(state__in=[Load.State.UNDONE, Load.State.REFUSED]).first()


def preview(load: Load, *, today: dt.date) -> Preview:
    """The draft of a load as its page shows it; one query for the colleagues' names."""
    draft = load.draft
    names = {user.pk: user.short_name for user in colleagues(load.organisation, today=today)}
    view = Views(draft, names)
    sections = tuple(view.section(section) for section in draft["sections"])
    doubts = tuple(view.doubt(doubt) for doubt in draft["doubts"])
    waiting = by_sort([doubt for doubt in doubts if not doubt.checked])
    return Preview(
        head=dated(draft["head"]),
        sections=sections,
        doubts=doubts,
        first_doubts=grouped(waiting[:SHOWN_DOUBTS]),
        more_doubts=grouped(waiting[SHOWN_DOUBTS:]),
        open_doubts=len(waiting),
        measures=count_rows(draft),
        dues=count_dues(draft),
        source=draft.get("source", []),
        columns=draft.get("columns", []),
        others=draft.get("others", 0),
    )


def sort_of(doubt: DoubtView) -> tuple[int, str]:
    """What doubts of one sort share: the same sentence but for what it quotes and counts, and the same weight."""
    return SEVERITIES.index(doubt.severity), re.sub(r"\d+", "…", re.sub(r"«.*»", "«…»", doubt.what))


def by_sort(doubts: Sequence[DoubtView]) -> list[DoubtView]:
    """The doubts with those of one sort together, the gravest and then the commonest sorts first."""
    counts = Counter(sort_of(doubt) for doubt in doubts)
    return sorted(doubts, key=lambda doubt: (sort_of(doubt)[0], -counts[sort_of(doubt)], sort_of(doubt)))


def grouped(doubts: Sequence[DoubtView]) -> tuple[DoubtGroup, ...]:
    """The doubts, as sorted, in their sorts."""
    groups = [(key, tuple(rows)) for key, rows in groupby(doubts, key=sort_of)]
    return tuple(DoubtGroup(title.rstrip("."), rows[0].severity, rows) for (_, title), rows in groups)


def dated(head: Json) -> Json:
    """The head with its dates as dates."""
    days = {name: day(head.get(name)) for name in ("starts", "ends", "approved_date", "order_date")}
    return {**head, **days}


class Views:
    """Turns parts of a draft into what the page shows, knowing the names of colleagues and kinds."""

    def __init__(self, draft: Json, names: dict[int, str]) -> None:
        self.draft, self.names = draft, names
        self.starts, self.ends = period_of(draft)
        self.kind_names = {code: kind.name for code, kind in catalogue().items()}
        self.titles = {row["key"]: row["title"] for row in draft["rows"]}
        self.open = [doubt["row"] for doubt in draft["doubts"] if not doubt["checked"]]

    def section(self, section: Json) -> SectionView:
        """One section with its rows."""
        rows = tuple(self.row(row) for row in self.draft["rows"] if row["section"] == section["key"])
        return SectionView(section["key"], section["number"], section["title"], section["stage"], rows)

    def row(self, row: Json) -> RowView:
        """One row."""
        deadline = deadline_of(row["deadline_text"], self.starts, self.ends)
        dues = plan_dues(deadline)
        people = [self.who(one) for one in row["responsibles"]]
        return RowView(
            key=row["key"],
            number=row["number"],
            title=row["title"],
            items=tuple(row["items"]),
            nested=bool(row["parent"]),
            deadline_text=row["deadline_text"],
            deadline_kind=str(Measure.DeadlineKind(deadline.kind).label),
            conditional=deadline.conditional,
            dates=tuple((due.starts, due.due_on) for due in dues[:SHOWN_DATES]),
            more=max(0, len(dues) - SHOWN_DATES),
            responsibles=tuple(text for text, _ in people),
            unknown=any(not known for _, known in people),
            result=row["result"],
            document=row["document"],
            kinds=tuple(self.kind_names.get(kind["code"], kind["code"]) for kind in row["kinds"][:2]),
            places=row["places"],
            doubts=self.open.count(row["key"]),
            left_out=row["left_out"],
            corrected=row["corrected"],
        )

    def who(self, responsible: Json) -> tuple[str, bool]:
        """How a responsible is shown, and whether a person or role of the organisation stands behind it."""
        if responsible["user_id"]:
            return str(self.names.get(responsible["user_id"], responsible["text"])), True
        if responsible["role"]:
            return f"{responsible['text']} → {Role(responsible['role']).label.lower()}", True
        return responsible["text"], responsible["sort"] == "organisation"

    def doubt(self, doubt: Json) -> DoubtView:
        """One doubt."""
        fields = {name: doubt[name] for name in ("key", "what", "where", "severity", "checked", "row")}
        return DoubtView(**fields, row_title=self.titles.get(doubt["row"], ""))


def next_open_doubt(load: Load, after: str) -> str:
    """The key of the next doubt to look at after the given one; empty when none is left."""
    keys = [doubt["key"] for doubt in load.draft["doubts"]]
    start = keys.index(after) + 1 if after in keys else 0
    rest = load.draft["doubts"][start:] + load.draft["doubts"][:start]
    return next((doubt["key"] for doubt in rest if not doubt["checked"]), "")


def people_of(organisation: Organisation, *, today: dt.date) -> list[User]:
    """The colleagues that may be named responsible."""
    return list(colleagues(organisation, today=today))
