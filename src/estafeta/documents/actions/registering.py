"""From a draft to a registered paper and to its end. Number and date are given by a person, never invented."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from docforge import docx, html, kinds, pdf
from estafeta.core.files import private_name
from estafeta.core.lifecycles import check
from estafeta.core.refusals import Refusal, need
from estafeta.core.rights import demand
from estafeta.documents.composing import kind_of, outdated, paper_of, word_of
from estafeta.documents.lifecycle import PAPER
from estafeta.documents.models import Acquaintance, Document
from estafeta.documents.notices import tell_readers, tell_registrars
from estafeta.documents.queries import colleagues_of, same_number
from estafeta.documents.signals import paper_changed
from estafeta.organisations.actors import Actor
from estafeta.workbench.uploads import Upload
from estafeta.workbench.writing import Changes, journal, locked, take_step

State = Document.State
LONGEST_NAME = 150


@transaction.atomic
def send_paper(*, actor: Actor, document: Document, today: dt.date) -> Document:
    """Give a draft for signature; those who register are told."""
    row = take_step(document, PAPER, "send", actor=actor)
    journal(actor, "documents.send_paper", row, f"Отдано на подпись: {row.title}.")
    tell_registrars(actor, row, today)
    return row


@transaction.atomic
def take_paper_back(*, actor: Actor, document: Document) -> Document:
    """Make a paper on signature a draft again."""
    row = take_step(document, PAPER, "take_back", actor=actor)
    journal(actor, "documents.take_paper_back", row, f"Возвращено в проект: {row.title}.")
    return row


@transaction.atomic
def register_paper(
    *,
    actor: Actor,
    document: Document,
    number: str,
    date: dt.date,
    today: dt.date,
    scan: Upload | None = None,
    sure: bool = False,
) -> Document:
    """Register a paper: number and date as the clerk gives them, files frozen, those it names asked to read it.

    Refuses a date in the future, and without `sure` a number that is taken this year and grounds not in force.
    """
    demand("documents.register", actor, document)
    check(PAPER, "register", locked(document).state)
    number = need(number, "Впишите номер, под которым бумага зарегистрирована.")
    if date > today:
        raise Refusal(f"Дата {date:%d.%m.%Y} ещё не наступила. Впишите дату регистрации.")
    warnings = registration_warnings(document, number, date)
    if warnings and not sure:
        raise Refusal(" ".join(warnings))
    changes = Changes(actor)
    values = {"number": number, "date": date, "registered_by": actor.user, "registered_at": timezone.now()}
    row = take_step(document, PAPER, "register", actor=actor, changes=changes, values=values)
    changes.save(row, **_frozen(row, today), **(_kept_scan(row, scan) if scan is not None else {}))
    _replace_old(actor, row)
    _ask_readers(row, today)
    journal(actor, "documents.register_paper", row, f"Зарегистрировано: {row}.")
    paper_changed.send(Document, document=row, actor=actor)
    tell_readers(actor, row)
    return row


def registration_warnings(document: Document, number: str, date: dt.date) -> tuple[str, ...]:
    """What a clerk should look at before a number is kept: a number that is taken, grounds not in force that day."""
    found = []
    twin = same_number(document, number, date)
    if twin is not None:
        found.append(f"Номер {number} в {date.year} году уже стоит: {twin}. Проверьте номер.")
    old = outdated(document, date)
    if old:
        named = "; ".join(norm.name for norm in old)
        found.append(f"На {date:%d.%m.%Y} эти основания не действуют: {named}. Уберите их из проекта.")
    return tuple(found)


def _frozen(row: Document, today: dt.date) -> dict[str, Any]:
    """Keep the files and the sheet as they are today: later changes of the card or of a plan never change them."""
    paper = paper_of(row, today)
    word = docx.render(paper) if row.own_template is None else word_of(row, today)
    row.word.save(private_name("paper.docx"), ContentFile(word), save=False)
    row.pdf.save(private_name("paper.pdf"), ContentFile(pdf.render(paper)), save=False)
    row.sheet.save(private_name("paper.html"), ContentFile(html.render(paper).encode()), save=False)
    return {"word": row.word, "pdf": row.pdf, "sheet": row.sheet}


def _replace_old(actor: Actor, row: Document) -> None:
    old = row.amends
    if old is None or old.state != State.REGISTERED:
        return
    old = take_step(old, PAPER, "replace", actor=actor)
    journal(actor, "documents.replace_paper", old, f"Заменено новой редакцией: {old}.")
    paper_changed.send(Document, document=old, actor=actor)


def _ask_readers(row: Document, today: dt.date) -> None:
    """Put everybody whom the paper names into the list of acquaintance."""
    kind = kind_of(row)
    if not kind.acquaintance:
        return
    users = {colleague.name: colleague.user for colleague in colleagues_of(row.organisation, today)}
    for person in kinds.people_in(kind, row.filled):
        if person.name != row.organisation.head_name:
            Acquaintance.objects.get_or_create(
                document=row, name=person.name[:LONGEST_NAME], defaults={"user": users.get(person.name)}
            )


@transaction.atomic
def keep_scan(*, actor: Actor, document: Document, scan: Upload) -> Document:
    """Attach the signed copy to a registered paper."""
    demand("documents.register", actor, document)
    row = locked(document)
    if row.is_open:
        raise Refusal("Подписанный экземпляр прикладывают к зарегистрированной бумаге.")
    Changes(actor).save(row, **_kept_scan(row, scan))
    journal(actor, "documents.keep_scan", row, f"Приложен подписанный экземпляр: {row}.")
    return row


def _kept_scan(row: Document, scan: Upload) -> dict[str, Any]:
    if row.scan.name:
        transaction.on_commit(partial(row.scan.storage.delete, row.scan.name))
    scan.keep(row.scan)
    return {"scan": row.scan, "scan_name": scan.name}


@transaction.atomic
def cancel_paper(*, actor: Actor, document: Document, date: dt.date, reason: str, today: dt.date) -> Document:
    """Say that a paper is no longer in force. Refuses a day before its own date and one that has not come."""
    demand("documents.register", actor, document)
    row = locked(document)
    check(PAPER, "cancel", row.state)
    reason = need(reason, "Напишите, почему бумага утратила силу, например номер нового приказа.")
    if row.date and date < row.date:
        raise Refusal(f"Бумага от {row.date:%d.%m.%Y} не может утратить силу раньше.")
    if date > today:
        raise Refusal(f"{date:%d.%m.%Y} ещё не наступило: до этого дня бумага действует. Отметьте её в тот день.")
    row = take_step(row, PAPER, "cancel", actor=actor, values={"cancelled_on": date, "cancel_reason": reason})
    journal(actor, "documents.cancel_paper", row, f"Утратило силу с {date:%d.%m.%Y}: {row}. {reason}")
    paper_changed.send(Document, document=row, actor=actor)
    return row
