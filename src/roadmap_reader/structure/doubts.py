"""What a careful reader would check after reading: numbers, deadlines, people, columns."""

from __future__ import annotations

from office_files.blocks import Doubt
from roadmap_reader.model import Deadline, Measure, Section
from roadmap_reader.structure.columns import Layout
from roadmap_reader.structure.numbering import expected_next
from roadmap_reader.structure.period import Period
from roadmap_reader.structure.vocabulary import BOTH, DEADLINE, END, NUMBER, RESPONSIBLE, START

SHORT_TITLE = 12


def doubts_of(sections: tuple[Section, ...], layout: Layout | None, period: Period | None) -> tuple[Doubt, ...]:
    """All doubts about the finished plan, in reading order."""
    out: list[Doubt] = list(_columns(layout))
    seen: set[str] = set()
    last: str | None = None
    for section in sections:
        for measure in section.measures:
            out.extend(_numbers(measure, seen, last, layout))
            out.extend(_measure(measure, layout, period))
            last = measure.number or last
    return tuple(out)


def _columns(layout: Layout | None) -> list[Doubt]:
    if layout is None:
        return []
    out = []
    for column in layout.columns:
        if column.guessed and column.meaning:
            name = f"«{column.heading}»" if column.heading else "без заголовка"
            out.append(
                Doubt(f"столбец {column.index + 1}", f"Смысл столбца {name} определён по содержанию ячеек.", "medium")
            )
        elif column.meaning is None and column.heading:
            out.append(Doubt(f"столбец {column.index + 1}", f"Столбец «{column.heading}» не распознан.", "low"))
    return out


def _numbers(measure: Measure, seen: set[str], last: str | None, layout: Layout | None) -> list[Doubt]:
    number = measure.number
    if number is None:
        wanted = last is not None and not measure.parent and layout is not None and layout.has(NUMBER)
        return [Doubt(str(measure.place), "У мероприятия нет номера.", "low")] if wanted else []
    if number in seen:
        return [Doubt(str(measure.place), f"Номер {number} повторяется.", "medium")]
    seen.add(number)
    if last and number != expected_next(last) and number.rpartition(".")[0] == last.rpartition(".")[0]:
        what = f"После номера {last} стоит {number}: возможно, пропущена строка."
        return [Doubt(str(measure.place), what, "low")]
    return []


def _measure(measure: Measure, layout: Layout | None, period: Period | None) -> list[Doubt]:
    said: list[tuple[str, str]] = []
    if not measure.deadline_text and (layout is None or layout.has(DEADLINE, START, END, BOTH)):
        said.append(("Срок не указан.", "medium"))
    if not measure.responsible and (layout is None or layout.has(RESPONSIBLE)):
        said.append(("Ответственный не указан.", "low"))
    if len(measure.title) < SHORT_TITLE:
        said.append(("Название мероприятия очень короткое.", "low"))
    if measure.deadline is not None:
        said.extend(_deadline(measure.deadline, measure.deadline_text, period))
    if not said:
        return []
    where = _where(measure)
    return [Doubt(where, what, severity) for what, severity in said]


def _deadline(deadline: Deadline, phrase: str | None, period: Period | None) -> list[tuple[str, str]]:
    outside = period is not None and any(not (period[0] <= day <= period[1]) for day in deadline.dates)
    said = [(s, "medium") for s in deadline.doubts if not (outside and "вне периода" in s)]
    if outside and deadline.kind != "recurring":
        said.insert(0, (f"Срок «{phrase}» вне периода плана.", "high"))
    return said


def _where(measure: Measure) -> str:
    place = str(measure.place)
    name = f"мероприятие {measure.number}" if measure.number else f"«{measure.title[:40]}»"
    return f"{place} ({name})" if place else name
