"""A paper as a fragment of HTML for the screen: the same blocks, classes instead of sizes, every text escaped."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from html import escape

from docforge.grid import Placement, spread
from docforge.paper import (
    Approval,
    Block,
    Cell,
    Figure,
    Heading,
    Line,
    Listing,
    PageBreak,
    Paper,
    Paragraph,
    Run,
    Runs,
    Signatures,
    Spacer,
    Table,
)
from docforge.words import SIGN_HERE, approval_lines


def render(paper: Paper) -> str:
    """Return the blocks of a paper as HTML without styles; equal papers give equal text."""
    return "".join(_block(block) for block in paper.blocks)


def _block(block: Block) -> str:
    match block:
        case Heading():
            level = block.level + 1
            return f'<h{level} class="sheet__title sheet__title--{block.level}">{_text(block.text)}</h{level}>'
        case Table():
            return _table(block)
        case Line():
            parts = "".join(f"<span>{_text(part)}</span>" for part in (block.left, block.centre, block.right))
            return f'<p class="sheet__line">{parts}</p>'
        case Approval():
            lines = "<br>".join(_text(line) for line in approval_lines(block))
            return f'<p class="sheet__approval">{lines}</p>'
        case Signatures():
            return "".join(_signature(person.post, person.name) for person in block.people)
        case Figure():
            return _figure(block)
        case _:
            return _simple(block)


def _simple(block: Paragraph | Listing | Spacer | PageBreak) -> str:
    match block:
        case Paragraph():
            return f'<p class="{_classes(block)}">{_runs(block.runs)}</p>'
        case Listing():
            return f'<ul class="sheet__list">{"".join(f"<li>{_runs(item)}</li>" for item in block.items)}</ul>'
        case Spacer():
            return '<div class="sheet__gap"></div>'
        case PageBreak():
            return '<hr class="sheet__break">'


def _classes(block: Paragraph) -> str:
    marks = {
        f"sheet__text--{block.align.value}": True,
        "sheet__text--first": block.first_line_mm > 0,
        "sheet__text--aside": block.left_mm >= 60,
        "sheet__text--narrow": block.right_mm >= 60,
        "sheet__text--small": block.size_pt is not None,
    }
    return " ".join(["sheet__text", *(mark for mark, holds in marks.items() if holds)])


def _signature(post: str, name: str) -> str:
    pieces = (_text(post), f'<span aria-hidden="true">{SIGN_HERE}</span>', _text(name))
    return f'<p class="sheet__line sheet__line--sign">{"".join(f"<span>{piece}</span>" for piece in pieces)}</p>'


def _figure(block: Figure) -> str:
    """The drawing as an image of its own: nothing in it can reach the page."""
    packed = b64encode(block.svg.encode()).decode()
    image = f'<img src="data:image/svg+xml;base64,{packed}" alt="{escape(block.words)}">'
    caption = f"<figcaption>{_text(block.caption)}</figcaption>" if block.caption else ""
    return f'<figure class="sheet__figure">{image}{caption}</figure>'


def _table(block: Table) -> str:
    head = "".join(_row(cells, "th") for cells in spread(block.placed_header()))
    body = "".join(_row(cells, "td") for cells in spread(block.placed_rows()))
    return f'<div class="sheet__table" tabindex="0"><table><thead>{head}</thead><tbody>{body}</tbody></table></div>'


def _row(cells: Iterable[tuple[Placement[Cell], bool]], tag: str) -> str:
    return f"<tr>{''.join(_cell(placed.cell, tag) for placed, begins in cells if begins)}</tr>"


def _cell(cell: Cell, tag: str) -> str:
    spans = "".join(
        f' {name}="{span}"' for name, span in (("colspan", cell.colspan), ("rowspan", cell.rowspan)) if span > 1
    )
    content = "<br>".join(
        _runs(part.runs) if isinstance(part, Paragraph) else "<br>".join(f"– {_runs(item)}" for item in part.items)
        for part in cell.content
    )
    return f"<{tag}{spans}>{content}</{tag}>"


def _runs(pieces: Runs) -> str:
    return "".join(_face(piece) for piece in pieces)


def _face(piece: Run) -> str:
    made = _text(piece.text)
    made = f"<strong>{made}</strong>" if piece.bold else made
    return f"<em>{made}</em>" if piece.italic else made


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")
