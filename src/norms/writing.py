"""A table of plain values as TOML: text, whole numbers, yes and no, days, lists, tables and lists of tables."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from norms.layers import Table

BARE = re.compile(r"[A-Za-z0-9_-]+")


def to_toml(table: Table) -> str:
    """Return the table as a text that reads back as the same; values first, then tables. Empty lists are kept.

    Raises TypeError for a value that TOML has no word for (None above all).
    """
    return "\n".join(_lines(table, ())).strip("\n") + "\n"


def _lines(table: Table, path: tuple[str, ...]) -> Iterator[str]:
    """Plain values first: what stands under the head of a table belongs to that table."""
    inner = {key: value for key, value in table.items() if isinstance(value, Mapping) or _is_tables(value)}
    yield from (f"{_key(key)} = {_value(value)}" for key, value in table.items() if key not in inner)
    for key, value in inner.items():
        name = ".".join(_key(part) for part in (*path, key))
        head, rows = (f"[{name}]", [value]) if isinstance(value, Mapping) else (f"[[{name}]]", value)
        for row in rows:
            yield from ("", head, *_lines(row, (*path, key)))


def _is_tables(value: object) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(row, Mapping) for row in value)


def _key(key: str) -> str:
    return key if BARE.fullmatch(key) else _line(key)


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case str():
            return _text(value)
        case dt.date():
            return value.isoformat()
        case list() | tuple():
            return f"[{', '.join(_value(one) for one in value)}]"
        case Mapping():
            return "{ " + ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items()) + " }"
    raise TypeError(f"no TOML for {value!r}")


def _text(text: str) -> str:
    """A text of several lines as one stands in the packs, else on one line."""
    if "\n" not in text:
        return _line(text)
    return '"""\n' + "\n".join(_line(line)[1:-1] for line in text.split("\n")) + '"""'


def _line(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
