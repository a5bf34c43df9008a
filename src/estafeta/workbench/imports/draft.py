"""An import before it is confirmed, as a draft that waits."""

from __future__ import annotations

from django.urls import reverse

from estafeta.core.imports import begins_at
from estafeta.workbench.drafts.registry import DraftKind, draft_kind
from estafeta.workbench.imports.applying import DRAFT
from estafeta.workbench.models import Draft


def _address(draft: Draft) -> str:
    return reverse("workbench:import_check", args=[draft.organisation.slug, draft.pk])


@begins_at
def _start(slug: str, code: str) -> str:
    return reverse("workbench:import_start", args=[slug, code])


draft_kind(DraftKind(DRAFT, "Таблица загружена, но строки не внесены", _address))
