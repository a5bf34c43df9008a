"""Built-in templates of roadmaps: packs read into drafts."""

from __future__ import annotations

from dataclasses import dataclass

from estafeta.core.refusals import Refusal
from estafeta.organisations.models import Organisation
from estafeta.roadmaps.drafts import RoadmapDraft


@dataclass(frozen=True, slots=True)
class Template:
    """A built-in template as the page «Начать без файла» offers it."""

    code: str
    title: str
    note: str


def templates() -> tuple[Template, ...]:
    """Return the built-in templates in their order."""
    return ()


def draft_of_template(code: str, year: int, organisation: Organisation) -> RoadmapDraft:
    """Return the template filled for the school year that begins in `year`; refuses an unknown code."""
    raise Refusal("Такого шаблона нет.")
