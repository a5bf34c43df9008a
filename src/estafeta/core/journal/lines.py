"""Writing to the journal: one line per action, secrets masked, personal values sealed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Max

from estafeta.core.journal.chain import append
from estafeta.core.journal.models import JournalLine, JournalMention
from estafeta.core.journal.sealing import Sealer
from estafeta.core.journal.subjects import is_subject

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
    subjects: Iterable[models.Model] = (),
    act: str = JournalMention.Act.DEED,
) -> JournalLine:
    """Append one line. `tenant` is the path of the organisation, `sentence` says it in Russian, in the past tense.

    `before` and `after` hold only the fields that changed; values of secret fields are masked. `subjects` are the
    persons whom the line is about, besides the target where it is one: their names, wherever they stand in the line,
    and every `Personal` value are kept under their keys.
    """
    own = [target] if target is not None and is_subject(target) else []
    sealer = Sealer([*own, *subjects])
    line = JournalLine(
        user_id=user.pk if user else None,
        tenant=tenant,
        verb=verb,
        target_type=target._meta.label_lower if target is not None else "",
        target_id=target.pk if target is not None else None,
        sentence=sealer.words(clip(sentence)),
        before=clean(before or {}, sealer, target),
        after=clean(after or {}, sealer, target),
    )
    append([(line, [(subject, act) for subject in sealer.rows])])
    return line


def last_act(tenant: str) -> dt.datetime | None:
    """The moment of the last line of an organisation itself: what was counted before it may have changed since."""
    found: dt.datetime | None = JournalLine.objects.filter(tenant=tenant).aggregate(last=Max("at"))["last"]
    return found


def clean(
    values: Mapping[str, Any], sealer: Sealer | None = None, target: models.Model | None = None
) -> dict[str, Any]:
    """Return the values as JSON keeps them: secrets masked, long texts clipped, what is personal sealed."""
    sealer = sealer or Sealer(())
    return {
        key: MASK
        if any(word in key.lower() for word in SECRET)
        else sealer.value(sealer.field(target, key, value), lambda one: clip(plain(one)))
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
    """Turn dates into ISO text, moments into that of UTC, rows into «label:id»; leave the rest."""
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, models.Model):
        return f"{value._meta.label_lower}:{value.pk}"
    if isinstance(value, list | tuple | set):
        return [plain(item) for item in value]
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    return str(value)
