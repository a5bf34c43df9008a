"""When somebody leaves: everything open gets a new owner, line by line, in one act that can be taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from docforge.paper import Align, Block, Column, Paper, Paragraph, Row, Signature, Signatures, Table, cell, runs
from estafeta.accounts.models import User
from estafeta.core.phrases import counted
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import colleagues
from estafeta.roadmaps.actions.people import tell_assigned
from estafeta.roadmaps.actions.writing import Changes, create, journal, locked
from estafeta.roadmaps.agreement.papers import word_file
from estafeta.roadmaps.exports.press import ExportedFile
from estafeta.roadmaps.models import Due, HandOver, Measure, Responsible, Undo
from estafeta.roadmaps.queries.live import live
from estafeta.roadmaps.sentences import long_day

MEASURES = ("мероприятие", "мероприятия", "мероприятий")
OPEN = ("planned", "in_progress")


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A measure of the leaver that is not finished, with its next open due."""

    responsible: Responsible
    due: Due | None


def open_work(organisation: Organisation, leaver: User) -> tuple[OpenLine, ...]:
    """Everything open for which the person answers by name."""
    rows = Responsible.objects.filter(
        live("measure__"), measure__section__roadmap__organisation=organisation, user=leaver
    )
    rows = rows.select_related("measure__section__roadmap__organisation").prefetch_related("measure__dues")
    found = []
    for row in rows.order_by("measure__section__position", "measure__position", "pk"):
        dues = list(row.measure.dues.all())
        waiting = [due for due in dues if due.is_open]
        if waiting or not dues:
            found.append(OpenLine(row, waiting[0] if waiting else None))
    return tuple(found)


@transaction.atomic
def hand_over(
    *, actor: Actor, leaver: User, owners: Mapping[int, User], notes: Mapping[int, str], day: dt.date, today: dt.date
) -> tuple[HandOver, Undo]:
    """Give every open line of the leaver (by the id of its responsible) to its new owner.

    Refuses when nothing is open, when a line has no owner, and an owner who is the leaver or no colleague.
    """
    demand("roadmaps.hand_over", actor)
    lines = open_work(actor.organisation, leaver)
    _check(actor, leaver, lines, owners, today)
    changes = Changes()
    kept = []
    for line in lines:
        row, new = locked(line.responsible), owners[line.responsible.pk]
        twice = row.measure.responsibles.filter(user=new).exclude(pk=row.pk).exists()
        changes.save(row, user=None if twice else new, text=row.text or leaver.short_name if twice else new.short_name)
        kept.append(_line(line, new, notes.get(row.pk, "")))
    made = HandOver(organisation=actor.organisation, leaver=leaver, made_by=actor.user, day=day, lines=kept)
    changes.made(create(made), "day")
    for new in {user.pk: user for user in owners.values()}.values():
        tell_assigned(actor, new, [line.responsible.measure for line in lines if owners[line.responsible.pk] == new])
    words = f"Дела переданы: {leaver.full_name}, {counted(len(lines), *MEASURES)}."
    after = {"measures": sorted({line.responsible.measure_id for line in lines})}
    journal(actor, "hand_over", actor.organisation, words, after=after)
    return made, changes.undo(actor, words)


def _check(actor: Actor, leaver: User, lines: tuple[OpenLine, ...], owners: Mapping[int, User], today: dt.date) -> None:
    if not lines:
        raise Refusal("У этого человека нет открытых мероприятий. Передавать нечего.")
    if any(line.responsible.pk not in owners for line in lines):
        raise Refusal("Выберите нового ответственного для каждой строки.")
    known = set(colleagues(actor.organisation, today=today).values_list("pk", flat=True))
    if any(user.pk == leaver.pk or user.pk not in known for user in owners.values()):
        raise Refusal("Новый ответственный — другой сотрудник этой организации.")


def _line(line: OpenLine, new: User, note: str) -> dict[str, object]:
    measure: Measure = line.responsible.measure
    day = line.due.due_on if line.due else None
    return {
        "measure": measure.pk,
        "number": measure.number,
        "title": measure.title,
        "due": day.isoformat() if day else "",
        "to": new.pk,
        "to_name": new.full_name,
        "note": note.strip(),
    }


@transaction.atomic
def hand_over_act(*, actor: Actor, hand: HandOver) -> ExportedFile:
    """The act as a Word file, for signatures."""
    demand("roadmaps.hand_over", actor)
    name = f"Акт передачи дел, {hand.leaver.short_name}, {hand.day:%d.%m.%Y}.docx"
    journal(actor, "export_hand_over", hand.organisation, f"Акт передачи дел выгружен в файл «{name}».")
    paper = Paper(name.removesuffix(".docx"), _blocks(hand), author=hand.organisation.short_name, made_on=hand.day)
    return word_file(name, paper)


def _blocks(hand: HandOver) -> tuple[Block, ...]:
    owners = list(dict.fromkeys(line["to_name"] for line in hand.lines))
    people = (hand.leaver.full_name, *owners)
    words = (
        f"Настоящий акт составлен о том, что {hand.leaver.full_name} передаёт, а новые ответственные принимают "
        f"незавершённые мероприятия дорожной карты ({counted(len(hand.lines), *MEASURES)})."
    )
    titles = ("№", "Мероприятие", "Ближайший срок", "Кому передано", "Примечание")
    header = Row(tuple(cell(title, bold=True, align=Align.CENTRE) for title in titles))
    rows = tuple(
        Row(tuple(cell(text) for text in (str(place), _title(line), _day(line), line["to_name"], line["note"])))
        for place, line in enumerate(hand.lines, 1)
    )
    columns = (Column(0.07), Column(0.38), Column(0.17), Column(0.22), Column(0.16))
    return (
        Paragraph(runs(hand.organisation.full_name), align=Align.CENTRE, after_pt=12),
        Paragraph(runs("АКТ", bold=True), align=Align.CENTRE),
        Paragraph(runs("передачи дел"), align=Align.CENTRE, after_pt=12),
        Paragraph(runs(long_day(hand.day)), align=Align.LEFT, after_pt=12),
        Paragraph(runs(words), first_line_mm=12.5, after_pt=8),
        Table(columns, rows, header=(header,)),
        Paragraph(runs(""), after_pt=12),
        Signatures(tuple(Signature("Передал" if i == 0 else "Принял", name) for i, name in enumerate(people))),
    )


def _title(line: dict[str, str]) -> str:
    return f"{line.get('number', '')} {line['title']}".strip()


def _day(line: dict[str, str]) -> str:
    return long_day(dt.date.fromisoformat(line["due"]) if line["due"] else None)
