"""The act of a hand-over: as a Word file at once, or as a draft in the register of papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from docforge.kinds import Given, compose
from docforge.office import Requisites
from estafeta.control.models import HandOver
from estafeta.core.rights import demand
from estafeta.documents.actions import PaperDraft, draft_paper
from estafeta.documents.composing import corrections_of, letterhead_of
from estafeta.documents.models import Document
from estafeta.documents.packs import paper_kinds
from estafeta.documents.queries import colleagues_of
from estafeta.organisations.actors import Actor
from estafeta.roadmaps.exports.press import ExportedFile, word_file
from estafeta.roadmaps.sentences import long_day
from estafeta.workbench.writing import journal

ACT = "hand_over_act"


def act_values(hand: HandOver, today: dt.date) -> dict[str, object]:
    """What the act of the packs is filled with: who gives, who takes, line by line."""
    posts = {colleague.name: colleague.post for colleague in colleagues_of(hand.organisation, today)}
    takers = list(dict.fromkeys(str(line["to_name"]) for line in hand.lines))
    giver = hand.leaver.full_name
    return {
        "giver": {"name": giver, "post": posts.get(giver, "")},
        "takers": [{"name": name, "post": posts.get(name, "")} for name in takers],
        "lines": [[_title(line), _day(line), str(line["to_name"]), str(line["note"])] for line in hand.lines],
    }


@transaction.atomic
def hand_over_act(*, actor: Actor, hand: HandOver, today: dt.date) -> ExportedFile:
    """The act as a Word file, for signatures."""
    demand("control.hand_over", actor)
    name = f"Акт передачи дел, {hand.leaver.short_name}, {hand.day:%d.%m.%Y}.docx"
    words = f"Акт передачи дел выгружен в файл «{name}»."
    journal(actor, "control.export_hand_over", hand.organisation, words, subjects=[hand.leaver])
    given = Given(
        letterhead_of(hand.organisation),
        act_values(hand, today),
        requisites=Requisites(date=hand.day),
        corrections=corrections_of(hand.organisation),
    )
    return word_file(name, compose(paper_kinds()[ACT], given))


@transaction.atomic
def register_act(*, actor: Actor, hand: HandOver, today: dt.date) -> Document:
    """Put the act as a draft into the register; one that is there is given back."""
    demand("control.hand_over", actor)
    kept = Document.objects.filter(organisation=hand.organisation, pk=hand.document_id or 0)
    found = kept.select_related("organisation").first()
    if found is not None:
        return found
    draft = PaperDraft(act_values(hand, today), subject_key=f"hand_over:{hand.pk}")
    made = draft_paper(actor=actor, kind=ACT, draft=draft)
    hand.document_id = made.pk
    hand.save(update_fields=["document_id", "updated_at"])
    return made


def _title(line: Mapping[str, object]) -> str:
    return f"{line.get('number', '')} {line['title']}".strip()


def _day(line: Mapping[str, object]) -> str:
    """The nearest due in words; a roadmap under control has none."""
    if line.get("roadmap"):
        return ""
    return long_day(dt.date.fromisoformat(str(line["due"])) if line["due"] else None)
