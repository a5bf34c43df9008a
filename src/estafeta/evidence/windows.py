"""The window of time of a proof, from the due that it proves. Rules are data: see `packs`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from estafeta.evidence.questions import Window

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rule:
    """How far a proof may lie from its due, in days; `standing`: an act counts while it is in force."""

    before: int
    after: int
    after_repeated: int
    standing: bool = False

    def __post_init__(self) -> None:
        if min(self.before, self.after, self.after_repeated) < 0:
            raise ValueError("дней не может быть меньше нуля")


@dataclass(frozen=True, slots=True)
class Term:
    """A due among its neighbours. `due` None: no day is set; `settled` is the day the previous one was really done."""

    plan_starts: dt.date
    plan_ends: dt.date
    due: dt.date | None = None
    previous: dt.date | None = None
    settled: dt.date | None = None
    following: dt.date | None = None

    @property
    def is_repeated(self) -> bool:
        """True for one of several dues of the same measure."""
        return self.due is not None and (self.previous is not None or self.following is not None)


def read(table: Mapping[str, Any]) -> Mapping[str, Rule]:
    """Return the rules by kind, the common one under an empty code. Raises ValueError that names the mistake."""
    try:
        common = Rule(table["once"]["before"], table["once"]["after"], table["repeated"]["after"])
        found = {code: replace(common, **values) for code, values in table.get("kinds", {}).items()}
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"Окна времени записаны неверно: {error}.") from error
    return MappingProxyType({"": common, **found})


def window_of(term: Term, rule: Rule, today: dt.date) -> Window:
    """Return the days from which a fact may prove the due; never later than today.

    A single due: from `before` days ahead of the plan to `after` days past the due (past the plan where no day is set).
    One of several: from the day after the previous due, or after the day that one was done, to `after_repeated` days
    past its own, and never into the days after the following due.
    """
    since = term.plan_starts - dt.timedelta(days=rule.before)
    until = (term.due or term.plan_ends) + dt.timedelta(days=rule.after)
    if term.is_repeated and term.due is not None:
        until = term.due + dt.timedelta(days=rule.after_repeated)
        if term.previous is not None:
            since = max(term.previous, term.settled or term.previous) + DAY
        if term.following is not None:
            until = min(until, term.following - DAY)
    return Window(min(until, today), None if rule.standing else since)
