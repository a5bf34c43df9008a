"""Which kinds one text speaks of, and where in it."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_reader.kinds.pack import Pack
from roadmap_reader.kinds.patterns import Line, Pattern, find
from roadmap_reader.kinds.words import read_text

_OUTRIGHT = 0.75


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found: `mask` are its words, `place` the first of them; an aside says something else."""

    kind: str
    weight: float
    mask: int
    place: int
    aside: bool
    pattern: Pattern


def match_text(text: str, pack: Pack) -> list[Match]:
    """The matches left after the fuller ones have swallowed the shorter, in the order in which they are complete."""
    read = read_text(text, pack.zones)
    entries = [pack.word(word) for word in read.words]
    line = Line(tuple(entry[0] for entry in entries), read.sentences, read.clauses)
    present = 0
    for one in line.bits:
        present |= one
    tried: dict[int, Pattern] = {}
    for _, patterns in entries:
        for pattern in patterns:
            if not present & pattern.forbidden and present & pattern.needed == pattern.needed:
                tried[id(pattern)] = pattern
    found = [match for pattern in tried.values() if (match := _match(pattern, line, read.aside)) is not None]
    kept = [match for match in found if not any(_swallows(other, match) for other in found)]
    kept = [match for match in kept if not any(_shades(other, match) for other in kept)]
    kept.sort(key=lambda match: (match.mask.bit_length(), -match.weight, match.place, match.kind))
    return kept


def _match(pattern: Pattern, line: Line, asides: int) -> Match | None:
    """The first place outside the asides, else the first place at all."""
    spare: Match | None = None
    begin = 0
    while mask := find(pattern, line, begin):
        lowest = mask & -mask
        place = lowest.bit_length() - 1
        aside = bool(asides & lowest)
        match = Match(pattern.kind, pattern.weight, mask, place, aside, pattern)
        if not aside:
            return match
        spare = spare or match
        begin = place + 1
    return spare


def _swallows(other: Match, match: Match) -> bool:
    """Whether `other` explains all the words of `match` and more."""
    return (
        other.mask & match.mask == match.mask
        and other.mask != match.mask
        and other.weight >= match.weight
        and other.kind != match.kind
    )


def _shades(other: Match, match: Match) -> bool:
    """Whether a mere hint shares a word with something that `other` says outright."""
    return match.weight < _OUTRIGHT <= other.weight and bool(other.mask & match.mask) and other.kind != match.kind
