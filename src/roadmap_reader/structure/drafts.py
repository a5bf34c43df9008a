"""Measures and sections while they are being read; `finish.py` turns them into the model."""

from __future__ import annotations

from dataclasses import dataclass, field

from office_files.blocks import Doubt, Place
from roadmap_reader.structure.grid import NO_PLACE


@dataclass(slots=True)
class DraftMeasure:
    """One measure in the making. `fields`: meaning → pieces of text in reading order."""

    number: str | None
    title: list[str]
    fields: dict[str, list[str]] = field(default_factory=dict)
    responsibles: list[tuple[str, list[str]]] = field(default_factory=list)
    group: str | None = None
    parent: str | None = None
    stage: int | None = None
    form: str | None = None
    place: Place = NO_PLACE
    places: dict[str, Place] = field(default_factory=dict)

    def add(self, meaning: str, text: str) -> None:
        """Another piece of a field; a repeat of the last piece is left out."""
        if not text:
            return
        pieces = self.fields.setdefault(meaning, [])
        if text not in pieces:
            pieces.append(text)

    def text(self, meaning: str) -> str | None:
        """The field as one text with line breaks, None where nothing is printed."""
        pieces = self.fields.get(meaning)
        return "\n".join(pieces) if pieces else None

    def add_responsible(self, heading: str, text: str) -> None:
        """A piece of the column of people under `heading`."""
        for name, pieces in self.responsibles:
            if name == heading:
                if text and text not in pieces:
                    pieces.append(text)
                return
        self.responsibles.append((heading, [text] if text else []))


@dataclass(slots=True)
class DraftSection:
    """A section while its rows are still being read; `structure.finish` makes it the model's."""

    number: str | None = None
    title: str | None = None
    stage: int | None = None
    deadline: str | None = None
    place: Place = NO_PLACE
    measures: list[DraftMeasure] = field(default_factory=list)


@dataclass(slots=True)
class DraftPlan:
    """A plan in the making: its sections in order and the doubts met on the way."""

    sections: list[DraftSection] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def section(self) -> DraftSection:
        """The section that is being filled."""
        if not self.sections:
            self.sections.append(DraftSection())
        return self.sections[-1]

    def open(self, section: DraftSection) -> None:
        """Begin a section; one that stayed empty and untitled is dropped."""
        if self.sections and not self.sections[-1].measures and not self.sections[-1].title:
            self.sections.pop()
        self.sections.append(section)

    @property
    def last(self) -> DraftMeasure | None:
        """The measure read last in the current section."""
        return self.sections[-1].measures[-1] if self.sections and self.sections[-1].measures else None

    def doubt(self, where: Place | str, what: str, severity: str = "medium") -> None:
        """Remember something a careful reader would check."""
        self.doubts.append(Doubt(str(where), what, severity))

    def count(self) -> int:
        """How many measures have been read."""
        return sum(len(section.measures) for section in self.sections)
