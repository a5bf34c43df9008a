"""What the register proves: a document of the right kind, registered in this very organisation within the window.

Which documents prove a kind of measure is said in their packs (`proves`, `form_of`); a line here puts it to the test.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from django.urls import reverse

from docforge.kinds import PaperKind
from estafeta.documents.models import Document, OwnTemplate
from estafeta.documents.packs import paper_kinds
from estafeta.documents.queries import forms_of, kinds_proving
from estafeta.evidence.answers import Evidence, Link, Seen, State
from estafeta.evidence.questions import Place, Question, Session, Window
from estafeta.evidence.registry import Kind, declare
from russian.phrases import listed

WHERE = "Документы"
OPEN = (Document.State.DRAFT, Document.State.ON_SIGNATURE)


def document(code: str, proof: str, *, every: bool = False) -> None:
    """A kind that a registered document proves: any whose pack says so, or one of each of them."""
    declare(Kind(code, proof, WHERE, partial(ask_each if every else ask_any)))


def ask_any(question: Question) -> Evidence:
    """Any of the documents that prove the kind is enough."""
    return _answer(question, kinds_proving(question.kind))


def ask_each(question: Question) -> Evidence:
    """Each of the documents that prove the kind must be there."""
    answers = [_answer(question, (code,)) for code in kinds_proving(question.kind)]
    proven = [row for row in answers if row.state == State.PROVEN]
    lacking = next((row for row in answers if row.state != State.PROVEN), None)
    begun = proven or any(row.state == State.PARTLY for row in answers)
    days = [row.since for row in proven if row.since]
    return Evidence(
        state=State.PARTLY if lacking and begun else lacking.state if lacking else State.PROVEN,
        sentence=" ".join(row.sentence for row in answers),
        current=len(proven),
        wanted=len(answers),
        objects=tuple(seen for row in proven for seen in row.objects),
        since=None if lacking else max(days, default=None),
        link=lacking.link if lacking else None,
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """A document in force with the day from which it counts: the earliest edition inside the window."""

    row: Document
    since: dt.date


def _answer(question: Question, wanted: tuple[str, ...]) -> Evidence:
    known = [row for row in papers_of(question.session, question.place) if row.kind in wanted]
    found = list(in_force(known, question.window))
    if not found:
        return _lacking(question, wanted, known)
    seen = tuple(Seen(str(line.row), _address(line.row, question.place), f"document:{line.row.pk}") for line in found)
    words = f"Зарегистрировано: {'; '.join(seen_one.label for seen_one in seen)}."
    return Evidence(State.PROVEN, words, len(found), 1, seen, min(line.since for line in found))


def papers_of(session: Session, place: Place) -> list[Document]:
    """The documents of an organisation that can prove something, by date, those without one last; one query."""

    def ask() -> Mapping[int, list[Document]]:
        wanted = [kind.code for kind in paper_kinds().values() if kind.proves]
        rows = Document.objects.filter(organisation__in=session.places, kind__in=wanted)
        fields = ("organisation", "kind", "sort", "title", "state", "number", "date", "amends")
        found: defaultdict[int, list[Document]] = defaultdict(list)
        for row in sorted(rows.only(*fields), key=lambda row: (row.date or dt.date.max, row.pk)):
            found[row.organisation_id].append(row)
        return found

    return session.once("documents.papers", ask).get(place.pk, [])


def in_force(rows: Iterable[Document], window: Window) -> Iterator[Standing]:
    """Registered documents any edition of which falls inside the window; a new edition goes on proving."""
    known = {row.pk: row for row in rows}
    for row in known.values():
        if row.state == Document.State.REGISTERED:
            days = [edition.date for edition in _editions(row, known) if edition.date and window.holds(edition.date)]
            if days:
                yield Standing(row, min(days))


def _editions(row: Document, known: Mapping[int, Document]) -> Iterator[Document]:
    """A document and those that it replaces, one after another."""
    seen: set[int] = set()
    current: Document | None = row
    while current is not None and current.pk not in seen:
        seen.add(current.pk)
        yield current
        current = known.get(current.amends_id or 0)


def _lacking(question: Question, wanted: tuple[str, ...], known: list[Document]) -> Evidence:
    """Nothing counts yet: what is being made, what lies outside the window, or where one is made."""
    waiting = next((row for row in reversed(known) if row.state in OPEN), None)
    if waiting is not None:
        words = f"Готовится: {waiting.title} ({waiting.get_state_display().lower()})."
        return Evidence(State.PARTLY, words, 0, 1, link=Link("Открыть", _address(waiting, question.place)))
    known_kinds = [paper_kinds()[code] for code in wanted]
    return Evidence(State.MISSING, _why(question.window, known, known_kinds), 0, 1, link=_making(question, known_kinds))


def _why(window: Window, known: list[Document], wanted: list[PaperKind]) -> str:
    gone = next((row for row in reversed(known) if row.state == Document.State.CANCELLED), None)
    other = next((row for row in reversed(known) if row.state == Document.State.REGISTERED), None)
    if other is not None:
        since = f"с {window.since:%d.%m.%Y} " if window.since else ""
        return f"Есть {other}, но не за этот срок: нужен документ {since}по {window.until:%d.%m.%Y}."
    if gone is not None:
        return f"Утратило силу: {gone}."
    names = listed([f"«{kind.title}»" for kind in wanted], last="или")
    return f"В реестре документов ещё нет: {names}."


def _making(question: Question, wanted: list[PaperKind]) -> Link | None:
    kind = next((kind for kind in wanted if kind.suits(question.place.kind)), None)
    return Link("Подготовить", reverse("documents:new", args=[question.place.slug, kind.code])) if kind else None


def _address(row: Document, place: Place) -> str:
    return reverse("documents:paper", args=[place.slug, row.pk])


def ask_forms(question: Question) -> Evidence:
    """Own Word templates in use, of the very documents whose form is asked for."""
    wanted = forms_of(question.kind)
    rows = [row for row in _templates(question.session, question.place) if row.kind in wanted]
    link = Link("Свои шаблоны", reverse("documents:templates", args=[question.place.slug]))
    titles = {code: paper_kinds()[code].title for code in wanted}
    found = [row for row in rows if question.window.holds(question.day_of(row.created_at))]
    if not found:
        names = listed([f"«{title}»" for title in titles.values()], last="или")
        return Evidence(State.MISSING, f"Своего шаблона ещё нет: {names}.", 0, 1, link=link)
    seen = tuple(
        Seen(
            titles[row.kind], reverse("documents:template", args=[question.place.slug, row.kind]), f"template:{row.pk}"
        )
        for row in found
    )
    words = f"Свой шаблон используется: {listed([titles[row.kind] for row in found])}."
    return Evidence(State.PROVEN, words, len(found), 1, seen, min(question.day_of(row.created_at) for row in found))


def _templates(session: Session, place: Place) -> list[OwnTemplate]:
    def ask() -> Mapping[int, list[OwnTemplate]]:
        found: defaultdict[int, list[OwnTemplate]] = defaultdict(list)
        for row in OwnTemplate.objects.filter(organisation__in=session.places, in_use=True).order_by("pk"):
            found[row.organisation_id].append(row)
        return found

    return session.once("documents.templates", ask).get(place.pk, [])


document("introduction_order", "приказ о внедрении зарегистрирован")
document("regulation", "положение о наставничестве зарегистрировано")
document("working_group", "приказ о рабочей группе или совете наставников зарегистрирован")
document("curator_appointment", "приказ о назначении куратора зарегистрирован")
document("responsible_appointment", "приказ о назначении ответственных зарегистрирован")
document("incentive_system", "приказ или положение о мотивации зарегистрированы")
document("pair_formation", "приказ о закреплении пар и групп зарегистрирован")
document("pair_order", "приказ о закреплении пар и групп зарегистрирован")
document("mentoring_centre", "приказ о создании центра и положение о центре зарегистрированы", every=True)
declare(Kind("program_templates", "свой шаблон персонализированной программы используется", WHERE, ask_forms))
