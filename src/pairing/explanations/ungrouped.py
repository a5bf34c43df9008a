"""Why somebody is in no group: nobody fits, who fits leads no group, or the groups are full or about something else."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pairing.explanations.leftovers import Leftover, nobody_fits
from pairing.grouping import Groups, asks
from pairing.people import Mentee
from pairing.phrases import mentors
from pairing.rules.ages import age_of
from pairing.vocabulary import quote
from russian.phrases import capital, listed
from russian.plurals import plural


def ungrouped(grouped: Groups) -> tuple[Leftover, ...]:
    """Return the mentees who want a mentor and are in no group, in the order of the input."""
    people, members = grouped.case.mentees, _members(grouped)
    numbers = [i for i in np.flatnonzero(grouped.answer.leader < 0).tolist() if people[i].wanted]
    banned: dict[int, set[int]] = {}
    for i, j in grouped.case.problem.bans:
        banned.setdefault(i, set()).add(j)
    found = []
    for start in range(0, len(numbers), 256):
        chunk = numbers[start : start + 256]
        table = grouped.case.scorer.candidates(np.array(chunk, np.int64))
        for place, number in enumerate(chunk):
            part = slice(int(table.indptr[place]), int(table.indptr[place + 1]))
            order = np.lexsort((table.mentors[part], -table.scores[part].astype(np.int64)))
            out = banned.get(number, set())
            ruled = table.mentors[part][order].tolist()
            allowed = [j for j in ruled if j not in out]
            found.append(_left(grouped, members, number, allowed, len(ruled) - len(allowed)))
    return tuple(found)


def _members(grouped: Groups) -> dict[int, list[int]]:
    """Return the members of each group by its mentor."""
    found: dict[int, list[int]] = {}
    for i, j in enumerate(grouped.answer.leader.tolist()):
        if j >= 0:
            found.setdefault(j, []).append(i)
    return found


def _left(grouped: Groups, members: dict[int, list[int]], number: int, allowed: Sequence[int], banned: int) -> Leftover:
    """Return why one mentee is in no group."""
    case, mentee = grouped.case, grouped.case.mentees[number]
    barred = () if allowed else tuple(case.scorer.barred_by(number).items())
    leading = [j for j in allowed if grouped.given.problem.places[j]]
    if not allowed:
        why = nobody_fits(case, mentee, barred, banned=banned)
    elif not leading:
        why = f"{_fit(len(allowed))}, но групп {'он не ведёт' if len(allowed) == 1 else 'они не ведут'}."
    else:
        told = [f"{case.mentors[j].name} ({_state(grouped, members.get(j, ()), mentee, j)})" for j in leading[:3]]
        why = f"{_fit(len(leading))} с группой: {listed(told, most=3, total=len(leading))}."
    return Leftover(number, 0, mentee.wanted, why, barred, tuple(leading))


def _fit(count: int) -> str:
    """Return «Подходят 3 наставника»."""
    return capital(f"{plural(count, 'подходит', 'подходят', 'подходят')} {mentors(count)}")


def _state(grouped: Groups, members: Sequence[int], mentee: Mentee, mentor: int) -> str:
    """Return why this group has not taken the mentee."""
    most = int(grouped.given.problem.places[mentor])
    if not members:
        return "группа не собралась"
    if len(members) >= most:
        return f"группа заполнена: {len(members)} из {most}"
    request = int(grouped.answer.request[mentor])
    wanted = asks(mentee)
    if request >= 0 and wanted and grouped.names[request] not in wanted:
        return f"группа о другом: {quote(grouped.names[request])}"
    known = [age for i in (*members,) if (age := age_of(grouped.case.mentees[i])) is not None]
    own = age_of(mentee)
    if own is not None and known and max(*known, own) - min(*known, own) > grouped.given.span:
        return "группа другого возраста"
    return f"в группе {len(members)} из {most}, в этот подбор не попал"
