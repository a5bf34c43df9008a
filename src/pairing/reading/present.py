"""Tables that name pairs of people: the present pairs for a re-match, such as the sheet «Пары» of an earlier book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pairing.people import Person, fold
from pairing.reading.headers import plain
from pairing.reading.rows import Remark
from pairing.reading.tables import BadTable, Row, load
from pairing.vocabulary import quote

HEADS = {
    "наставляемый": "mentee",
    "наставник": "mentor",
    "организация": "mentee_at",
    "организация наставляемого": "mentee_at",
    "организация наставника": "mentor_at",
}


@dataclass(frozen=True, slots=True)
class Present:
    """Pairs by the numbers of people, ascending, and remarks on rows that name nobody known."""

    pairs: tuple[tuple[int, int], ...]
    remarks: tuple[Remark, ...]


def read_present(path: Path, mentees: Sequence[Person], mentors: Sequence[Person]) -> Present:
    """Read a table with the columns «Наставляемый» and «Наставник», names or codes. Raises BadTable."""
    for sheet in load(path):
        for number, row in enumerate(sheet.rows[:10]):
            columns = {HEADS[name]: place for place, cell in enumerate(row.cells) if (name := plain(cell)) in HEADS}
            if {"mentee", "mentor"} <= columns.keys():
                return _present(sheet.rows[number + 1 :], columns, mentees, mentors)
    raise BadTable(f"Файл «{path.name}»: нужны столбцы «Наставляемый» и «Наставник».")


def _present(
    rows: Sequence[Row], columns: dict[str, int], mentees: Sequence[Person], mentors: Sequence[Person]
) -> Present:
    """Return the pairs of the rows."""
    left, right = by_word(mentees), by_word(mentors)
    pairs: set[tuple[int, int]] = set()
    remarks = []
    for row in rows:
        said = {name: row.cells[place] if place < len(row.cells) else "" for name, place in columns.items()}
        one = only(said["mentee"], said.get("mentee_at", ""), left, mentees)
        other = only(said["mentor"], said.get("mentor_at", ""), right, mentors)
        if isinstance(one, int) and isinstance(other, int):
            pairs.add((one, other))
        else:
            why = next(sentence for sentence in (one, other) if isinstance(sentence, str))
            remarks.append(Remark(row.line, "", f"прежняя пара пропущена: {why}.", dropped=True))
    return Present(tuple(sorted(pairs)), tuple(remarks))


def by_word(people: Sequence[Person]) -> dict[str, list[int]]:
    """Return the people by folded key and by folded name."""
    found: dict[str, list[int]] = {}
    for number, person in enumerate(people):
        for word in {fold(person.key), fold(person.name)}:
            found.setdefault(word, []).append(number)
    return found


def only(word: str, where: str, known: dict[str, list[int]], people: Sequence[Person]) -> int | str:
    """Return the number of the one person meant, or why there is none."""
    found = known.get(fold(word), [])
    if len(found) > 1 and where:
        found = [number for number in found if fold(people[number].organisation) == fold(where)]
    if len(found) == 1:
        return found[0]
    return f"{quote(word)} — " + ("так зовут нескольких" if found else "нет в новых таблицах")
