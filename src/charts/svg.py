"""Writing SVG: elements whose texts are escaped, and what a role looks like on a page or in a paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from charts.text import clean

SIZE = 12.0
"""Height of letters in units of the view box, which are pixels at the natural size."""


def tag(name: str, *children: str, **attributes: object) -> str:
    """Return an element; `_` in names of attributes is a dash, numbers are rounded, children are ready SVG."""
    written = "".join(f' {key.replace("_", "-")}="{_attribute(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def words(text: str) -> str:
    """Escape a text that stands between tags."""
    return escape(clean(text))


def _attribute(value: object) -> str:
    return _rounded(value) if isinstance(value, float) else escape(str(value))


def _rounded(value: float) -> str:
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


@dataclass(frozen=True, slots=True)
class Ink:
    """Turns the role of an element into attributes: a class of the style sheet, or literal ones where none is."""

    literal: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)

    def of(self, role: str) -> dict[str, str]:
        """Return the attributes of a role. Raises KeyError for a role without literal ones, where they are needed."""
        return dict(self.literal[role]) if self.literal else {"class": f"chart__{role}"}

    def text(self, x: float, y: float, content: str, role: str = "text", anchor: str = "start") -> str:
        """A line of text on a baseline; nothing for an empty one."""
        if not content:
            return ""
        place = {} if anchor == "start" else {"text_anchor": anchor}
        return tag("text", words(content), x=x, y=y, font_size=SIZE, **place, **self.of(role), **self.letters)


def _fill(colour: str) -> dict[str, str]:
    return {"fill": colour}


def _stroke(colour: str, width: str = "1", **more: str) -> dict[str, str]:
    return {"fill": "none", "stroke": colour, "stroke-width": width, **more}


_TONES = {"main": "#0b6b4d", "soon": "#875200", "late": "#a2321d", "quiet": "#55606b"}
_HEAT = ("#f1f6f3", "#c5e0d3", "#84bda3", "#3c8f6e", "#0b6b4d")

PAGE = Ink()
PAPER = Ink(
    literal={
        **{tone: _fill(colour) for tone, colour in _TONES.items()},
        **{f"line-{tone}": _stroke(colour, "2") for tone, colour in _TONES.items()},
        **{f"forecast-{tone}": _stroke(colour, "2", **{"stroke-dasharray": "5 4"}) for tone, colour in _TONES.items()},
        **{f"heat-{step}": _fill(colour) for step, colour in enumerate(_HEAT)},
        "band": _fill("#e2f0e9"),
        "track": _fill("#e8e5dc"),
        "ring-track": _stroke("#e0dbcf", "4"),
        **{f"ring-{tone}": _stroke(colour, "4") for tone, colour in _TONES.items()},
        "grid": _stroke("#dcd7ca"),
        "axis": _stroke("#85887f"),
        "target": _stroke("#1d211e", "1.5", **{"stroke-dasharray": "2 3"}),
        "text": _fill("#1d211e"),
        "soft": _fill("#575d58"),
        "on": _fill("#ffffff"),
    },
    letters={"font-family": "PT Sans"},
)


def picture(width: float, height: float, title: str, about: str, *children: str) -> str:
    """Return the whole drawing with its name and what it says for those who cannot see it."""
    return tag(
        "svg",
        tag("title", words(title)),
        tag("desc", words(about)) if about else "",
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_rounded(width)} {_rounded(height)}",
        width=width,
        height=height,
        role="img",
        **{"class": "chart__picture"},
    )
