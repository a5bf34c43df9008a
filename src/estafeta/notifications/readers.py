"""Who may be written to from a list: each app declares its lists in its `readers.py`, letters to many ask here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from estafeta.accounts.models import User
from estafeta.core.rights import may
from estafeta.organisations.actors import Actor

COMMON = MappingProxyType({"имя": "имя и отчество", "фио": "фамилия, имя, отчество", "организация": "его организация"})


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who is written to: `key` of the ticked row she comes from, `values` for the fields of the text.

    Without a `user` she reads nothing in the system, without an `address` no letter: then a printed sheet is left.
    """

    key: str
    name: str
    address: str = ""
    user: User | None = None
    organisation: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


Find = Callable[[Actor, Collection[str], dt.date], Iterable[Reader]]


@dataclass(frozen=True, slots=True)
class ReaderList:
    """A list from which letters are written.

    `code` «app.what» is that of the list, `label` says to whom («Сотрудники»), `right` who may write; `find` gives the
    readers of the ticked rows that the actor sees. `fields` are the list's own fields of the text with what they
    stand for; `subject` and `text` are offered at the start.
    """

    code: str
    label: str
    right: str
    find: Find
    fields: Mapping[str, str] = field(default_factory=dict)
    subject: str = ""
    text: str = ""

    @property
    def known(self) -> dict[str, str]:
        """All fields that the text may hold."""
        return {**COMMON, **self.fields}


LISTS: dict[str, ReaderList] = {}


def reader_list(found: ReaderList) -> ReaderList:
    """Declare a list; the same code again replaces it."""
    LISTS[found.code] = found
    return found


def list_for(code: str, actor: Actor) -> ReaderList | None:
    """The list when the person may write from it."""
    found = LISTS.get(code)
    return found if found is not None and may(found.right, actor) else None


def reader_of(key: str, user: User, organisation: str, **values: str) -> Reader:
    """A user as a reader."""
    return Reader(key, user.full_name, user.email, user, organisation, values)
