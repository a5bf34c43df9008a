"""What a kind of paper is: frozen values, read from a pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from jinja2 import Template

from docforge.paper import Page

FIELDS = ("text", "long_text", "date", "number", "choice", "boolean", "person", "people", "rows")


class Sort(StrEnum):
    """How a paper is laid out."""

    ORDER = "order"
    REGULATION = "regulation"
    LETTER = "letter"
    ACT = "act"
    PROGRAMME = "programme"
    AGREEMENT = "agreement"

    @property
    def word(self) -> str:
        """The name of the paper in the dative, as an annex calls it: «к приказу»."""
        return {
            "order": "приказу",
            "regulation": "положению",
            "letter": "письму",
            "act": "акту",
            "programme": "программе",
            "agreement": "договору",
        }[self]

    @property
    def word_ablt(self) -> str:
        """The name in the instrumental: «с приказом ознакомлены»."""
        return {
            "order": "приказом",
            "regulation": "положением",
            "letter": "письмом",
            "act": "актом",
            "programme": "программой",
            "agreement": "договором",
        }[self]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in a paper: full name and post in the nominative."""

    name: str
    post: str = ""


@dataclass(frozen=True, slots=True)
class Variable:
    """What a paper asks a person for. `sort` is one of FIELDS; `columns` name the cells of «rows»."""

    name: str
    label: str
    sort: str = "text"
    required: bool = False
    help: str = ""
    choices: tuple[str, ...] = ()
    default: str = ""
    columns: tuple[str, ...] = ()
    default_for: Mapping[str, str] = field(default_factory=dict, hash=False)

    def default_in(self, subject: str) -> str:
        """The default for a kind of organisation, where it has one of its own."""
        return self.default_for.get(subject, self.default)


@dataclass(frozen=True, slots=True)
class AnnexText:
    """An annex that the pack itself holds; `needs` names the variable without which it is left out."""

    title: str
    text: str
    needs: str = ""
    page: Page = Page.PORTRAIT


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of paper.

    `topic` asks the catalogue of norms for grounds; `subjects` are kinds of organisations it is for (empty: all);
    `proves` are kinds of measures that such a registered paper proves, `form_of` those that an own template of it
    proves; `signers` name variables with people who sign instead of the head; `any_of` names variables at least one
    of which is given; `addressee` is the text of a letter's upper right corner.
    """

    code: str
    title: str
    sort: Sort
    heading: str
    text: str
    purpose: str
    group: str
    order: int = 100
    preamble: str = ""
    addressee: str = ""
    approval: str = ""
    topic: str = ""
    subjects: tuple[str, ...] = ()
    proves: tuple[str, ...] = ()
    form_of: tuple[str, ...] = ()
    acquaintance: bool = False
    control: bool = False
    signers: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    variables: tuple[Variable, ...] = ()
    annexes: tuple[AnnexText, ...] = ()
    templates: Mapping[str, Template] = field(default_factory=dict, repr=False, compare=False, hash=False)

    def variable(self, name: str) -> Variable:
        """Return a variable; raises KeyError for an unknown name."""
        for found in self.variables:
            if found.name == name:
                return found
        raise KeyError(name)

    def suits(self, subject: str) -> bool:
        """True for a kind of organisation that such a paper is for."""
        return not self.subjects or subject in self.subjects
