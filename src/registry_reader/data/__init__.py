"""Dictionaries of the reader, as data: `headings.toml` and `given_names.txt`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parent


@cache
def _headings() -> dict[str, Any]:
    return tomllib.loads((_HERE / "headings.toml").read_text("utf-8"))


def patterns(table: str, key: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The entries of a table of headings in order: the name of each and what it fits."""
    return tuple((str(entry[key]), re.compile("|".join(entry["patterns"]))) for entry in _headings()[table])


def words(file: str) -> list[str]:
    """The words of a list."""
    return (_HERE / file).read_text("utf-8").split()
