"""The small language in which the pack says what a kind of measure looks like.

A pattern is a row of words in order, with at most GAP other words between neighbours:

    word            exactly this word
    stem~           the stem and an ending of at most three letters
    stem*           the stem and anything
    a|b~|@group     any of these; @group is a list of words named once in the pack
    ..              the next word may stand anywhere later in the same clause
    >>              the next word may stand anywhere later in the same sentence, even in a circumstance («с целью …»)
    +               the next word follows at once
    -a|b            none of these between its neighbours
    !a|b            none of these anywhere in the text
    ^               the next word begins its sentence
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

GAP = 2
ANYWHERE = 1000
_SHORT_ENDING = 3
_REACHES = {"..": ANYWHERE, ">>": ANYWHERE, "+": 0}


class Alphabet:
    """Every set of alternatives used by any pattern, numbered; tells which of them a word belongs to."""

    def __init__(self, groups: Mapping[str, str]) -> None:
        self._groups = groups
        self._numbers: dict[str, int] = {}
        self._exact: dict[str, int] = {}
        self._short: dict[str, int] = {}
        self._open: dict[str, int] = {}
        self._seen: dict[str, int] = {}

    def bit(self, alternatives: str) -> int:
        """The bit that stands for these alternatives; raises KeyError for an unknown group."""
        number = self._numbers.get(alternatives)
        if number is None:
            number = self._numbers[alternatives] = len(self._numbers)
            self._enter(alternatives, 1 << number)
        return 1 << number

    def _enter(self, alternatives: str, bit: int) -> None:
        for word in alternatives.split("|"):
            if word.startswith("@"):
                self._enter(self._groups[word[1:]], bit)
            elif word.endswith("*"):
                self._open[word[:-1]] = self._open.get(word[:-1], 0) | bit
            elif word.endswith("~"):
                self._short[word[:-1]] = self._short.get(word[:-1], 0) | bit
            else:
                self._exact[word] = self._exact.get(word, 0) | bit

    def bits_of(self, word: str) -> int:
        """All alternatives that `word` belongs to."""
        bits = self._seen.get(word)
        if bits is None:
            bits = self._seen[word] = self._look_up(word)
        return bits

    def _look_up(self, word: str) -> int:
        bits = self._exact.get(word, 0)
        size = len(word)
        for end in range(1, size + 1):
            stem = word[:end]
            bits |= self._open.get(stem, 0)
            if size - end <= _SHORT_ENDING:
                bits |= self._short.get(stem, 0)
        return bits


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a pattern: its alternatives, how far away it may stand, what may not stand between,
    whether it begins its sentence, and whether it may stand in another clause."""

    bit: int
    reach: int
    guard: int
    first: bool
    crosses: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern of a kind; `needed` and `forbidden` are quick tests on the whole text."""

    kind: str
    weight: float
    steps: tuple[Step, ...]
    needed: int
    forbidden: int
    source: str


@dataclass(slots=True)
class _Draft:
    """A pattern while its words are read; the last fields speak of the word that comes next."""

    alphabet: Alphabet
    forbidden: int
    steps: list[Step] = field(default_factory=list)
    guard: int = 0
    reach: int = GAP
    first: bool = False
    crosses: bool = False

    def take(self, atom: str) -> None:
        """Reads one atom of the pattern."""
        if atom in _REACHES:
            self.reach, self.crosses = _REACHES[atom], atom == ">>"
        elif atom == "^":
            self.first = True
        elif atom[0] == "!":
            self.forbidden |= self.alphabet.bit(atom[1:])
        elif atom[0] == "-":
            self.guard |= self.alphabet.bit(atom[1:])
        else:
            self.steps.append(Step(self.alphabet.bit(atom), self.reach, self.guard, self.first, self.crosses))
            self.guard, self.reach, self.first, self.crosses = 0, GAP, False, False


def compile_pattern(source: str, *, kind: str, weight: float, alphabet: Alphabet, never: int = 0) -> Pattern:
    """Reads one pattern; raises ValueError where it has no word at all."""
    draft = _Draft(alphabet, never)
    for atom in source.split():
        draft.take(atom)
    if not draft.steps:
        raise ValueError(f"{kind}: в образце «{source}» нет ни одного слова")
    needed = 0
    for step in draft.steps:
        needed |= step.bit
    return Pattern(kind, weight, tuple(draft.steps), needed, draft.forbidden, source)


@dataclass(frozen=True, slots=True)
class Line:
    """A text to search: what each word may stand for, its sentence and its clause."""

    bits: tuple[int, ...]
    sentences: tuple[int, ...]
    clauses: tuple[int, ...]


def find(pattern: Pattern, line: Line, begin: int = 0) -> int:
    """The words of the first place where `pattern` fits, as a bit mask over word positions (0: nowhere)."""
    first = pattern.steps[0]
    for index in range(begin, len(line.bits)):
        if not line.bits[index] & first.bit:
            continue
        if first.first and index and line.sentences[index - 1] == line.sentences[index]:
            continue
        mask = _follow(pattern.steps, 1, index, line)
        if mask:
            return mask | 1 << index
    return 0


def _follow(steps: tuple[Step, ...], number: int, index: int, line: Line) -> int:
    """The mask of the remaining steps after position `index`; the last step answers with its own place."""
    if number == len(steps):
        return 1 << index
    step = steps[number]
    regions = line.sentences if step.crosses else line.clauses
    for place in range(index + 1, min(len(line.bits), index + 2 + step.reach)):
        if regions[place] != regions[index]:
            return 0
        if line.bits[place] & step.bit:
            mask = _follow(steps, number + 1, place, line)
            if mask:
                return mask | 1 << place
        if line.bits[place] & step.guard:
            return 0
    return 0
