"""A Word body brought to one plain shape before it is read: revisions settled, hidden text and text boxes resolved.

Each step first looks for its element's name in the raw bytes, so an ordinary document pays nothing.
"""

from __future__ import annotations

from office_files.blocks import Doubt
from office_files.markup import Element
from office_files.word import names as n
from office_files.word.styles import flag

_REVISIONS = Doubt(
    "весь документ",
    "В файле есть непринятые исправления: вставленное прочитано, удалённое пропущено.",
    "medium",
)
_HIDDEN = Doubt("весь документ", "В файле есть скрытый текст: он пропущен.", "low")


def settle(root: Element, data: bytes) -> tuple[Doubt, ...]:
    """Change the tree in place; return what a careful reader should know about it."""
    doubts = []
    if b"Fallback" in data:
        _drop_all(root, n.FALLBACK)
    if b"PrChange" in data:
        _drop_all(root, *n.OLD_PROPERTIES)
    if b"txbxContent" in data:
        _lift_text_boxes(root)
    if b":del " in data or b":moveFrom " in data or b":cellDel" in data:
        _settle_revisions(root)
        doubts.append(_REVISIONS)
    elif b":ins " in data:
        doubts.append(_REVISIONS)
    if b":vanish" in data and _drop_hidden(root):
        doubts.append(_HIDDEN)
    if b"showingPlcHdr" in data:
        _drop_placeholders(root)
    return tuple(doubts)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _drop_all(root: Element, *names: str) -> None:
    for element in list(root.iter(*names)):
        _remove(element)


def _lift_text_boxes(root: Element) -> None:
    """Put the paragraphs of each text box before the paragraph it hangs on."""
    for box in list(root.iter(n.TEXT_BOX)):
        host = next(box.iterancestors(n.P), None)
        _remove(box)
        if host is None or host.getparent() is None:
            continue
        for child in list(box):
            host.addprevious(child)


def _settle_revisions(root: Element) -> None:
    for marker in list(root.iter(n.DEL, n.MOVE_FROM, n.CELL_DELETED)):
        parent = marker.getparent()
        if parent is None:
            continue
        if parent.tag in {n.TRPR, n.TCPR}:
            row_or_cell = parent.getparent()
            if row_or_cell is not None:
                _remove(row_or_cell)
        elif parent.tag == n.RPR:
            _join_with_next(parent)
        else:
            _remove(marker)


def _join_with_next(mark: Element) -> None:
    """A paragraph whose end is deleted runs on into the next one."""
    ppr = mark.getparent()
    paragraph = ppr.getparent() if ppr is not None and ppr.tag == n.PPR else None
    if paragraph is None or paragraph.tag != n.P:
        return
    following = paragraph.getnext()
    if following is None or following.tag != n.P:
        return
    at = 1 if len(following) and following[0].tag == n.PPR else 0
    for child in reversed([child for child in paragraph if child.tag != n.PPR]):
        following.insert(at, child)
    _remove(paragraph)


def _drop_hidden(root: Element) -> bool:
    found = False
    for mark in list(root.iter(n.VANISH)):
        run = mark.getparent()
        run = run.getparent() if run is not None else None
        if run is not None and run.tag == n.R and flag(mark.getparent(), n.VANISH):
            found = found or any(text.text for text in run.iter(n.T))
            _remove(run)
    return found


def _drop_placeholders(root: Element) -> None:
    for mark in list(root.iter(n.PLACEHOLDER)):
        properties = mark.getparent()
        control = properties.getparent() if properties is not None else None
        if control is None or control.tag != n.SDT:
            continue
        content = control.find(n.SDT_CONTENT)
        if content is not None:
            for text in list(content.iter(n.T)):
                text.text = ""
