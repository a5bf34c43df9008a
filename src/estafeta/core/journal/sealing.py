"""Personal words of a line, sealed one by one: «⟦accounts.user:7:…⟧» in its texts, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db import models

from estafeta.core.journal.keys import decrypt, encrypt, key_of, keys_of
from estafeta.core.journal.subjects import KINDS, Personal, Subject, is_subject, subject_of, texts_of

GONE = "участник удалён"
TEXTS = ("sentence", "before", "after")
TOKEN = re.compile(r"⟦([a-z_]+\.[a-z_]+):(\d+):([\w-]*)⟧")


class Sealer:
    """Seals what one line says of its persons; asks each key once."""

    def __init__(self, subjects: Iterable[models.Model]) -> None:
        self.rows = {subject_of(row): row for row in subjects}
        self.keys: dict[Subject, bytes] = {}

    def value(self, value: Any, wrap: Callable[[Any], Any]) -> Any:
        """A value of `before` or `after`: a personal one sealed whole, any other by the words in it."""
        if not isinstance(value, Personal):
            return self.words(wrap(value))
        self.rows.setdefault(subject_of(value.of), value.of)
        plain = wrap(value.value)
        return plain if plain in (None, "") else self.token(subject_of(value.of), str(plain))

    def field(self, row: models.Model | None, name: str, value: Any) -> Any:
        """A field of the person's own row becomes personal by its name."""
        own = row is not None and is_subject(row) and name in KINDS[row._meta.label_lower].fields
        return Personal(row, value) if own and row is not None and not isinstance(value, Personal) else value

    def words(self, value: Any) -> Any:
        """The text, or the list of texts, with every word that names a person sealed."""
        if isinstance(value, list):
            return [self.words(item) for item in value]
        if isinstance(value, str):
            for subject, row in self.rows.items():
                for text in texts_of(row):
                    value = self._swap(value, text, subject)
        return value

    def token(self, subject: Subject, text: str) -> str:
        """One sealed text; empty for a person who was erased already."""
        if subject not in self.keys:
            self.keys[subject] = key_of(subject)
        key = self.keys[subject]
        return f"⟦{subject.kind}:{subject.pk}:{encrypt(key, subject, text) if key else ''}⟧"

    def _swap(self, value: str, text: str, subject: Subject) -> str:
        if text not in value:
            return value
        parts = re.split(rf"(⟦[^⟧]*⟧|(?<!\w){re.escape(text)}(?!\w))", value)
        return "".join(self.token(subject, part) if part == text else part for part in parts)


def subjects_in(value: Any) -> set[Subject]:
    """Whose sealed words stand in a text, a list or a mapping."""
    if isinstance(value, str):
        return {Subject(kind, int(pk)) for kind, pk, _ in TOKEN.findall(value)} if "⟦" in value else set()
    parts: Iterable[Any] = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return {subject for part in parts for subject in subjects_in(part)}


def opened(value: Any, keys: Mapping[Subject, bytes]) -> Any:
    """The value as people read it: sealed words open, those of an erased person say so."""
    if isinstance(value, str):
        return TOKEN.sub(lambda found: _open(found, keys), value) if "⟦" in value else value
    if isinstance(value, Mapping):
        return {name: opened(item, keys) for name, item in value.items()}
    if isinstance(value, list):
        return [opened(item, keys) for item in value]
    return value


def _open(found: re.Match[str], keys: Mapping[Subject, bytes]) -> str:
    subject = Subject(found[1], int(found[2]))
    key = keys.get(subject, b"")
    text = decrypt(key, subject, found[3]) if key and found[3] else None
    return GONE if text is None else text


def open_lines(lines: Sequence[models.Model]) -> None:
    """Open the words of many lines of the journal with one query for all their keys; none when nothing is sealed."""
    held = [(line.__dict__, name) for line in lines for name in TEXTS if name in line.__dict__]
    found = subjects_in([values[name] for values, name in held])
    if found:
        keys = keys_of(found)
        for values, name in held:
            values[name] = opened(values[name], keys)
