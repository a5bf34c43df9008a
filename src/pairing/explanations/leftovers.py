"""Why somebody is left over, in words a curator can act on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pairing.people import Mentee, Mentor
from pairing.phrases import counted, mentees, mentors
from pairing.rules import rules
from pairing.runs import Case, Run
from russian.phrases import capital, listed
from russian.plurals import plural


@dataclass(frozen=True, slots=True)
class Leftover:
    """One who got less than wanted: the number of the person, what was got and wanted, why.

    `open` are those whom all rules let, best score first. Where there are none, `barred` counts the other side by the
    first rule that bars: (rule code, how many).
    """

    person: int
    got: int
    wanted: int
    sentence: str
    barred: tuple[tuple[str, int], ...]
    open: tuple[int, ...]


def unmatched_mentees(run: Run, among: Sequence[int] | None = None) -> tuple[Leftover, ...]:
    """Return the mentees with fewer mentors than they want, in the order of the input; only those named, if any are."""
    found = []
    people, made = run.case.mentees, run.by_mentee
    numbers = range(len(people)) if among is None else sorted(among)
    rows = [number for number in numbers if len(made.get(number, ())) < people[number].wanted]
    for start in range(0, len(rows), 256):
        chunk = rows[start : start + 256]
        table = run.case.scorer.candidates(np.array(chunk, np.int64))
        for place, number in enumerate(chunk):
            part = slice(int(table.indptr[place]), int(table.indptr[place + 1]))
            order = np.lexsort((table.mentors[part], -table.scores[part].astype(np.int64)))
            found.append(_mentee(run, number, table.mentors[part][order].tolist()))
    return tuple(found)


def _mentee(run: Run, number: int, allowed: list[int]) -> Leftover:
    """Return why a mentee is left over."""
    mentee = run.case.mentees[number]
    own = [j for j, _ in run.by_mentee.get(number, ())]
    banned = run.banned.get(number, frozenset())
    open_ = [j for j in allowed if j not in own and j not in banned]
    barred = () if open_ else tuple(run.case.scorer.barred_by(number).items())
    if not open_:
        why = nobody_fits(run.case, mentee, barred, own=own, banned=len(banned.intersection(allowed)))
    else:
        why = _all_taken(run, open_, own=bool(own))
    start = f"Наставников нашлось: {len(own)} из {mentee.wanted}. " if own else ""
    return Leftover(number, len(own), mentee.wanted, start + why, barred, tuple(open_))


def nobody_fits(
    case: Case, mentee: Mentee, barred: Sequence[tuple[str, int]], *, own: Sequence[int] = (), banned: int = 0
) -> str:
    """Return why no mentor may be paired with this mentee, who has those of `own` already."""
    total = len(case.mentors) - len(own)
    if not total and not own:
        return "В таблице нет ни одного наставника."
    if dict(barred).get("consents") and mentee.consent is not True and not own:
        said = "записан отказ" if mentee.consent is False else "в таблице оно не отмечено"
        return f"Нет согласия самого наставляемого на участие: {said}."
    short = {code: kind.short for code, kind in rules().items()}
    parts = [f"{short[code]} — {count}" for code, count in sorted(barred, key=lambda row: -row[1])]
    parts += [f"исключены вами или в бюллетенях — {banned}"] if banned else []
    if not parts:
        return "Других наставников, кроме уже назначенных, нет."
    if total == 1:
        who = "Ещё один наставник есть, но он не подходит" if own else "Единственный наставник не подходит"
        mentor = next(mentor for j, mentor in enumerate(case.mentors) if j not in own)
        return f"{who}: {_reason(case, mentee, mentor)}."
    rest = "Больше никто не подходит" if own else f"Не подходит никто из {_of_mentors(total)}"
    return f"{rest}: {_parts(parts, total)}."


def _reason(case: Case, mentee: Mentee, mentor: Mentor) -> str:
    """Return why these two may not be paired."""
    reasons = (rule.reason(mentee, mentor) for rule in case.settings.rules)
    return next((reason for reason in reasons if reason), "пара исключена вами или в бюллетенях")


def _parts(parts: Sequence[str], total: int) -> str:
    """Return «из других организаций — 3; родственники — 1»; where one reason bars all, «… — все 4»."""
    if len(parts) == 1 and parts[0].endswith(f" — {total}"):
        return f"{parts[0].rpartition(' — ')[0]} — все {total}"
    return "; ".join(parts)


def _of_mentors(count: int) -> str:
    """Return «12 наставников» in the genitive."""
    return counted(count, "наставника", "наставников", "наставников")


def _all_taken(run: Run, open_: Sequence[int], *, own: bool) -> str:
    """Return whom the mentee could have gone to and why nobody of them is free."""
    free = [j for j in open_ if run.free[j] > 0]
    if free:
        known = listed([run.case.mentors[j].name for j in free], most=3)
        return f"Свободное место у тех, кто подходит, есть ({known}), но при выбранной цели эта пара не сложилась."
    closed = [j for j in open_ if not run.case.mentors[j].places]
    names = listed([_taken(run, j) for j in open_[:3]], most=3, total=len(open_))
    if len(closed) == len(open_):
        names = listed([run.case.mentors[j].name for j in open_], most=3)
        return f"{_fit(open_, own=own)}, но мест для наставляемых не указано: {names}."
    return f"{_fit(open_, own=own)}, но свободных мест нет: {names}."


def _fit(open_: Sequence[int], *, own: bool) -> str:
    """Return «Подходят 3 наставника»."""
    also = "Ещё " if own else ""
    verb = plural(len(open_), "подходит", "подходят", "подходят")
    return capital(f"{also}{verb} {mentors(len(open_))}")


def _taken(run: Run, mentor: int) -> str:
    """Return a mentor with taken and all places."""
    places = run.case.mentors[mentor].places
    if not places:
        return f"{run.case.mentors[mentor].name} (мест не указано)"
    return f"{run.case.mentors[mentor].name} (занято {places - run.free[mentor]} из {places})"


def idle_mentors(run: Run) -> tuple[Leftover, ...]:
    """Return the mentors with places but nobody to lead, in the order of the input."""
    numbers = [j for j, mentor in enumerate(run.case.mentors) if mentor.places and not run.taken[j]]
    allowed = allowed_mentees(run.case, numbers)
    may = {j: tuple(i for i in allowed[j] if j not in run.banned.get(i, ())) for j in numbers}
    return tuple(
        Leftover(j, 0, run.case.mentors[j].places, _mentor(run, j, may[j], len(allowed[j])), (), may[j])
        for j in numbers
    )


def allowed_mentees(case: Case, numbers: Sequence[int]) -> dict[int, list[int]]:
    """Return the mentees that each of these mentors may lead."""
    found = case.scorer.allowed_mentees(np.array(numbers, np.int64))
    return {j: mentees.tolist() for j, mentees in zip(numbers, found, strict=True)}


def _mentor(run: Run, number: int, allowed: Sequence[int], ruled: int) -> str:
    """Return why a mentor leads nobody: the mentees allowed, and how many the rules alone let."""
    mentor = run.case.mentors[number]
    if not allowed:
        return _no_mentee(run.case, number, banned=ruled)
    waiting = [i for i in allowed if len(run.by_mentee.get(i, ())) < run.case.mentees[i].wanted]
    if waiting:
        return "Подходящие наставляемые есть, но при выбранной цели эта пара не сложилась."
    wanting = [i for i in allowed if run.case.mentees[i].wanted]
    if not wanting:
        return "Все, кто подходит, в этот раз не просят наставника."
    verb = plural(len(wanting), "Подходит", "Подходят", "Подходят")
    got = "у него уже есть наставник" if len(wanting) == 1 else "у всех уже есть наставники"
    rest = "место свободно" if mentor.places == 1 else "места свободны"
    return f"{verb} {mentees(len(wanting))}, но {got}; {rest}."


def _no_mentee(case: Case, number: int, *, banned: int) -> str:
    """Return which rules bar all mentees from a mentor, counted by the first that bars, and how many were banned."""
    if not case.mentees:
        return "В таблице нет ни одного наставляемого."
    mentor = case.mentors[number]
    rule = case.settings.rule("consents")
    if rule is not None and mentor.consent is not True and not getattr(rule, "unsaid", False):
        said = "записан отказ" if mentor.consent is False else "в таблице оно не отмечено"
        return f"Нет согласия самого наставника на участие: {said}."
    counts = case.scorer.barred_for(number)
    titles = {code: kind.title for code, kind in rules().items()}
    if len(case.mentees) == 1:
        return f"Единственный наставляемый не подходит: {_reason(case, case.mentees[0], mentor)}."
    parts = [f"«{titles[code]}» — {count}" for code, count in sorted(counts.items(), key=lambda row: -row[1])]
    total = len(case.mentees)
    count = counted(total, "наставляемого", "наставляемых", "наставляемых")
    if banned:
        ruled = f"; правила не пропускают: {'; '.join(parts)}" if parts else ""
        return f"Не подходит никто из {count}: исключены вами или в бюллетенях — {banned}{ruled}."
    return f"Не подходит никто из {count}. Мешают правила: {_parts(parts, total)}."
