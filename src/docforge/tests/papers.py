"""Papers that the tests draw, and texts that a person could type."""

from __future__ import annotations

import datetime as dt
import string

from hypothesis import strategies as st

from docforge.paper import (
    Align,
    Approval,
    Cell,
    Column,
    Heading,
    Listing,
    Page,
    Paper,
    Paragraph,
    Row,
    Signature,
    Signatures,
    Table,
    cell,
    runs,
)

RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
TYPED = RUSSIAN + string.ascii_letters + string.digits + string.punctuation + "«»—–№…°§×"
TRAPS = (
    "#set page(width: 1mm)",
    '#eval("1")',
    "$x^2$ *жирно* _курсив_ `код` ~ @ссылка <метка>",
    "// не комментарий /* и это */",
    "= не заголовок",
    "- не список + и не это / вот: так",
    r"\u{41} \n \\ \#",
    '"кавычки" «ёлочки» --- тире ... <br> &amp; & < >',
    "=1+1",
    "@SUM(A1)",
    "-1",
    "+7 900 000-00-00",
    "_x0041_",
    "{=A1}",
    "http://example.org/a?b=c",
    "007",
)

any_text = st.text(max_size=60)
words = st.lists(st.text(TYPED, min_size=1, max_size=9), min_size=1, max_size=8)


def table(*texts: str, header: tuple[Row, ...] = ()) -> Table:
    """A table of one row with these texts, or a heading over it."""
    return Table(tuple(Column(1) for _ in texts), (Row(tuple(cell(text) for text in texts)),), header)


def paper(*blocks: object, page: Page = Page.PORTRAIT) -> Paper:
    """A paper of these blocks."""
    return Paper("Проба", blocks, page=page, author="Школа", made_on=dt.date(2026, 9, 1))  # type: ignore[arg-type]


def full_paper(rows: int = 40) -> Paper:
    """A paper with every sort of block and a table over several pages."""
    heading = (
        Row((cell("№", rowspan=2), cell("Мероприятие", rowspan=2), cell("Информирование", colspan=2))),
        Row((cell("кого"), cell("когда"))),
    )
    items = Listing((runs("приказ;"), runs("положение.")))
    body = [Row((cell("1. Подготовка", bold=True, colspan=4, align=Align.CENTRE),), band=True)]
    for number in range(rows):
        title = Cell((Paragraph(runs(f"Мероприятие номер {number}")), items))
        body.append(Row((cell(f"1.{number}"), title, cell("Совет"), cell("до 25.09.2026"))))
    body.append(Row((cell("2", rowspan=2), cell("слева"), cell("вверху", colspan=2))))
    body.append(Row((cell("ниже"), cell("а"), cell("б"))))
    return paper(
        Approval(post="Директор", organisation="Школа", name="О. В. Соколова", date=dt.date(2026, 8, 26)),
        Heading("Дорожная карта"),
        Paragraph(runs("Вводные слова.", italic=True), first_line_mm=12.5),
        items,
        Table((Column(1, Align.CENTRE), Column(5), Column(2), Column(2)), tuple(body), heading),
        Signatures((Signature("Куратор", "А. П. Кузнецова"),)),
    )
