"""From a row of the register to a paper: what the kind needs is gathered here and nowhere else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db.models.fields.files import FieldFile

from docforge import docx, html, kinds, pdf, placeholders
from docforge.kinds import Given, PaperKind
from docforge.office import Letterhead, Requisites
from docforge.paper import Paper
from estafeta.core.refusals import Refusal
from estafeta.documents.marks import values_of
from estafeta.documents.models import Document, NameCorrection, OwnTemplate
from estafeta.documents.offers import annexes_of
from estafeta.documents.packs import norms_here, paper_kinds
from estafeta.organisations.models import Organisation
from norms import Norm
from russian import cases

GONE = "Вид этой бумаги убран из набора: составить её заново нельзя, открываются только сохранённые файлы."


def kind_of(document: Document) -> PaperKind:
    """The kind of a paper. Refuses where its pack has been taken away."""
    found = paper_kinds().get(document.kind)
    if found is None:
        raise Refusal(GONE)
    return found


def letterhead_of(organisation: Organisation) -> Letterhead:
    """The organisation as papers name it."""
    return Letterhead(
        organisation.full_name,
        organisation.short_name,
        organisation.kind,
        organisation.founder,
        organisation.head_post,
        organisation.head_name,
        organisation.place,
    )


def lacking_in_card(organisation: Organisation) -> tuple[str, ...]:
    """What papers print and the card of the organisation does not say."""
    needed = {
        "руководитель": organisation.head_name,
        "должность руководителя": organisation.head_post,
        "населённый пункт": organisation.place,
        "учредитель": organisation.founder,
    }
    return tuple(name for name, value in needed.items() if not value)


def corrections_of(organisation: Organisation) -> dict[str, str]:
    """What people of the organisation have corrected: «text|case» → how it reads."""
    rows = NameCorrection.objects.filter(organisation=organisation)
    return {f"{row.text}|{row.case}": row.corrected for row in rows}


def offered_grounds(kind: PaperKind, organisation: Organisation, on: dt.date) -> tuple[Norm, ...]:
    """Norms that may stand in such a paper on its day, unproven ones too: a person decides about those."""
    if not kind.topic:
        return ()
    return norms_here().in_force(on, topic=kind.topic, subject=organisation.kind, proven_only=False)


def cited(norm: Norm) -> str:
    """A norm in the instrumental, as it stands after «в соответствии с»."""
    return cases.post(norm.name, cases.Case.ABLT)


def grounds_of(document: Document) -> tuple[str, ...]:
    """The citations of a paper in order: norms of the catalogue first, then those that people wrote."""
    known = {norm.code: norm for norm in norms_here()}
    own = [line.strip(" .;") for line in document.more_grounds.splitlines() if line.strip()]
    return (*(cited(known[code]) for code in document.grounds if code in known), *own)


def outdated(document: Document, on: dt.date) -> tuple[Norm, ...]:
    """Norms among the grounds that are not in force on a day."""
    known = {norm.code: norm for norm in norms_here()}
    return tuple(known[code] for code in document.grounds if code in known and not known[code].in_force(on))


def given_of(document: Document, today: dt.date, corrections: Mapping[str, str] | None = None) -> Given:
    """Everything a paper is made of."""
    organisation = document.organisation
    return Given(
        letterhead_of(organisation),
        document.filled,
        grounds_of(document),
        Requisites(document.number, document.date),
        (document.executor_name, document.executor_phone),
        corrections_of(organisation) if corrections is None else corrections,
        annexes_of(document.subject_key, organisation, today),
    )


def paper_of(document: Document, today: dt.date) -> Paper:
    """The paper as blocks."""
    return kinds.compose(kind_of(document), given_of(document, today))


def word_of(document: Document, today: dt.date) -> bytes:
    """The Word file: the frozen one of a registered paper, else made now, by the own template where there is one.

    Refuses where the own template cannot be filled, naming what is wrong in it.
    """
    if document.word:
        return _kept(document.word)
    if document.own_template is None:
        return docx.render(paper_of(document, today))
    template = own_template_of(document.own_template)
    return filled(template, document, given_of(document, today))


def own_template_of(template: OwnTemplate) -> placeholders.Compiled:
    """An own template ready to be filled many times. Refuses one that cannot be."""
    try:
        return placeholders.Compiled(_kept(template.file))
    except placeholders.TemplateFault as fault:
        raise Refusal(unfilled(fault)) from fault


def filled(template: placeholders.Compiled, document: Document, given: Given) -> bytes:
    """A paper by an own template."""
    try:
        return template.fill(values_of(kind_of(document), given))
    except placeholders.TemplateFault as fault:
        raise Refusal(unfilled(fault)) from fault


def unfilled(fault: placeholders.TemplateFault) -> str:
    """What to say of an own template that cannot be filled."""
    return f"Свой шаблон не заполняется. {' '.join(fault.problems)}"


def pdf_of(document: Document, today: dt.date) -> bytes:
    """The PDF by the built-in layout: the frozen one of a registered paper, else made now."""
    return _kept(document.pdf) if document.pdf else pdf.render(paper_of(document, today))


def sheet_of(document: Document, today: dt.date) -> str:
    """The paper for the screen, as HTML of our own: frozen like the files; nothing where the kind's pack is gone."""
    if document.sheet:
        return _kept(document.sheet).decode()
    return html.render(paper_of(document, today)) if document.kind in paper_kinds() else ""


def _kept(file: FieldFile) -> bytes:
    with file.open("rb") as kept:
        return bytes(kept.read())
