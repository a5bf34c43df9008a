"""A figure as PNG, for Word and Excel, which cannot be relied on to draw SVG."""

from __future__ import annotations

import typst

from docforge.faces import fonts
from docforge.paper import Figure

DOTS_PER_INCH = 220.0
_SOURCE = b"""#set page(width: float(sys.inputs.width) * 1mm, height: auto, margin: 0mm)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)"""


def png(figure: Figure) -> bytes:
    """Return the drawing on white at its width, 220 dots an inch; equal figures give equal bytes."""
    made: bytes = typst.compile(
        _SOURCE,
        format="png",
        ppi=DOTS_PER_INCH,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"svg": figure.svg, "width": str(figure.width_mm)},
    )
    return made
