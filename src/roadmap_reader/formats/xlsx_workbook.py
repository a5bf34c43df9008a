"""What the sheets of an Excel workbook share."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Workbook:
    """What all sheets share: strings, formats, the calendar."""

    strings: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    from_1904: bool = False
