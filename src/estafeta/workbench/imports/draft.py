"""An import before it is confirmed, as a draft that waits."""

from __future__ import annotations

from django.urls import reverse

from estafeta.workbench.drafts.models import Draft
from estafeta.workbench.drafts.registry import DraftKind, draft_kind
from estafeta.workbench.imports.applying import DRAFT


def _address(draft: Draft) -> str:
    return reverse("workbench:import_check", args=[draft.organisation.slug, draft.pk])


draft_kind(DraftKind(DRAFT, "Таблица загружена, но строки не внесены", _address))
