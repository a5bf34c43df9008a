"""Is a measure about the organisation itself or about those below: told by its wording. Pure.

Rules are data: `packs/evidence/below.toml`; a person may say otherwise on the measure's card.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from russian.folding import fold

PACK = Path(__file__).resolve().parents[2] / "packs" / "evidence"

_PARTS = re.compile(r"[,;\n]|\s+и\s+")


@dataclass(frozen=True, slots=True)
class Signs:
    """Patterns over folded text. `own` in a title outweighs `below`, `gathered` outweighs both."""

    gathered: re.Pattern[str]
    own: re.Pattern[str]
    below: re.Pattern[str]
    doers: re.Pattern[str]


@cache
def signs(folder: Path = PACK) -> Signs:
    """Return the patterns of a folder. Raises ValueError that names the mistake."""
    return read_signs(tomllib.loads((folder / "below.toml").read_text("utf-8")))


def read_signs(table: Mapping[str, Any]) -> Signs:
    """Return the patterns of a table. Raises ValueError with a Russian sentence."""
    try:
        return Signs(**{name: _any(table[name]) for name in ("gathered", "own", "below", "doers")})
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise ValueError(f"Образцы записаны неверно: {error}.") from error


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def is_about_those_below(
    title: str, *, items: Sequence[str] = (), responsible: str = "", section: str = "", known: Signs | None = None
) -> bool:
    """True when the wording of a measure in the plan of a node above speaks of what the organisations below do.

    The title and its list of works decide; where they are silent, those who answer («руководители ОО» alone) do, and
    where nobody answers, the section. `known` are other patterns than the shipped ones.
    """
    known, text = known or signs(), _one_line(title, *items)
    if known.gathered.search(text):
        return True
    if known.own.search(text):
        return False
    if known.below.search(text):
        return True
    return _all_below(responsible, known) if responsible.strip() else bool(known.below.search(_one_line(section)))


def _one_line(*texts: str) -> str:
    return " ".join(fold(" ".join(texts)).split())


def _all_below(responsible: str, known: Signs) -> bool:
    """True when everybody who answers works below: one name of the node itself makes it the node's."""
    parts = [part for part in (_one_line(part) for part in _PARTS.split(responsible)) if part]
    return all(known.doers.fullmatch(part) for part in parts)
