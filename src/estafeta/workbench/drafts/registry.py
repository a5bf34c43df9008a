"""Kinds of drafts: where each is gone on with, and what it is called in a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from estafeta.workbench.models import Draft


@dataclass(frozen=True, slots=True)
class DraftKind:
    """`code` is «app.what»; `why` says in «Сегодня» what is left to do («Проверьте строки и внесите их»)."""

    code: str
    why: str
    address: Callable[[Draft], str]


KINDS: dict[str, DraftKind] = {}


def draft_kind(kind: DraftKind) -> DraftKind:
    """Register a kind."""
    KINDS[kind.code] = kind
    return kind


def address_of(draft: Draft) -> str:
    """Where the draft is gone on with. Raises KeyError for a kind that nobody has registered."""
    return KINDS[draft.kind].address(draft)
