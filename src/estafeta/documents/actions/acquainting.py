"""Who has read a paper; how names really decline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from estafeta.core.refusals import Refusal, need
from estafeta.core.rights import demand, may
from estafeta.documents.models import Acquaintance, Document, NameCorrection
from estafeta.documents.notices import tell_readers
from estafeta.documents.queries import colleagues_of
from estafeta.organisations.actors import Actor
from estafeta.workbench.writing import Changes, create, journal, locked


@transaction.atomic
def acquaint(*, actor: Actor, acquaintance: Acquaintance, day: dt.date, today: dt.date) -> None:
    """Note the day on which somebody read a paper: she herself here, or the clerk from the signed list."""
    demand("documents.acquaint", actor, acquaintance)
    document = acquaintance.document
    registrar = may("documents.register", actor, acquaintance)
    if not registrar and (acquaintance.day or day != today):
        raise Refusal(
            "Ознакомление уже отмечено." if acquaintance.day else "Своё ознакомление отмечают сегодняшним днём."
        )
    if document.is_open:
        raise Refusal("Знакомят с зарегистрированной бумагой.")
    if day > today or (document.date and day < document.date):
        raise Refusal("Дата ознакомления — не раньше даты бумаги и не позже сегодняшнего дня.")
    Changes(actor).save(acquaintance, day=day)
    own = "" if acquaintance.user_id == actor.user.pk else " Отметка внесена по подписанному листу."
    journal(actor, "documents.acquaint", document, f"{acquaintance.name}: ознакомление с бумагой {document}.{own}")


@transaction.atomic
def add_reader(*, actor: Actor, document: Document, name: str, today: dt.date) -> Acquaintance:
    """Add somebody to the list of acquaintance of a registered paper; a colleague is asked to read it."""
    row = locked(document)
    demand("documents.register", actor, row)
    if row.is_open:
        raise Refusal("Лист ознакомления ведут у зарегистрированной бумаги.")
    name = need(name, "Впишите, кого знакомят.")
    users = {colleague.name: colleague.user for colleague in colleagues_of(row.organisation, today)}
    made = create(Acquaintance(document=row, name=name, user=users.get(name)))
    journal(actor, "documents.add_reader", row, f"В лист ознакомления добавлено: {name}.")
    tell_readers(actor, row, made)
    return made


@transaction.atomic
def add_readers(*, actor: Actor, document: Document, names: Iterable[str], today: dt.date) -> list[Acquaintance]:
    """Add several people at once; those who stand in the list already are passed over."""
    demand("documents.register", actor, document)
    known = set(document.acquaintances.values_list("name", flat=True))
    new = [name for name in dict.fromkeys(" ".join(name.split()) for name in names) if name not in known]
    if not new:
        raise Refusal("Впишите, кого знакомят: в листе этих людей ещё не должно быть.")
    return [add_reader(actor=actor, document=document, name=name, today=today) for name in new]


@transaction.atomic
def correct_name(*, actor: Actor, text: str, case: str, corrected: str) -> NameCorrection | None:
    """Remember how a name or a post reads in a case; an empty correction forgets it. Registered papers stay."""
    demand("documents.draft", actor)
    text = need(text, "Что исправляется?")
    if case not in NameCorrection.Case.values:
        raise Refusal("Такого падежа нет в списке.")
    rows = NameCorrection.objects.filter(organisation=actor.organisation, text=text, case=case)
    row = rows.first()
    if not corrected.strip():
        if row is not None:
            journal(actor, "documents.forget_correction", actor.organisation, f"Исправление склонения убрано: {row}.")
            row.delete()
        return None
    if row is None:
        words = {"text": text, "case": case, "corrected": corrected.strip()}
        row = create(NameCorrection(organisation=actor.organisation, made_by=actor.user, **words))
    else:
        Changes(actor).save(row, corrected=corrected.strip())
    journal(actor, "documents.correct_name", actor.organisation, f"Исправлено склонение: {row}.")
    return row
