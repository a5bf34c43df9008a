"""Finding: by tenant and right, in the words of the question, grouped by kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from estafeta.core.rights import may
from estafeta.organisations.actors import Actor
from estafeta.organisations.roles import REACHING
from estafeta.workbench.guides import guides
from estafeta.workbench.models import SearchEntry
from estafeta.workbench.search.engines import below_mark, kind_mark, newest, own_mark
from estafeta.workbench.search.registry import Entry, Source, sources
from estafeta.workbench.search.words import asked_words
from russian.folding import search_key

FEW, MANY = 5, 50
HELP = "guide"
SPARE = 3
"""So many times more rows are asked for than shown: some may be hidden from the person."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one kind: the best first; `more` tells that there is more than is shown."""

    kind: str
    label: str
    rows: Sequence[SearchEntry | Entry]
    more: bool


def find(actor: Actor, question: str, *, limit: int = FEW, only: str = "") -> tuple[Found, ...]:
    """Return what the person may find here and below, kind by kind; nothing for a question without words.

    Names of people, papers and things to do are found in her own organisation alone.
    """
    beginnings = asked_words(question)
    if not beginnings:
        return ()
    asked = [source for source in sources() if only in ("", source.kind) and may(source.right, actor)]
    found = [_of_kind(source, actor, beginnings, limit) for source in asked]
    if only in ("", HELP):
        found.append(_guides(actor, beginnings, limit))
    return tuple(group for group in found if group.rows)


def _guides(actor: Actor, beginnings: tuple[str, ...], limit: int) -> Found:
    """Guides in which every word is found; those that name it in the title first."""
    rows = [guide for guide in guides().values() if all(f" {word}" in f" {guide.words}" for word in beginnings)]
    rows.sort(key=lambda guide: beginnings[0] not in search_key(guide.title))
    path, slug = actor.organisation.path, actor.organisation.slug
    entries = [Entry(path, row.title, reverse("workbench:guide", args=[slug, row.slug]), row.about) for row in rows]
    return Found(HELP, "Помощь", entries[:limit], len(entries) > limit)


def _of_kind(source: Source, actor: Actor, beginnings: tuple[str, ...], limit: int) -> Found:
    path = actor.organisation.path
    place = below_mark(path) if reaches_below(actor) and not source.own else own_mark(path)
    rows = list(newest((kind_mark(source.kind), place), beginnings, (limit + 1) * SPARE))
    if source.visible is not None and rows:
        seen = set(source.visible(actor, [row.key for row in rows]))
        rows = [row for row in rows if row.key in seen]
    rows.sort(key=lambda row: not row.words.startswith(beginnings[0]))
    return Found(source.kind, source.label, tuple(rows[:limit]), len(rows) > limit)


def reaches_below(actor: Actor) -> bool:
    """True for a role that looks into the organisations below."""
    return actor.organisation.is_above and (actor.is_any(REACHING) or actor.is_over(REACHING))
