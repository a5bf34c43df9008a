"""Plans without a table: numbered points with «Срок: … Отв.: …», orders with dated clauses, lists under months."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from roadmap_reader.structure.addressees import addressee
from roadmap_reader.structure.drafts import DraftMeasure, DraftPlan, DraftSection
from roadmap_reader.structure.grid import Line
from roadmap_reader.structure.labels import inline_deadline, split_dashes, split_labels
from roadmap_reader.structure.looks import like_people
from roadmap_reader.structure.numbering import depth, is_child, split_number, split_section_number
from roadmap_reader.structure.text import BULLET, hangs, starts_low
from roadmap_reader.structure.titles import opens_title
from roadmap_reader.structure.vocabulary import (
    DEADLINE,
    MONTH_HEADING,
    NOTE,
    NOTE_ROW,
    RESPONSIBLE,
    SECTION_WORD,
    SIGNATURE,
    TITLE,
)

_COMMAND = re.compile(r"(?:приказываю|п р и к а з ы в а ю|распоряжаюсь|обязываю)\s*:?\s*$", re.I)
_SIGNED = re.compile(
    r"^(?:и\.\s?о\.\s)?(?:директор|заведующ|руководител|начальник|глава)\w*\b[^.\d]{0,80}[\s_]+"
    r"[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё-]+\s*$",
    re.I,
)
_END = re.compile(
    r"^(?:приложение\b|с приказом|ознакомлен|исп\.?:?\s*[А-ЯЁ][^:]*\d{5}|согласовано|контроль за исполнением)", re.I
)
_CONTROL = re.compile(r"контроль\s+(?:за\s+)?(?:исполнени\w+|выполнени\w+)|оставляю за собой|вступает в силу", re.I)
_VERBED = re.compile(r"\b(?:приказываю|приказ|распоряжение|постановление)\b", re.I)
_LETTER = re.compile(r"^([а-я])\)\s+")


@dataclass(slots=True)
class Entry:
    """One point of a list: its number or mark, its words, its labelled fields."""

    number: str | None
    marked: bool
    words: list[str]
    line: Line
    fields: list[tuple[str, str]] = field(default_factory=list)
    heading: bool = False

    @property
    def title(self) -> str:
        """The words as one text."""
        return " ".join(self.words)

    def get(self, meaning: str) -> str | None:
        """The first field of a meaning."""
        return next((text for name, text in self.fields if name == meaning and text), None)

    @property
    def dated(self) -> bool:
        """Has it a deadline or somebody who answers?"""
        return bool(self.get(DEADLINE) or self.get(RESPONSIBLE))


def read_plain_plan(lines: Sequence[Line]) -> tuple[DraftPlan, int] | None:
    """The plan and the index of its first line, or None where the text holds no plan."""
    start = _title_end(lines)
    entries = _entries(lines[start:])
    for entry in entries:
        _complete(entry)
    entries = _trimmed(entries)
    dated = sum(1 for entry in entries if entry.dated)
    titled = start > 0
    listed = [e for e in entries if e.marked or e.number]
    monthly = sum(1 for e in entries if e.heading and MONTH_HEADING.match(e.title))
    enough = (dated >= 2 and dated * 4 >= len(entries)) or (
        titled and (dated >= 1 or monthly >= 2) and len(listed) >= 2
    )
    if not enough:
        return None
    plan = DraftPlan()
    _build(entries, plan)
    return plan, start


def _title_end(lines: Sequence[Line]) -> int:
    """The index after the plan's title (0: no title)."""
    for index, line in enumerate(lines):
        if opens_title(line) and (line.strong or line.centred or line.gap or index < 12):
            return index + 1
    return 0


def _entries(lines: Sequence[Line]) -> list[Entry]:
    """Points, headings and the lines that go on with them."""
    entries: list[Entry] = []
    for line in lines:
        if _COMMAND.search(line.text) and not any(e.dated or e.fields for e in entries):
            entries.clear()
            continue
        if _SIGNED.match(line.text) and entries:
            continue
        if _END.match(line.text) and entries:
            if line.text.lower().startswith("приложение") and not any(e.dated or e.fields for e in entries):
                entries.clear()
            continue
        entry = _opened(line, entries)
        if entry is not None:
            entries.append(entry)
        elif entries:
            _go_on(entries[-1], line)
    return entries


def _opened(line: Line, entries: list[Entry]) -> Entry | None:
    """A new entry, if the line begins one."""
    text = line.text
    head, fields = split_labels(text)
    if fields and not head and fields[0][0] != TITLE:
        return None
    entry = _point(line) or _heading(line)
    if entry is not None:
        return entry
    if fields and fields[0][0] == TITLE and not head:
        return Entry(None, True, [fields[0][1]], line, fields[1:])
    return Entry(None, False, [text], line, heading=line.strong) if _stands_apart(line, entries) else None


def _point(line: Line) -> Entry | None:
    """«1.2. …», «а) …», «– …»."""
    text = line.text
    number, rest = split_number(text)
    if number:
        return Entry(number, True, [rest], line)
    if letter := _LETTER.match(text):
        return Entry(letter.group(1), True, [text[letter.end() :]], line)
    return Entry(None, True, [BULLET.sub("", text, count=1)], line) if BULLET.match(text) else None


def _heading(line: Line) -> Entry | None:
    """«Сентябрь», «Раздел 2. …», «II. …»."""
    text = line.text.rstrip(":")
    if not (MONTH_HEADING.match(text) or SECTION_WORD.match(text)):
        return None
    section, name = split_section_number(text)
    return Entry(section, False, [name], line, heading=True)


def _stands_apart(line: Line, entries: list[Entry]) -> bool:
    """Does the line not belong to the entry above?"""
    if not entries or (line.gap and not starts_low(line.text) and not hangs(entries[-1].title)):
        return True
    last = entries[-1]
    if line.strong and not last.line.strong:
        return True
    return bool(last.fields) and not starts_low(line.text) and not _label_open(last)


def _label_open(entry: Entry) -> bool:
    """Did the last label break off before its value ended?"""
    return hangs(entry.fields[-1][1]) or not entry.fields[-1][1]


def _go_on(entry: Entry, line: Line) -> None:
    """A line that belongs to the entry above: labels, the rest of a label's value, or more words."""
    head, fields = split_labels(line.text)
    if head:
        if entry.fields:
            name, value = entry.fields[-1]
            entry.fields[-1] = (name, f"{value} {head}".strip())
        else:
            entry.words.append(head)
    entry.fields.extend(fields)


def _complete(entry: Entry) -> None:
    """Fields inside the words are taken out of them."""
    if entry.heading:
        return
    head, fields = split_labels(entry.title)
    if fields and head:
        entry.words, entry.fields = [head], fields + entry.fields
    if not entry.dated or (not entry.get(DEADLINE) and entry.marked):
        head, fields = split_dashes(entry.title)
        if fields and len(head) >= 4:
            entry.words, entry.fields = [head], fields + entry.fields
    if entry.marked and not entry.get(DEADLINE):
        head, phrase = inline_deadline(entry.title)
        if phrase:
            entry.words = [head]
            entry.fields.append((DEADLINE, phrase))


def _trimmed(entries: list[Entry]) -> list[Entry]:
    """Without preambles before the first point, signatures, and clauses about control."""
    first = next((i for i, e in enumerate(entries) if e.marked or e.heading or e.dated), 0)
    if first and entries[first].marked and entries[first].number and len(entries[first - 1].title) < 120:
        before = entries[first - 1]
        if before.line.strong and not _VERBED.search(before.title):
            first -= 1
            before.heading = True
    out = []
    for entry in entries[first:]:
        text = entry.title
        if (
            (SIGNATURE.match(text) and not entry.dated and not entry.number)
            or NOTE_ROW.match(text)
            or _CONTROL.search(text)
        ):
            continue
        if _VERBED.match(text) and not entry.marked:
            continue
        out.append(entry)
    return out


def _build(entries: list[Entry], plan: DraftPlan) -> None:
    loose = sum(1 for e in entries if not e.marked and e.dated) * 2 > sum(1 for e in entries if e.dated)
    lead: Entry | None = None
    for index, entry in enumerate(entries):
        below = entries[index + 1] if index + 1 < len(entries) else None
        if _is_section(entry, below):
            plan.open(DraftSection(entry.number, entry.title.rstrip(":"), place=entry.line.place))
            lead = None
        elif _leads(entry, below):
            lead = entry
        elif entry.marked or entry.dated:
            if lead is not None and entry.number and not is_child(entry.number, lead.number):
                lead = None
            plan.section.measures.append(_measure(entry, plan, lead))
        elif loose and len(entry.title) < 200:
            plan.open(DraftSection(*split_section_number(entry.title), place=entry.line.place))
        else:
            plan.doubt(entry.line.place, "Абзац не прочитан как мероприятие.", "low")


def _is_section(entry: Entry, below: Entry | None) -> bool:
    if entry.heading:
        return below is not None and not (
            below.heading and not MONTH_HEADING.match(entry.title) and depth(below.number) <= 1 and below.number is None
        )
    if entry.dated or below is None or not entry.marked:
        return False
    if entry.number and depth(entry.number) == 1 and is_child(below.number, entry.number):
        return not (entry.title.rstrip().endswith(":") and like_people(entry.title))
    return bool(entry.number) and entry.line.strong and not below.line.strong


def _leads(entry: Entry, below: Entry | None) -> bool:
    """A point that ends with a colon over its own points."""
    if entry.dated or below is None or not below.marked:
        return False
    return entry.title.rstrip().endswith(":") or (is_child(below.number, entry.number) and bool(entry.number))


def _measure(entry: Entry, plan: DraftPlan, lead: Entry | None) -> DraftMeasure:
    draft = DraftMeasure(entry.number, [entry.title], place=entry.line.place, places={"title": entry.line.place})
    if lead is not None:
        draft.parent, draft.group = lead.number, lead.title
        if like_people(lead.title) and not entry.get(RESPONSIBLE):
            draft.add_responsible("", lead.title.rstrip(" :"))
    for meaning, text in entry.fields:
        if meaning == RESPONSIBLE:
            draft.add_responsible("", text)
        elif meaning not in (TITLE, NOTE):
            draft.add(meaning, text)
    if not draft.responsibles and (who := addressee(entry.title)):
        draft.add_responsible("", who)
    title = plan.section.title
    if DEADLINE not in draft.fields and title and MONTH_HEADING.match(title):
        draft.add(DEADLINE, title)
    return draft
