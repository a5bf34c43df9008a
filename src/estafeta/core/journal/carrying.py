"""The journal of an organisation on its way into another installation.

Sealed words travel open, marked with whom they name, and are sealed again under the keys of the new place; an erased
person stays erased. The lines get a chain of their own there.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

from estafeta.core.journal.chain import append
from estafeta.core.journal.keys import decrypt, keys_of
from estafeta.core.journal.models import CHUNK, JournalLine, JournalMention
from estafeta.core.journal.sealing import GONE, TEXTS, TOKEN, Sealer, subjects_in
from estafeta.core.journal.subjects import Subject

PLAIN = ("user_id", "tenant", "verb", "target_type", "target_id")
Number = Callable[[str, int], int | None]


def portable(path: str) -> Iterator[dict[str, Any]]:
    """Yield the lines of an organisation and of those below it, the oldest first."""
    rows = JournalLine.chain.filter(tenant__startswith=path).order_by("pk").prefetch_related("mentions").iterator(CHUNK)
    while part := list(islice(rows, CHUNK)):
        keys = keys_of(subjects_in([[getattr(line, name) for name in TEXTS] for line in part]))
        for line in part:
            yield _packed(line, keys)


def _packed(line: JournalLine, keys: Mapping[Subject, bytes]) -> dict[str, Any]:
    return {
        "pk": line.pk,
        "at": line.at,
        "retired_at": line.retired_at,
        **{name: getattr(line, name) for name in PLAIN},
        **{name: swapped(getattr(line, name), lambda token: _open(token, keys)) for name in TEXTS},
        "mentions": sorted([row.kind, row.subject_id, row.act] for row in line.mentions.all()),
    }


def _open(token: re.Match[str], keys: Mapping[Subject, bytes]) -> str:
    subject = Subject(token[1], int(token[2]))
    text = decrypt(keys[subject], subject, token[3]) if keys.get(subject) and token[3] else None
    return f"⟦{token[1]}:{token[2]}:{'' if text is None else base64.urlsafe_b64encode(text.encode()).decode()}⟧"


ON_THE_WAY = re.compile(r"⟦([a-z_]+\.[a-z_]+):(\d+):([\w=-]*)⟧")


def swapped(value: Any, swap: Callable[[re.Match[str]], str], pattern: re.Pattern[str] = TOKEN) -> Any:
    """Every marked word in a text, a list or a mapping, as `swap` gives it."""
    if isinstance(value, str):
        return pattern.sub(swap, value) if "⟦" in value else value
    if isinstance(value, Mapping):
        return {name: swapped(item, swap, pattern) for name, item in value.items()}
    if isinstance(value, list):
        return [swapped(item, swap, pattern) for item in value]
    return value


def write_again(line: Mapping[str, Any], number: Number) -> int:
    """Append a line that has travelled, its numbers told anew but those of persons; returns its own.

    `number` gives the new number of a person by kind and old number, None where the person did not come: her words go.
    """
    sealer = Sealer(())

    def seal(token: re.Match[str]) -> str:
        new = number(token[1], int(token[2]))
        if new is None or not token[3]:
            return GONE
        return sealer.token(Subject(token[1], new), base64.urlsafe_b64decode(token[3]).decode())

    row = JournalLine(
        at=JournalLine._meta.get_field("at").to_python(line["at"]),
        retired_at=JournalLine._meta.get_field("retired_at").to_python(line["retired_at"]),
        **{name: line[name] for name in PLAIN},
        **{name: swapped(line[name], seal, ON_THE_WAY) for name in TEXTS},
    )
    named = [(kind, number(kind, pk), act) for kind, pk, act in line["mentions"]]
    append([(row, [(Subject(kind, new), act or JournalMention.Act.DEED) for kind, new, act in named if new])])
    return int(row.pk)
