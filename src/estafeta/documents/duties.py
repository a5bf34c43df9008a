"""What papers hand up to «Сегодня»: those that wait for a signature and a number, those that the person must read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from estafeta.core.rights import may
from estafeta.documents.models import Document
from estafeta.documents.packs import paper_kinds
from estafeta.documents.queries import to_read, waiting_for_number
from estafeta.organisations.actors import Actor
from estafeta.organisations.roles import HEADS
from estafeta.workbench.duties import Answer, Duty, DutyKind, duty_source

SIGN = DutyKind("documents.sign", "Подписать документы", decides="подписать")
REGISTER = DutyKind("documents.register", "Документы ждут номера")
READ = DutyKind("documents.read", "Ознакомиться с документами", "Прочитать")


@duty_source("documents")
def duties_of_papers(actor: Actor, today: dt.date) -> Iterator[Duty]:
    """Yield papers on signature, a decision for the head, and what the person herself must read."""
    if may("documents.register", actor):
        for document in waiting_for_number(actor.organisation).select_related("made_by"):
            yield _on_signature(document, actor)
    for line in to_read(actor.user, actor.organisation):
        yield Duty(
            kind=READ,
            key=f"read:{line.pk}",
            title=str(line.document),
            verb="Прочитать",
            url=line.document.get_absolute_url(),
            why="Вас просят ознакомиться",
        )


def _on_signature(document: Document, actor: Actor) -> Duty:
    slug, known = actor.organisation.slug, paper_kinds().get(document.kind)
    heads = actor.is_any(HEADS)
    register = Answer(
        "Зарегистрировать", reverse("documents:register_paper", args=[slug, document.pk]), main=heads, asks=True
    )
    take_back = Answer("Вернуть", reverse("documents:back", args=[slug, document.pk]), key="KeyD")
    return Duty(
        kind=SIGN if heads else REGISTER,
        key=f"paper:{document.pk}",
        title=document.title,
        verb="Зарегистрировать",
        url=document.get_absolute_url(),
        why=f"{document.made_by.short_name}: подписан, впишите номер и дату",
        answers=(register, take_back) if heads and may("documents.draft", actor, document) else (register,),
        about=frozenset(f"kind:{code}" for code in (known.proves if known else ())),
        proves=True,
    )
