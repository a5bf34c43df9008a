"""Built-in templates of roadmaps: packs read into drafts."""

from __future__ import annotations

from estafeta.core.refusals import Refusal
from estafeta.organisations.models import Organisation
from estafeta.roadmaps.drafts import RoadmapDraft


def draft_of_template(code: str, year: int, organisation: Organisation) -> RoadmapDraft:
    """Return the template filled for the school year that begins in `year`; refuses an unknown code."""
    raise Refusal("Такого шаблона нет.")
