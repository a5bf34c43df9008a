"""How the names and posts of one paper decline, so that a person can look and correct."""

from __future__ import annotations

from dataclasses import dataclass

from docforge import kinds
from estafeta.documents.composing import corrections_of, kind_of
from estafeta.documents.models import Document, NameCorrection
from russian import cases

CASES = (NameCorrection.Case.DATV, NameCorrection.Case.ACCS)


@dataclass(frozen=True, slots=True)
class Declined:
    """One text in one case; `corrected` where a person has put it right."""

    text: str
    case: str
    case_label: str
    reads: str
    corrected: bool


def forms_in(document: Document) -> tuple[Declined, ...]:
    """Every name and post of a paper in the cases that orders use."""
    corrections = corrections_of(document.organisation)
    people = kinds.people_in(kind_of(document), document.filled)
    texts = dict.fromkeys(text for person in people for text in (person.name, person.post) if text)
    own = {person.name for person in people}
    found = []
    for text in texts:
        for case in CASES:
            wanted = cases.Case(case.value)
            reads = (
                cases.decline(cases.parse(text), wanted, corrections).full
                if text in own
                else cases.post(text, wanted, corrections)
            )
            found.append(Declined(text, case.value, str(case.label), reads, f"{text}|{case.value}" in corrections))
    return tuple(found)
