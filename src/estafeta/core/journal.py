"""Writing to the journal: one line per action, secrets masked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Max

from estafeta.core.models import JournalLine

SECRET = ("password", "token", "secret")
MASK = "•••"
LONGEST = 500


def record(
    *,
    user: AbstractBaseUser | None,
    tenant: str,
    verb: str,
    target: models.Model | None,
    sentence: str,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> JournalLine:
    """Append one line. `tenant` is the path of the organisation, `sentence` says it in Russian, in the past tense.

    `before` and `after` hold only the fields that changed; values of secret fields are masked.
    """
    return JournalLine.objects.create(
        user_id=user.pk if user else None,
        tenant=tenant,
        verb=verb,
        target_type=target._meta.label_lower if target is not None else "",
        target_id=target.pk if target is not None else None,
        sentence=clip(sentence),
        before=clean(before or {}),
        after=clean(after or {}),
    )


def last_act(tenant: str) -> dt.datetime | None:
    """The moment of the last line of an organisation itself: what was counted before it may have changed since."""
    found: dt.datetime | None = JournalLine.objects.filter(tenant=tenant).aggregate(last=Max("at"))["last"]
    return found


def clean(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values as JSON keeps them, with secrets masked and long texts clipped."""
    return {
        key: MASK if any(word in key.lower() for word in SECRET) else clip(plain(value))
        for key, value in values.items()
    }


def clip(value: Any) -> Any:
    """Cut texts, in lists too, at `LONGEST` characters: a line of the journal stays a line."""
    if isinstance(value, list):
        return [clip(item) for item in value]
    if isinstance(value, str) and len(value) > LONGEST:
        return f"{value[:LONGEST]}…"
    return value


def plain(value: Any) -> Any:
    """Turn dates into ISO text and rows into «label:id»; leave the rest."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, models.Model):
        return f"{value._meta.label_lower}:{value.pk}"
    if isinstance(value, list | tuple | set):
        return [plain(item) for item in value]
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    return str(value)
