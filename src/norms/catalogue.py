"""Norms as frozen values, the catalogue that finds them, and their mentions in a text."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

PACK = Path(__file__).resolve().parents[2] / "packs" / "norms"
FOREVER = dt.date.max


@dataclass(frozen=True, slots=True)
class Norm:
    """An act, or a thing an act founded (a project, an article). `valid_to` is the last day of its validity.

    `mention` and `wrong` are regular expressions: how it is cited, and how it is known to be cited wrongly.
    `subjects` are kinds of organisations it is for (empty: all); `topics` say which papers may lean on it.
    """

    code: str
    name: str
    valid_from: dt.date
    valid_to: dt.date | None = None
    replaced_by: str = ""
    source: str = ""
    proven: bool = False
    topics: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    mention: str = ""
    wrong: tuple[tuple[str, str], ...] = ()

    def in_force(self, on: dt.date) -> bool:
        """True on every day from the first to the last day of validity."""
        return self.valid_from <= on <= (self.valid_to or FOREVER)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place of a text that cites a norm. `right` is empty, or says how a wrong citation should read."""

    norm: Norm
    text: str
    start: int
    end: int
    right: str = ""


@dataclass(frozen=True)
class Catalogue:
    """All norms in the order of their packs."""

    norms: tuple[Norm, ...]

    def __iter__(self) -> Iterator[Norm]:
        return iter(self.norms)

    def by_code(self, code: str) -> Norm:
        """Return a norm; raises KeyError for an unknown code."""
        for norm in self.norms:
            if norm.code == code:
                return norm
        raise KeyError(code)

    def in_force(
        self, on: dt.date, *, topic: str = "", subject: str = "", proven_only: bool = True
    ) -> tuple[Norm, ...]:
        """Return what may be leant on at a day, for a topic and a kind of organisation."""
        return tuple(
            norm
            for norm in self.norms
            if norm.in_force(on)
            and (norm.proven or not proven_only)
            and (not topic or topic in norm.topics)
            and (not subject or not norm.subjects or subject in norm.subjects)
        )

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Return every place that cites a norm, rightly or wrongly, from left to right."""
        flat = text.replace("\u00a0", " ")
        return tuple(sorted(self._found(flat), key=lambda mention: (mention.start, mention.norm.code)))

    def _found(self, text: str) -> Iterable[Mention]:
        for norm in self.norms:
            if norm.mention:
                for found in re.finditer(norm.mention, text, re.IGNORECASE):
                    yield Mention(norm, found.group(), found.start(), found.end())
            for pattern, right in norm.wrong:
                for found in re.finditer(pattern, text, re.IGNORECASE):
                    yield Mention(norm, found.group(), found.start(), found.end(), right)


@cache
def load(folder: Path = PACK) -> Catalogue:
    """Read the packs of a folder. Raises ValueError where a code stands twice or a norm is not in order."""
    return read(row for path in sorted(folder.glob("*.toml")) for row in tomllib.loads(path.read_text("utf-8"))["norm"])


def read(rows: Iterable[Mapping[str, Any]]) -> Catalogue:
    """Return the catalogue of these rows. Raises ValueError with a Russian sentence that names the norm."""
    norms = tuple(_norm(row) for row in rows)
    codes = [norm.code for norm in norms]
    twice = {code for code in codes if codes.count(code) > 1}
    if twice:
        raise ValueError(f"Норма записана дважды: {', '.join(sorted(twice))}.")
    return Catalogue(norms)


def _norm(row: Mapping[str, Any]) -> Norm:
    values = dict(row)
    values["wrong"] = tuple((pair["reads"], pair["should"]) for pair in row.get("wrong", ()))
    for name in ("topics", "subjects"):
        values[name] = tuple(row.get(name, ()))
    try:
        norm = Norm(**values)
        re.compile(norm.mention)
        for pattern, _ in norm.wrong:
            re.compile(pattern)
    except (TypeError, re.error) as error:
        raise ValueError(f"Норма «{row.get('code', '')}» записана неверно: {error}.") from error
    if norm.valid_to is not None and norm.valid_to < norm.valid_from:
        raise ValueError(f"Норма «{norm.code}» кончается раньше, чем началась.")
    return norm
