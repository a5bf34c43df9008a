"""Cell formats of a workbook, each made once."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from docforge import gost

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

# A cell that begins with one of these would be run as a formula after a careless copy into a .csv.
_FORMULA_LIKE = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Face:
    """How a cell looks."""

    size_pt: float = gost.TEXT_PT
    bold: bool = False
    italic: bool = False
    align: str = "left"
    valign: str = "top"
    border: bool = False


class Faces:
    """Formats of one workbook by their look and by whether the text must be kept from being a formula."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[Face, bool], Format] = {}

    def of(self, face: Face, text: str = "") -> Format:
        """The format for a face and a text."""
        key = (face, text.startswith(_FORMULA_LIKE))
        if key not in self._made:
            self._made[key] = self._make(*key)
        return self._made[key]

    def _make(self, face: Face, guarded: bool) -> Format:
        look = asdict(face) | {"font_name": gost.FALLBACK_FONT, "text_wrap": True, "border": int(face.border)}
        look["font_size"] = look.pop("size_pt")
        look["num_format"] = "@"
        if guarded:
            look["quote_prefix"] = True
        return self._workbook.add_format(look)
