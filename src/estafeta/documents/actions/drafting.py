"""Making a paper and changing it while it is a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from docforge import kinds
from docforge.kinds import PaperKind
from docforge.kinds.composition import heading_of
from estafeta.core.lifecycles import check
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.documents.composing import corrections_of, kind_of, letterhead_of
from estafeta.documents.lifecycle import PAPER
from estafeta.documents.models import Document
from estafeta.documents.packs import paper_kinds
from estafeta.documents.queries import template_in_use
from estafeta.organisations.actors import Actor
from estafeta.workbench.writing import Changes, create, journal, locked, take_step

LATE = "Бумага уже зарегистрирована. Чтобы изменить её, подготовьте новую редакцию."
TITLE = 500


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """What a person filled in. `values` are plain values of the kind's fields (`docforge.kinds.reading`)."""

    values: Mapping[str, object]
    grounds: tuple[str, ...] = ()
    more_grounds: str = ""
    executor_name: str = ""
    executor_phone: str = ""
    subject_key: str = ""
    own_template: bool = field(default=True)


@transaction.atomic
def draft_paper(*, actor: Actor, kind: str, draft: PaperDraft, amends: Document | None = None) -> Document:
    """Make a draft. Refuses an unknown kind and unfilled fields, naming each."""
    demand("documents.draft", actor)
    found = paper_kinds().get(kind)
    if found is None:
        raise Refusal("Такого вида бумаг нет. Выберите вид из списка.")
    row = Document(organisation=actor.organisation, kind=kind, sort=found.sort.value, made_by=actor.user, amends=amends)
    for name, value in _filled(row, found, draft).items():
        setattr(row, name, value)
    create(row, actor)
    journal(actor, "documents.draft_paper", row, f"Подготовлен проект: {row.title}.")
    return row


@transaction.atomic
def change_paper(*, actor: Actor, document: Document, draft: PaperDraft, version: int | None = None) -> Document:
    """Change a paper that is not registered yet; one on signature becomes a draft again. Refuses a stale `version`."""
    demand("documents.draft", actor, document)
    row = locked(document, version)
    if not row.is_open:
        raise Refusal(LATE)
    changes, values = Changes(actor), _filled(row, kind_of(row), draft)
    if row.state == Document.State.ON_SIGNATURE:
        row = take_step(row, PAPER, "take_back", actor=actor, changes=changes, values=values)
    else:
        changes.save(row, **values)
    journal(actor, "documents.change_paper", row, f"Изменён проект: {row.title}.", **changes.sides())
    return row


def _filled(row: Document, kind: PaperKind, draft: PaperDraft) -> dict[str, Any]:
    lacking = kinds.problems(kind, draft.values)
    if lacking:
        raise Refusal(" ".join(lacking))
    filled = {name: value for name, value in draft.values.items() if value not in ("", None, [], ())}
    heading = heading_of(kind, letterhead_of(row.organisation), filled, corrections_of(row.organisation))
    return {
        "title": _title(kind, heading),
        "filled": filled,
        "grounds": list(draft.grounds),
        "more_grounds": draft.more_grounds,
        "executor_name": draft.executor_name,
        "executor_phone": draft.executor_phone,
        "subject_key": draft.subject_key or row.subject_key,
        "own_template": template_in_use(row.organisation, row.kind) if draft.own_template else None,
    }


WORDS = {
    "order": "Приказ",
    "regulation": "Положение",
    "letter": "Письмо",
    "act": "Акт",
    "programme": "Персонализированная программа",
    "agreement": "Договор",
}


def _title(kind: PaperKind, heading: str) -> str:
    word = WORDS[kind.sort]
    heading = " ".join(heading.split())
    return f"{word} «{heading}»"[:TITLE] if kind.sort in ("order", "letter") else f"{word} {heading}"[:TITLE]


@transaction.atomic
def delete_paper(*, actor: Actor, document: Document) -> None:
    """Throw a draft away; what has a number stays for ever."""
    row = locked(document)
    demand("documents.draft", actor, row)
    if not row.is_open:
        raise Refusal("Зарегистрированную бумагу не удаляют: её признают утратившей силу.")
    journal(actor, "documents.delete_paper", row, f"Удалён проект: {row.title}.")
    row.delete()


@transaction.atomic
def amend_paper(*, actor: Actor, document: Document) -> Document:
    """Begin a new edition of a registered paper: a draft with the same words; an edition begun before is given back."""
    row = locked(document)
    demand("documents.draft", actor, row)
    check(PAPER, "replace", row.state)
    begun = row.editions.filter(state__in=[Document.State.DRAFT, Document.State.ON_SIGNATURE]).first()
    if begun is not None:
        return begun
    same = PaperDraft(
        row.filled, tuple(row.grounds), row.more_grounds, row.executor_name, row.executor_phone, row.subject_key
    )
    return draft_paper(actor=actor, kind=row.kind, draft=same, amends=row)
