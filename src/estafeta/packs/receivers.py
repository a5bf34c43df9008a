"""What was remembered of norms is forgotten when they change: by an action, by «Отменить»."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from estafeta.organisations.scope import memo
from estafeta.packs.models import PackEntry
from estafeta.packs.queries import MEMO


@receiver([post_save, post_delete], sender=PackEntry)
def forget(**_: Any) -> None:
    """Ask the database again."""
    memo().pop(MEMO, None)
