"""Norms as data: families of packs that apps declare, and what holds of them where one stands.

An app declares a family in its `packs.py` and asks `FAMILY.value()` wherever it needs it. What is shipped lies in
`packs/`; a store above (`estafeta.packs`) registers the layers that regions and organisations lay over it.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from django.conf import settings

from norms.layers import Layer, Table, merged, parse

Value = TypeVar("Value")
Tables = Mapping[str, Table]
NESTED = re.compile(r"[*+}][?+]?\)+[*+{]")
SHIPPED = ("shipped",)
FAMILIES: dict[str, Family[Any]] = {}
LAYERS: list[Callable[[str], Sequence[Layer]]] = []
"""Registered by the store: the layers over what is shipped, for a family, in the open scope; the lowest first."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Field:
    """A key of an entry that a person may fill in a form. `sort`: text, long, lines, flag, day, number or choice.

    Keys that have no field are edited as TOML alone.
    """

    key: str
    label: str
    sort: str = "text"
    required: bool = False
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Touched:
    """Something alive that a change of an entry touches: what becomes of it, how many there are, the first of them."""

    words: str
    count: int
    examples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Family(Generic[Value]):
    """A family of packs. `shipped` gives texts by code, `read` makes its value of the tables that hold.

    `read` raises ValueError with a Russian sentence. `name` says what an entry is called; `affected` is asked with an
    organisation and a code; `check` returns further sentences about a table, given the one beneath.
    """

    code: str
    title: str
    about: str
    shipped: Callable[[], Mapping[str, str]]
    read: Callable[[Tables], Value]
    name: Callable[[str, Table], str]
    fields: tuple[Field, ...] = ()
    affected: Callable[[Any, str], Iterable[Touched]] = lambda organisation, code: ()
    check: Callable[[Table, Table], Iterable[str]] = lambda table, former: ()
    grows: bool = True

    def value(self) -> Value:
        """What holds in the open scope; what is shipped, where no scope is open."""
        layers = tuple(layer for source in LAYERS for layer in source(self.code))
        found: Value = _value(self.code, layers)
        return found

    def is_as_shipped(self) -> bool:
        """True where nothing is laid over what is shipped."""
        return not any(source(self.code) for source in LAYERS)

    def ground(self) -> Layer:
        """What is shipped, as the lowest layer."""
        return _ground(self.code)

    def reads(self, layers: Sequence[Layer]) -> Value:
        """The value of these layers, the shipped one first. Raises ValueError with a sentence."""
        return self.read({code: parse(text) for code, text in merged(layers).items()})


def family(made: Family[Value]) -> Family[Value]:
    """Declare a family."""
    FAMILIES[made.code] = made
    return made


def folder(name: str) -> Path:
    """A folder of what is shipped."""
    return Path(settings.PACKS) / name


def files(name: str) -> dict[str, str]:
    """The files of a shipped folder as entries by their names."""
    return {path.stem: path.read_text("utf-8") for path in sorted(folder(name).glob("*.toml"))}


@cache
def index() -> Mapping[str, Mapping[str, str]]:
    """Version and source of every shipped family."""
    return parse((Path(settings.PACKS) / "index.toml").read_text("utf-8"))


def unsafe_patterns(table: Table, former: Table) -> Iterator[str]:
    """Yield a sentence for each new regular expression that could hold the machine up: a repeat inside a repeat.

    Those that stood in the entry before are known to be quick. Every text of the table is taken for an expression.
    """
    known = set(_texts(former))
    for pattern in _texts(table):
        if pattern not in known and NESTED.search(pattern):
            yield f"Образец «{pattern[:60]}» слишком сложен: повтор внутри повтора искался бы бесконечно."


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


@cache
def _ground(code: str) -> Layer:
    return Layer(SHIPPED, "Поставка", dict(FAMILIES[code].shipped()))


@lru_cache(maxsize=256)
def _value(code: str, layers: tuple[Layer, ...]) -> Any:
    """Layers that were right once and are not any more (the product has changed) hold nobody up: they are left out."""
    known = FAMILIES[code]
    try:
        return known.reads((known.ground(), *layers))
    except ValueError:
        if not layers:
            raise
        log.exception("packs of %s: own layers cannot be read, what is shipped holds", code)
        return known.reads((known.ground(),))
