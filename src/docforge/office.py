"""What every office paper is built of: letterhead, line of requisites, heading, numbered items, acquaintance, annex.

Layout after GOST R 7.0.97-2025. Nothing is invented: a number or a date that is not given leaves room to write it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from docforge import gost
from docforge.paper import (
    Align,
    Approval,
    Block,
    Cell,
    Column,
    Heading,
    Line,
    Page,
    PageBreak,
    Paper,
    Paragraph,
    Row,
    Signature,
    Signatures,
    Table,
    cell,
    runs,
)
from russian import cases
from russian.typesetting import typeset

NO_DATE = "«___» ____________ 20___ г."
NO_DAY = "____________"
NO_NUMBER = "№ ________"
NO_NAME = "____________________"
SMALL_PT = 10.0
ASIDE_MM = 90.0
# «В детском саду»: the place, not the thing that is spoken of.
_GARDEN = re.compile(r"\b([Сс]ад)е\b")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose paper it is, as the charter names it; `kind` is the code of the kind of organisation."""

    full_name: str
    short_name: str
    kind: str = ""
    founder: str = ""
    head_post: str = "Директор"
    head_name: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Requisites:
    """Number and date of a registered paper; empty before that."""

    number: str = ""
    date: dt.date | None = None

    @property
    def dated(self) -> str:
        """«01.09.2026», or room for it."""
        return f"{self.date:%d.%m.%Y}" if self.date else NO_DATE

    @property
    def numbered(self) -> str:
        """«№ 41-од», or room for it."""
        return typeset(f"№ {self.number}") if self.number else NO_NUMBER


@dataclass(frozen=True, slots=True)
class Annex:
    """What is attached: a title and blocks on a sheet of its own that lies as `page` says."""

    title: str
    blocks: tuple[Block, ...]
    page: Page = Page.PORTRAIT

    @classmethod
    def of(cls, paper: Paper) -> Annex:
        """Take a whole paper as an annex."""
        return cls("", paper.blocks, paper.page)


def body(text: str) -> Paragraph:
    """A paragraph of the text, its first line set in."""
    return Paragraph(runs(typeset(text)), first_line_mm=gost.FIRST_LINE_MM, after_pt=4)


def letterhead(owner: Letterhead) -> list[Block]:
    """Founder, then the full name of the organisation, in the middle."""
    made: list[Block] = []
    if owner.founder:
        made.append(Paragraph(runs(typeset(owner.founder)), align=Align.CENTRE, after_pt=2))
    made.append(Paragraph(runs(typeset(owner.full_name), bold=True), align=Align.CENTRE, after_pt=10))
    return made


def requisites(owner: Letterhead, own: Requisites) -> Line:
    """Date at the left, place in the middle, number at the right."""
    return Line(own.dated, owner.place, own.numbered)


def text_heading(text: str) -> Paragraph:
    """The heading to the text: on the left, at most half of the line."""
    return Paragraph(
        runs(typeset(text), bold=True),
        align=Align.LEFT,
        right_mm=80,
        before_pt=12,
        after_pt=12,
        keep_with_next=True,
    )


def aside(text: str) -> Paragraph:
    """An addressee: on the right, lines of its own."""
    return Paragraph(runs(typeset(text)), align=Align.LEFT, left_mm=ASIDE_MM, before_pt=10, after_pt=14)


def signature(post: str, name: str) -> Signature:
    """Post and name as they stand under a paper; an unknown name leaves room for it."""
    return Signature(post, cases.initials_first(cases.parse(name)) if name.strip() else NO_NAME)


def head_signs(owner: Letterhead) -> Signatures:
    """The head of the organisation signs."""
    return Signatures((signature(owner.head_post, owner.head_name),))


def acquaintance(people: Sequence[str], word: str) -> list[Block]:
    """«С приказом ознакомлены»: a table of names with room for a date and a signature."""
    if not people:
        return []
    head = Row(tuple(cell(title, bold=True) for title in ("№", "Фамилия, имя, отчество", "Дата", "Подпись")))
    rows = tuple(
        Row((cell(str(place), align=Align.CENTRE), cell(person), Cell(), Cell()))
        for place, person in enumerate(people, 1)
    )
    lead = Paragraph(runs(f"С {word} ознакомлены:"), align=Align.LEFT, before_pt=18, after_pt=4, keep_with_next=True)
    return [lead, Table((Column(1), Column(9), Column(4), Column(4)), rows, (head,))]


def executor(name: str, phone: str) -> list[Block]:
    """The mark of who prepared the paper, small, at its foot."""
    if not name:
        return []
    words = f"Исполнитель: {cases.initials_last(cases.parse(name))}" + (f", тел. {phone}" if phone else "")
    return [Paragraph(runs(typeset(words)), align=Align.LEFT, before_pt=18, size_pt=SMALL_PT)]


def organisation_in(name: str, case: cases.Case, corrections: Mapping[str, str] = cases.NO_CORRECTIONS) -> str:
    """The name of an organisation in a case; abbreviations and what stands in quotes stay."""
    declined = cases.post(name, case, corrections)
    return _GARDEN.sub(r"\1у", declined) if case is cases.Case.LOCT else declined


def annex_head(place: int | None, whose: str, own: Requisites) -> Approval:
    """«Приложение № 1 к приказу … от … № …» in the upper right corner; without a place where there is but one."""
    word = "Приложение" if place is None else typeset(f"Приложение № {place}")
    date = own.dated if own.date else NO_DAY
    return Approval(word, lines=(typeset(f"к {whose}"), f"от {date} {own.numbered}"))


def annexes(found: Iterable[Annex], whose: str, own: Requisites) -> list[Block]:
    """Every annex on a sheet of its own; `whose` is «приказу МБОУ СОШ № 2»."""
    listed = list(found)
    made: list[Block] = []
    for place, annex in enumerate(listed, 1):
        made += [PageBreak(annex.page), annex_head(place if len(listed) > 1 else None, whose, own)]
        made += [Heading(annex.title)] if annex.title else []
        made += annex.blocks
    return made
