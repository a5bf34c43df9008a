"""Reads the pack of kinds: the catalogue and the patterns of every kind."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from roadmap_reader.kinds.patterns import Alphabet, Pattern, compile_pattern
from roadmap_reader.kinds.words import Phrases, Zones

DEFAULT_PACK = Path(__file__).resolve().parents[3] / "packs" / "measure_kinds"
OTHER = "other"
COMMON = "pack.toml"


class PackError(ValueError):
    """The pack is missing or says something that cannot be meant."""


@dataclass(frozen=True, slots=True)
class MeasureKind:
    """A kind of measure: its code, Russian name, stage of the programme (None: any), the room that
    keeps what proves it, and that proof in words."""

    code: str
    name: str
    stage: int | None
    app: str
    proof: str


Candidate = tuple[int, int, Pattern]
"""A pattern behind the words it needs and those it forbids, which are quicker to test than to ask it for."""


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """The compiled pack. `hides` names the kinds that a kind makes superfluous beside itself."""

    version: str
    source: str
    catalogue: Mapping[str, MeasureKind]
    hides: Mapping[str, frozenset[str]]
    weights: Mapping[str, float]
    zones: Zones
    alphabet: Alphabet
    anchored: Mapping[int, tuple[Pattern, ...]]
    _by_word: dict[str, tuple[int, tuple[Candidate, ...]]] = field(default_factory=dict)

    def word(self, word: str) -> tuple[int, tuple[Candidate, ...]]:
        """What `word` may stand for, and the patterns worth trying where it occurs."""
        known = self._by_word.get(word)
        if known is None:
            bits = self.alphabet.bits_of(word)
            known = self._by_word[word] = (bits, tuple(self._candidates(bits)))
        return known

    def _candidates(self, bits: int) -> Iterator[Candidate]:
        """Bit by bit: most words stand for nothing, and a document has thousands of new ones."""
        while bits:
            lowest = bits & -bits
            bits ^= lowest
            for pattern in self.anchored.get(lowest, ()):
                yield pattern.needed, pattern.forbidden, pattern


@lru_cache(maxsize=4)
def load_pack(path: Path = DEFAULT_PACK) -> Pack:
    """The pack in the folder `path`, compiled once; raises PackError where it is missing or broken."""
    try:
        common = _read(path / COMMON)
        rows = [row for file in sorted(path.glob("*.toml")) if file.name != COMMON for row in _read(file)["kind"]]
    except (OSError, KeyError, ValueError) as problem:
        raise PackError(f"Набор видов мероприятий в папке «{path.name}» не читается: {problem}") from problem
    return read_pack(common, rows)


def read_pack(common: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> Pack:
    """The pack of these tables, compiled; raises PackError with a Russian sentence where something is wrong."""
    try:
        return _compile(common, rows)
    except (KeyError, TypeError, ValueError) as problem:
        raise PackError(f"Набор видов мероприятий не читается: {problem}") from problem


def load_catalogue(path: Path = DEFAULT_PACK) -> Mapping[str, MeasureKind]:
    """The catalogue of kinds by code, in the order of the programme's stages."""
    return load_pack(path).catalogue


def _read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _compile(common: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> Pack:
    catalogue = {row["code"]: _kind_of(row) for row in rows}
    if len(catalogue) != len(rows) or OTHER not in catalogue:
        raise PackError("коды должны быть разными, и среди них «other»")
    alphabet = Alphabet(common["groups"])
    weights: dict[str, float] = common["weights"]
    patterns = [pattern for row in rows for pattern in _patterns_of(row, weights, alphabet)]
    hides = {row["code"]: frozenset(row.get("hides", ())) for row in rows}
    unknown = frozenset().union(*hides.values()) - catalogue.keys()
    if unknown:
        raise PackError(f"неизвестные коды: {', '.join(sorted(unknown))}")
    return Pack(
        version=str(common["version"]),
        source=str(common["source"]),
        catalogue=MappingProxyType(catalogue),
        hides=MappingProxyType(hides),
        weights=MappingProxyType(weights),
        zones=_zones_of(common["zones"]),
        alphabet=alphabet,
        anchored=MappingProxyType(_anchored(patterns)),
    )


def _kind_of(row: Mapping[str, Any]) -> MeasureKind:
    stage = row.get("stage")
    return MeasureKind(row["code"], row["name"], None if stage is None else int(stage), row["app"], row["proof"])


def _patterns_of(row: Mapping[str, Any], weights: Mapping[str, float], alphabet: Alphabet) -> Iterable[Pattern]:
    never = 0
    for alternatives in row.get("never", ()):
        never |= alphabet.bit(alternatives)
    for name, weight in weights.items():
        for source in row.get(name, ()):
            yield compile_pattern(source, kind=row["code"], weight=weight, alphabet=alphabet, never=never)


def _zones_of(table: Mapping[str, list[str]]) -> Zones:
    return Zones(
        openers=_phrases(table["openers"]),
        heads=_phrases(table["heads"]),
        places=_phrases(table["places"]),
        topic_heads=tuple(table["topic_heads"]),
        closers=frozenset(table["closers"]),
        steady=frozenset(table["steady"]),
        abbreviations=frozenset(table["abbreviations"]),
        ignored=frozenset(table["ignored"]),
    )


def _phrases(rows: list[str]) -> Phrases:
    """By first word; the longer phrase is tried first."""
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in sorted(rows, key=lambda row: -row.count(" ")):
        first, *rest = row.split()
        phrases[first] = (*phrases.get(first, ()), tuple(rest))
    return MappingProxyType(phrases)


def _anchored(patterns: list[Pattern]) -> dict[int, tuple[Pattern, ...]]:
    """Each pattern under its rarest word, so that few are tried for any title."""
    uses = Counter(step.bit for pattern in patterns for step in pattern.steps)
    index: dict[int, list[Pattern]] = {}
    for pattern in patterns:
        rarest = min((step.bit for step in pattern.steps), key=lambda bit: uses[bit])
        index.setdefault(rarest, []).append(pattern)
    return {bit: tuple(found) for bit, found in index.items()}
