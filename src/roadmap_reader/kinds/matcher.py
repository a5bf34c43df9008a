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
    tried = {
        id(pattern): pattern
        for _, candidates in entries
        for needed, forbidden, pattern in candidates
        if present & needed == needed and not present & forbidden
    }
    found = [match for pattern in tried.values() if (match := _match(pattern, line, read.aside)) is not None]
    if len(found) < 2:
        return found
    kept = [match for match in found if not _swallowed(match, found)]
    kept = [match for match in kept if not _shaded(match, kept)]
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


def _swallowed(match: Match, found: list[Match]) -> bool:
    """Whether a match of another kind explains all its words and more."""
    mask, weight, kind = match.mask, match.weight, match.kind
    for other in found:
        if other.mask != mask and other.mask & mask == mask and other.weight >= weight and other.kind != kind:
            return True
    return False


def _shaded(match: Match, found: list[Match]) -> bool:
    """Whether it is a mere hint that shares a word with something said outright of another kind."""
    if match.weight >= _OUTRIGHT:
        return False
    return any(other.weight >= _OUTRIGHT and other.mask & match.mask and other.kind != match.kind for other in found)
