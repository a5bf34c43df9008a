"""A kind of import: what an app declares, found by the registry."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from estafeta.core.imports.columns import Column
from estafeta.core.writing import Changes

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """What is brought in: the values of one line, by the keys of columns; a column that was empty is not among them.

    Where a kind groups lines, `values` are those of the first line and `lines` those of each.
    """

    number: int
    values: Values
    lines: tuple[Values, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """A row that is there already: its key, its name for a person, its values by the keys of columns.

    `sure` says that the match is certain; else the person is asked.
    """

    pk: int
    label: str
    values: Values = field(default_factory=dict)
    sure: bool = True


class ImportKind(ABC):
    """One kind of import. `code` is «app.noun», `right` is asked before anything is shown.

    `forms` count its rows, `new` and `whom` the new ones: «2 новые» there are, «2 новые» will be brought in.
    """

    code: str
    title: str
    right: str
    forms: tuple[str, str, str] = ("строка", "строки", "строк")
    new: tuple[str, str, str] = ("новая", "новые", "новых")
    whom: tuple[str, str, str] = ("новую", "новые", "новых")
    hint: str = ""
    grouped_by: str = ""
    most: int = 5_000

    def variants(self, actor: Any) -> Sequence[tuple[str, str]]:
        """What a person chooses first, (code, name): papers of which kind, for example; usually nothing."""
        return ()

    @abstractmethod
    def columns(self, actor: Any, variant: str) -> Sequence[Column]:
        """The columns, in the order of the sample."""

    def read(self, content: bytes, name: str) -> list[dict[str, Any]] | None:
        """The sheets of a file by a reader of the kind's own, {"name", "rows": [[number, [text, …]], …]}.

        None leaves the file to the common reading. Called outside of any transaction.
        """
        return None

    def label(self, item: Item) -> str:
        """How the row is named to a person."""
        return next((str(value) for value in item.values.values() if value not in ("", None)), f"строка {item.number}")

    def key(self, item: Item) -> Hashable | None:
        """What makes two lines of a file mean the same; None where nothing does."""
        return None

    def faults(self, actor: Any, variant: str, item: Item) -> Mapping[str, str]:
        """What is wrong with the row as a whole: {key of a column: sentence}; each cell has been read already."""
        return {}

    def find(self, actor: Any, variant: str, items: Sequence[Item]) -> Sequence[Sequence[Known]]:
        """For each item the rows that are there already, in a number of queries that does not grow with the items."""
        return [()] * len(items)

    def add(self, actor: Any, variant: str, item: Item, changes: Changes) -> None:
        """Make a row by an action of the app; `changes` remembers it for the undo. Refuses with a sentence.

        Not asked of a kind that hands everything over (`hand_over`).
        """
        raise NotImplementedError

    def change(self, actor: Any, known: Known, values: Values, changes: Changes) -> None:
        """Give a row that is there the values that were taken from the file."""
        raise NotImplementedError

    def take_back(self, actor: Any, steps: Sequence[Mapping[str, Any]]) -> bool:
        """Undo one row in a way of the kind's own; False leaves it to the steps. Refuses with why it stays."""
        return False

    def hand_over(self, actor: Any, variant: str, items: Sequence[Item], name: str) -> str:
        """Give all rows at once to a long work of the app's own and return the address of its page; usually none."""
        return ""


KINDS: dict[str, ImportKind] = {}
Kind = TypeVar("Kind", bound=type[ImportKind])


def import_kind(kind: Kind) -> Kind:
    """Register a kind of import; an app does so in its `imports.py`."""
    KINDS[kind.code] = kind()
    return kind


def kinds() -> Iterable[ImportKind]:
    """Every kind, by title."""
    return sorted(KINDS.values(), key=lambda kind: kind.title)


Address = Callable[[str, str], str]
PAGES: list[Address] = []


def begins_at(address: Address) -> Address:
    """Say where imports begin: done by the room that draws their pages, which stands above most apps."""
    PAGES[:] = [address]
    return address


def address_of(slug: str, code: str) -> str:
    """The page where an import of a kind begins in an organisation, for the button of a list."""
    return PAGES[0](slug, code)
