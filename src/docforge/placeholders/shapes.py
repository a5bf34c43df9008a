"""What a template may name, and what a look into it brings to light."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """A single value: a word, a date already written out, a number."""


@dataclass(frozen=True)
class Rows:
    """A list whose every row holds these named columns; filled by a sequence of mappings."""

    columns: tuple[str, ...]


Shape = Text | Rows


class TemplateFault(ValueError):
    """A template that cannot be filled; says in Russian what is wrong and what to do."""

    def __init__(self, *problems: str) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Unknown:
    """A name that the system has no data for: where it stands and which known name it may have meant."""

    name: str
    where: str
    nearest: str = ""
    alike: bool = False

    @property
    def sentence(self) -> str:
        """Return what to tell the clerk."""
        said = f"Метки {{{{ {self.name} }}}} система не знает (в тексте: «{self.where}»). "
        if self.alike:
            return said + (
                f"Она выглядит как {{{{ {self.nearest} }}}}, но часть букв набрана в другой раскладке: "
                "наберите имя заново и загрузите файл снова."
            )
        if self.nearest:
            return said + f"Похоже на {{{{ {self.nearest} }}}}: исправьте её в файле и загрузите снова."
        return said + "Уберите её или замените меткой из списка и загрузите файл снова."


@dataclass(frozen=True)
class Scan:
    """What was found in a template; `lacking` and `known` are complete only where `problems` is empty."""

    known: tuple[str, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    lacking: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Return whether the template can be filled; what is lacking does not stop it."""
        return not self.unknown and not self.problems
