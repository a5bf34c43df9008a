"""What each component declares: read from its own template, so there is no second list to forget."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

COMPONENTS = Path(__file__).resolve().parents[1] / "templates" / "cotton"

HEADER = re.compile(r"\A\{% comment %\}\n(.*?)\{% endcomment %\}\n<c-vars\s*(.*?)\s*/>", re.DOTALL)
VARIABLE = re.compile(r"""(?P<name>:?[\w-]+)(?:=(?P<quote>["'])(?P<default>.*?)(?P=quote))?""", re.DOTALL)
NOTE = re.compile(r"^@(attr|slot) ([\w-]+): (.+)$")


class Undeclared(Exception):
    """A component's template does not begin with its declaration, or the two halves of it differ."""


@dataclass(frozen=True)
class Declaration:
    """A component: its name in `<c-name>`, what it is for, its attributes and slots with their meaning.

    `hands_on` says whether plain HTML attributes (data-, aria-, hx-, name …) reach its element.
    """

    name: str
    about: str
    attributes: dict[str, str]
    slots: dict[str, str]
    defaults: dict[str, str]
    hands_on: bool

    @property
    def names(self) -> frozenset[str]:
        """Attribute names as a page may write them."""
        return frozenset(self.attributes)


def read_declaration(name: str, source: str) -> Declaration:
    """Read the header comment and `<c-vars>` of a component's template. Raises Undeclared when they disagree."""
    found = HEADER.match(source)
    if not found:
        raise Undeclared(f"{name}: the template does not begin with its declaration")
    about: list[str] = []
    notes: dict[str, dict[str, str]] = {"attr": {}, "slot": {}}
    for line in found[1].splitlines():
        note = NOTE.match(line)
        if note:
            notes[note[1]][note[2]] = note[3]
        elif line.strip():
            about.append(line.strip())
    variables = {row["name"].lstrip(":"): row["default"] or "" for row in VARIABLE.finditer(found[2])}
    expected = set(notes["attr"]) | (set(notes["slot"]) - {"default"})
    if set(variables) != expected:
        raise Undeclared(f"{name}: explained {sorted(expected)}, declared {sorted(variables)}")
    return Declaration(
        name=name,
        about=" ".join(about),
        attributes=notes["attr"],
        slots=notes["slot"],
        defaults={key: value for key, value in variables.items() if key in notes["attr"]},
        hands_on="{{ attrs }}" in source,
    )


def declarations(folder: Path = COMPONENTS) -> dict[str, Declaration]:
    """Read all components of a folder, by name, in alphabetical order."""
    names = {path.stem.replace("_", "-"): path for path in sorted(folder.glob("*.html"))}
    return {name: read_declaration(name, path.read_text(encoding="utf-8")) for name, path in names.items()}
