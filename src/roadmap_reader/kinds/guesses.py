"""Puts together what a measure's title, its list, its results and its heading say about its kinds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from roadmap_reader.kinds.matcher import match_text
from roadmap_reader.kinds.pack import DEFAULT_PACK, OTHER, Pack, load_pack
from roadmap_reader.model import KindGuess

_SURE = 0.75
_CONFIRMED = 0.75
_ASIDE = 0.65
_BORROWED = 0.6
_MOST_BORROWED = 2
_NOTHING = 0.2


def classify(
    title: str,
    *,
    items: Sequence[str] = (),
    result: str | None = None,
    document: str | None = None,
    section: str | None = None,
    group: str | None = None,
    pack: Path | Pack = DEFAULT_PACK,
) -> tuple[KindGuess, ...]:
    """The kinds that a measure speaks of, likeliest first; `other` alone where nothing fits.

    The title and its `items` decide. `result`, `document`, `group` and `section` only confirm what
    the title hints at, or speak where it says nothing.
    """
    known = pack if isinstance(pack, Pack) else load_pack(pack)
    scores = _said(title, known)
    for item in items:
        for code, score in _said(item, known).items():
            if score >= _SURE or not scores:
                scores.setdefault(code, score)
    beside = [text for text in (result, document) if text]
    if _sure(scores):
        scores = _with_confirmed(scores, beside, known)
    else:
        above = [text for text in (group, section) if text]
        scores = _settle(scores, [*above[:1], *beside, *above[1:]], known)
    return _guesses(_without_hidden(scores, known))


def _said(text: str, pack: Pack) -> dict[str, float]:
    """Kinds in the order in which the text names them; asides count only where there is nothing else."""
    matches = match_text(text, pack)
    main = [match for match in matches if not match.aside]
    factor = 1.0
    if not any(match.weight >= pack.weights["weak"] for match in main):
        main, factor = matches, _ASIDE
    scores: dict[str, float] = {}
    for match in sorted(main, key=lambda match: match.weight < _SURE):
        score = match.weight * (factor if match.aside else 1.0)
        scores[match.kind] = max(score, scores.get(match.kind, 0.0))
    return scores


def _sure(scores: Mapping[str, float]) -> bool:
    return any(score >= _SURE for score in scores.values())


def _spoken(context: Iterable[str], pack: Pack) -> dict[str, float]:
    """What the columns and headings around the title are sure of."""
    spoken: dict[str, float] = {}
    for text in context:
        for code, score in _surely_said(text, pack):
            spoken.setdefault(code, score)
    return spoken


@lru_cache(maxsize=4096)
def _surely_said(text: str, pack: Pack) -> tuple[tuple[str, float], ...]:
    """Headings and results come again row after row, so they are understood once."""
    return tuple((code, score) for code, score in _said(text, pack).items() if score >= _SURE)


def _with_confirmed(scores: dict[str, float], context: Sequence[str], pack: Pack) -> dict[str, float]:
    """Sure kinds, and those hinted at which the columns beside the title confirm."""
    sure = {code: score for code, score in scores.items() if score >= _SURE}
    if len(sure) == len(scores):
        return sure
    spoken = _spoken(context, pack)
    hinted = [code for code, score in scores.items() if pack.weights["weak"] <= score < _SURE]
    return sure | {code: _CONFIRMED for code in hinted if code in spoken}


def _settle(scores: dict[str, float], context: Sequence[str], pack: Pack) -> dict[str, float]:
    """The title alone leaves doubt: choose among its hints by the context, or take the context's word."""
    if not scores:
        heard = next((said for text in context if (said := _spoken([text], pack))), {})
        return {code: score * _BORROWED for code, score in list(heard.items())[:_MOST_BORROWED]}
    spoken = _spoken(context, pack)
    agreed = {code: _CONFIRMED for code in scores if code in spoken}
    if agreed:
        return agreed
    stages = {pack.catalogue[code].stage for code in spoken}
    near = {code: score for code, score in scores.items() if pack.catalogue[code].stage in stages}
    best = max((near or scores).items(), key=lambda pair: pair[1])
    return dict([best])


def _without_hidden(scores: dict[str, float], pack: Pack) -> dict[str, float]:
    hidden = {code for shown in scores for code in pack.hides[shown]}
    return {code: score for code, score in scores.items() if code not in hidden}


def _guesses(scores: Mapping[str, float]) -> tuple[KindGuess, ...]:
    """In the order of naming, sure ones before hints, with confidence never rising."""
    if not scores:
        return (KindGuess(OTHER, _NOTHING),)
    ordered = sorted(scores.items(), key=lambda pair: pair[1] < _SURE)
    guesses: list[KindGuess] = []
    ceiling = 1.0
    for code, score in ordered:
        ceiling = min(ceiling, score)
        guesses.append(KindGuess(code, round(ceiling, 3)))
    return tuple(guesses)
