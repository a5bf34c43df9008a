"""«Сегодня»: the duties of every room sorted into four short groups, so that there is never a wall."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from estafeta.organisations.actors import Actor
from estafeta.workbench.duties import Duty, DutyKind, duties_of
from russian.dates import day_words, weekday_words
from russian.phrases import capital, clip, listed
from russian.plurals import counted

SOON = dt.timedelta(days=7)
LINES, LINES_IN_ALL = 5, 12
NAMED = 2
TITLE_LENGTH = 120
DECIDE, LATE, WEEK, WAITING = "decide", "late", "week", "waiting"
GROUPS = {DECIDE: "Решить", LATE: "Просрочено", WEEK: "На этой неделе", WAITING: "Ждёт вас"}
TONES = {DECIDE: "accent", LATE: "late", WEEK: "soon", WAITING: "plain"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page: one duty, or several of a kind behind one line that opens in place."""

    duties: tuple[Duty, ...]

    @property
    def duty(self) -> Duty:
        """The one, or the first of several."""
        return self.duties[0]

    @property
    def kind(self) -> DutyKind:
        """What they have in common."""
        return self.duty.kind

    @property
    def is_folded(self) -> bool:
        """True for several behind one line."""
        return len(self.duties) > 1

    @property
    def count(self) -> int:
        """How many things are behind the line."""
        return sum(duty.count for duty in self.duties)


@dataclass(frozen=True, slots=True)
class Group:
    """One of the four groups: the lines in sight, then those behind «ещё N»."""

    key: str
    lines: tuple[Line, ...]
    more: tuple[Line, ...]

    @property
    def title(self) -> str:
        """Its name."""
        return GROUPS[self.key]

    @property
    def tone(self) -> str:
        """The colour of its figure."""
        return TONES[self.key]

    @property
    def count(self) -> int:
        """How many things there are, in sight or not."""
        return sum(line.count for line in (*self.lines, *self.more))


@dataclass(frozen=True, slots=True)
class Today:
    """The page. `colleagues_late`: how much others have late; `following`: the next duty, own or a colleague's."""

    groups: tuple[Group, ...]
    colleagues_late: int
    following: Duty | None
    decisions: str

    @property
    def count(self) -> int:
        """The figure in the rail: everything that is the person's own."""
        return sum(group.count for group in self.groups)

    @property
    def is_empty(self) -> bool:
        """True when nothing is to be done, by the person or by colleagues."""
        return not self.groups and not self.colleagues_late

    def group(self, key: str) -> Group | None:
        """One of the groups, None when it is empty."""
        return next((group for group in self.groups if group.key == key), None)


def today_for(actor: Actor, today: dt.date) -> Today:
    """Return what the person has to do in the organisation on a day."""
    duties = visible_duties(actor, today)
    own = [duty for duty in duties if duty.is_mine]
    placed = {key: [duty for duty in own if place_of(duty, today) == key] for key in GROUPS}
    ahead = [duty for duty in duties if duty.due and duty.due > today + SOON]
    return Today(
        groups=tuple(shown(placed)),
        colleagues_late=sum(duty.count for duty in duties if is_late(duty, today) and not duty.is_mine),
        following=min(ahead, key=lambda duty: (duty.due, not duty.is_mine, duty.key), default=None),
        decisions=decision_words(placed[DECIDE]),
    )


def visible_duties(actor: Actor, today: dt.date) -> list[Duty]:
    """Everything handed up by the rooms, without what stands behind something else."""
    return list(without_hidden(duties_of(actor, today), today))


def place_of(duty: Duty, today: dt.date) -> str:
    """The group of a duty; empty for one that is not yet on the page."""
    if duty.kind.decides:
        return DECIDE
    if duty.due is None:
        return WAITING
    if duty.due < today:
        return LATE
    return WEEK if duty.due <= today + SOON else ""


def is_late(duty: Duty, today: dt.date) -> bool:
    """True for a term that has passed."""
    return duty.due is not None and duty.due < today


def without_hidden(duties: Iterable[Duty], today: dt.date) -> Iterator[Duty]:
    """Yield the duties without those behind another; a measure says the fact that proves it and wears its verb.

    Only what is on the page itself hides, and a decision is never hidden.
    """
    rows = list(duties)
    hiding = _hiding(rows, today)
    standing: list[Duty] = []
    behind: dict[str, list[Duty]] = {}
    for duty in rows:
        front = next((hiding[name] for name in sorted(duty.about) if name in hiding), duty)
        if front.key == duty.key or duty.kind.decides:
            standing.append(duty)
        else:
            behind.setdefault(front.key, []).append(duty)
    yield from (in_front(duty, behind.get(duty.key, ())) for duty in standing)


def _hiding(rows: Iterable[Duty], today: dt.date) -> dict[str, Duty]:
    """What is on the page, by the names of what it hides; the first one wins."""
    on_page = [duty for duty in rows if duty.is_mine and place_of(duty, today)]
    return {name: duty for duty in reversed(on_page) for name in duty.hides}


def in_front(duty: Duty, hidden: Iterable[Duty]) -> Duty:
    """The duty with the words and buttons of the fact behind it."""
    fact = next((row for row in hidden if row.proves), None)
    return replace(duty, why=fact.why, answers=fact.answers, verb=fact.verb) if fact else duty


def order_of(duty: Duty) -> tuple[bool, dt.date]:
    """Terms of law first, then by day; what has no day comes last."""
    return (not duty.lawful, duty.due or dt.date.max)


def folded(duties: Iterable[Duty]) -> list[Line]:
    """Return the lines of a group: what is of one kind and may fold is one line at the place of its first."""
    lines: dict[str, list[Duty]] = {}
    for duty in sorted(duties, key=order_of):
        lines.setdefault(duty.kind.code if duty.kind.folded else duty.key, []).append(duty)
    return [Line(tuple(rows)) for rows in lines.values()]


def shown(placed: dict[str, list[Duty]]) -> Iterator[Group]:
    """Yield the groups with at most five lines in sight in each and twelve in all; no group loses its first lines."""
    lines = {key: folded(duties) for key, duties in placed.items() if duties}
    seen = dict.fromkeys(lines, 0)
    for row in range(LINES):
        for key, found in lines.items():
            if row < len(found) and sum(seen.values()) < LINES_IN_ALL:
                seen[key] += 1
    for key, found in lines.items():
        yield Group(key, tuple(found[: seen[key]]), tuple(found[seen[key] :]))


def decision_words(duties: Iterable[Duty]) -> str:
    """«Подписать 3, согласовать 2, перенести срок 1»."""
    found: dict[str, int] = {}
    for duty in duties:
        found[duty.kind.decides] = found.get(duty.kind.decides, 0) + duty.count
    return capital(", ".join(f"{verb} {number}" for verb, number in found.items()))


def following_words(duty: Duty | None, today: dt.date) -> str:
    """«Следующее — 12 декабря: …», or that nothing is planned."""
    if duty is None or duty.due is None:
        return "Впереди дат нет."
    return f"Следующее — {day_words(duty.due, today)}: {clip(duty.title, TITLE_LENGTH)}"


def lawful_words(duty: Duty, today: dt.date) -> str:
    """«по закону до пт, 4 декабря»; nothing for what the law does not set."""
    return f"по закону до {weekday_words(duty.due, today)}" if duty.lawful and duty.due else ""


@dataclass(frozen=True, slots=True)
class ColleagueLine:
    """How a colleague stands: late, this week's and all open ones; `late_titles` are what a reminder names."""

    key: str
    name: str
    user_id: int | None
    late: int
    week: int
    open: int
    late_titles: tuple[str, ...]

    @property
    def late_words(self) -> str:
        """«Провести собрание», «Собрать отчёты» and how many more."""
        return listed([f"«{clip(title, 70)}»" for title in self.late_titles], most=NAMED)

    @property
    def words(self) -> str:
        """«2 просрочено, 3 на этой неделе»."""
        parts = [f"{self.late} просрочено"] if self.late else []
        parts += [f"{self.week} на этой неделе"] if self.week else []
        return ", ".join(parts) or counted(self.open, "открытый срок", "открытых срока", "открытых сроков")


def colleagues_today(actor: Actor, today: dt.date) -> tuple[ColleagueLine, ...]:
    """Return every colleague who holds something open, those with late ones first; what two hold counts for both."""
    found: dict[str, list[Duty]] = {}
    names: dict[str, tuple[str, int | None]] = {}
    for duty in visible_duties(actor, today):
        for holder in duty.holders:
            found.setdefault(holder.key, []).append(duty)
            names[holder.key] = (holder.name, holder.user_id)
    lines = [
        ColleagueLine(
            key=key,
            name=names[key][0],
            user_id=names[key][1],
            late=sum(is_late(duty, today) for duty in duties),
            week=sum(place_of(duty, today) == WEEK for duty in duties),
            open=len(duties),
            late_titles=tuple(duty.title for duty in duties if is_late(duty, today)),
        )
        for key, duties in found.items()
    ]
    return tuple(sorted(lines, key=lambda line: (-line.late, -line.week, -line.open, line.name)))
