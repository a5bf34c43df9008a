"""Sending a roadmap up, answering, remarks on rows, approval."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from estafeta.agreement.editions import edition_of, section_name, section_place
from estafeta.agreement.lifecycle import AGREEMENT, REMARK
from estafeta.agreement.models import Agreement, AgreementRemark, Revision
from estafeta.agreement.queries import addressee_of, open_round
from estafeta.core.clock import local_today
from estafeta.core.lifecycles import check
from estafeta.core.refusals import Refusal, need
from estafeta.core.rights import demand
from estafeta.notifications.notices import announce
from estafeta.organisations.actors import Actor
from estafeta.organisations.entrusting import DEPUTIES
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import actor_for, holders
from estafeta.organisations.roles import COORDINATORS, EDITORS, Role
from estafeta.roadmaps.lifecycle import ROADMAP
from estafeta.roadmaps.models import Measure, Roadmap
from estafeta.roadmaps.sentences import long_day
from estafeta.workbench.uploads import Upload
from estafeta.workbench.writing import Changes, create, journal, take_step
from russian.phrases import clip
from russian.plurals import counted

State = Roadmap.State
NOBODY_ABOVE = (
    "Над вашей организацией в системе нет управления, которое согласует карту. Внесите приказ об утверждении."
)


@transaction.atomic
def send_roadmap(*, actor: Actor, roadmap: Roadmap, note: str = "") -> Agreement:
    """Send a plan or an amendment up and keep what was sent.

    Refuses a plan without measures, one that is not a draft, remarks without an answer, and when nobody stands above.
    """
    upper = addressee_of(actor.organisation, local_today(actor.organisation.time_zone))
    if upper is None:
        raise Refusal(NOBODY_ABOVE)
    unanswered = AgreementRemark.objects.filter(agreement__roadmap=roadmap, state="open").count()
    if unanswered and roadmap.state == "returned":
        waiting = counted(unanswered, "замечание", "замечания", "замечаний")
        raise Refusal(f"Без ответа {waiting}. Напишите по каждому, что сделано, и отправьте снова.")
    row = take_step(roadmap, ROADMAP, "send", actor=actor)
    content = edition_of(row)
    if not any(section["measures"] for section in content["sections"]):
        raise Refusal("В карте нет ни одного мероприятия. Отправлять пока нечего.")
    edition = Revision.objects.create(roadmap=row, sort=Revision.Sort.SENT, content=content, made_by=actor.user)
    made = create(
        Agreement(
            roadmap=row,
            to=upper,
            number=row.agreements.count() + 1,
            edition=edition,
            sent_by=actor.user,
            sent_at=timezone.now(),
            note=note.strip(),
        )
    )
    journal(actor, "agreement.send_roadmap", row, f"{_what(row)} отправлена на согласование: {upper.short_name}.")
    words = f"{actor.organisation.short_name}: {_what(row).lower()} ждёт согласования."
    _tell(actor, row, "roadmap_sent", words, readers=upper, roles=COORDINATORS if upper.is_above else DEPUTIES)
    return made


@transaction.atomic
def recall_roadmap(*, actor: Actor, roadmap: Roadmap) -> None:
    """Take back what waits for an answer, or what was agreed and has no act yet; it is a draft again."""
    asked = open_round(roadmap)
    row = take_step(roadmap, ROADMAP, "recall", actor=actor)
    if asked is not None:
        _finish(actor, asked, "recall")
    journal(actor, "agreement.recall_roadmap", row, f"{_what(row)} отозвана с согласования.")


@transaction.atomic
def add_agreement_remark(
    *, actor: Actor, roadmap: Roadmap, text: str, measure: Measure | None = None, section: str = "", rule: str = ""
) -> AgreementRemark:
    """Write a remark on a row, on a section (named as it was sent) or on the whole plan that waits for an answer."""
    demand("roadmaps.agree_roadmap", actor, roadmap)
    text = need(text, "Напишите, что нужно исправить.")
    if measure is not None and measure.section.roadmap_id != roadmap.pk:
        raise Refusal("Этого мероприятия в карте нет. Обновите страницу.")
    asked = open_round(roadmap)
    if asked is None:
        raise Refusal("Эта карта не ждёт согласования, замечания к ней писать поздно.")
    place = clip(str(measure), 200) if measure else _section_place(asked, section)
    remark = create(
        AgreementRemark(agreement=asked, measure=measure, place=place, text=text, rule=rule, author=actor.user)
    )
    journal(actor, "agreement.remark_roadmap", roadmap, f"Замечание ({place}): {clip(text)}")
    return remark


def _section_place(asked: Agreement, section: str) -> str:
    if not section:
        return "Карта в целом"
    if section not in {section_name(row) for row in asked.edition.content["sections"]}:
        raise Refusal("Этого раздела в карте нет. Обновите страницу.")
    return section_place(section)


@transaction.atomic
def remove_agreement_remark(*, actor: Actor, remark: AgreementRemark) -> None:
    """Drop one's own remark before the answer has gone out."""
    demand("roadmaps.agree_roadmap", actor, remark.agreement.roadmap)
    check(AGREEMENT, "return", remark.agreement.state)
    journal(
        actor,
        "agreement.drop_remark",
        remark.agreement.roadmap,
        f"Снято замечание ({remark.place}): {clip(remark.text)}",
    )
    remark.delete()


@transaction.atomic
def return_roadmap(*, actor: Actor, roadmap: Roadmap, note: str = "") -> None:
    """Send a plan back; refuses without a remark on it and without a note."""
    row = take_step(roadmap, ROADMAP, "return", actor=actor)
    asked = open_round(row)
    if asked is None or not (note.strip() or asked.remarks.exists()):
        raise Refusal("Напишите хотя бы одно замечание или пояснение: иначе не понять, что исправить.")
    _finish(actor, asked, "return", note)
    words = f"{_what(row)} возвращена с замечаниями."
    journal(actor, "agreement.return_roadmap", row, words)
    _tell(actor, row, "roadmap_returned", words, readers=row.organisation, roles=EDITORS)


@transaction.atomic
def agree_roadmap(*, actor: Actor, roadmap: Roadmap, note: str = "") -> None:
    """Agree; open remarks of earlier rounds are settled with it. The agreed edition is kept."""
    row = take_step(roadmap, ROADMAP, "agree", actor=actor)
    asked = open_round(row)
    _finish(actor, asked, "agree", note)
    changes = Changes(actor)
    for remark in AgreementRemark.objects.filter(agreement__roadmap=row, state__in=REMARK["settle"].sources):
        take_step(remark, REMARK, "settle", actor=None, changes=changes)
    content = asked.edition.content if asked else edition_of(row)
    Revision.objects.create(roadmap=row, sort=Revision.Sort.AGREED, content=content, made_by=actor.user)
    words = f"{_what(row)} согласована: {asked.to.short_name if asked else ''}."
    journal(actor, "agreement.agree_roadmap", row, words)
    ready = f"{words} Можно готовить приказ."
    _tell(actor, row, "roadmap_agreed", ready, readers=row.organisation, roles=EDITORS | {Role.CLERK})


@transaction.atomic
def agree_many(*, actor: Actor, roadmaps: Sequence[Roadmap], today: dt.date) -> int:
    """Agree several plans of organisations below at once: all of them or none. Returns how many."""
    if not roadmaps:
        raise Refusal("Не выбрано ни одной карты.")
    for roadmap in roadmaps:
        there = actor_for(actor.user, roadmap.organisation, today=today)
        agree_roadmap(actor=there, roadmap=roadmap)
    return len(roadmaps)


@transaction.atomic
def answer_remark(*, actor: Actor, remark: AgreementRemark, answer: str) -> None:
    """Answer a remark of a returned plan."""
    demand("roadmaps.send_roadmap", actor, remark.agreement.roadmap)
    if remark.agreement.roadmap.state != State.RETURNED:
        raise Refusal("Отвечать на замечания можно, пока карта возвращена на доработку.")
    answer = need(answer, "Напишите, что сделано по замечанию.")
    values = {"answer": answer, "answered_by": actor.user, "answered_at": timezone.now()}
    take_step(remark, REMARK, "answer", actor=None, changes=Changes(actor), values=values)
    journal(
        actor,
        "agreement.answer_remark",
        remark.agreement.roadmap,
        f"Ответ на замечание ({remark.place}): {clip(answer)}",
    )


@transaction.atomic
def approve_roadmap(
    *,
    actor: Actor,
    roadmap: Roadmap,
    number: str,
    date: dt.date,
    today: dt.date,
    scan: Upload | None = None,
    reason: str = "",
) -> Revision:
    """Enter the act that approves a plan; edition 1 is kept, and the plan comes into force once its period has begun.

    From a draft a `reason` must say why it was not agreed. Refuses a day that has not come and an empty number.
    """
    number = need(number, "Впишите номер приказа так, как его поставил делопроизводитель.")
    _not_later(date, today)
    step = "approve" if roadmap.state == State.AGREED else "approve_without"
    if step == "approve_without":
        reason = need(reason, "Карта не согласована. Напишите, почему она утверждена без согласования.")
    values = {"order_number": number, "order_date": date, "order_kind": roadmap.order_kind or "приказ"}
    row = take_step(roadmap, ROADMAP, step, actor=actor, values=values)
    edition = keep_edition(
        actor=actor, roadmap=row, sort=Revision.Sort.APPROVED, number=number, date=date, scan=scan, why=reason
    )
    tail = f" Без согласования: {reason}" if reason else ""
    journal(actor, "agreement.approve_roadmap", row, f"Карта утверждена приказом от {long_day(date)} № {number}.{tail}")
    if row.starts <= today:
        take_step(roadmap, ROADMAP, "enact", actor=actor)
    return edition


@transaction.atomic
def enact_roadmap(*, actor: Actor, roadmap: Roadmap) -> None:
    """Bring an approved plan into force before its period begins."""
    row = take_step(roadmap, ROADMAP, "enact", actor=actor)
    journal(actor, "agreement.enact_roadmap", row, "Карта введена в действие.")


@transaction.atomic
def close_roadmap(*, actor: Actor, roadmap: Roadmap, note: str) -> None:
    """Close a plan that has been lived through: it can be read, its dues remind nobody."""
    note = need(note, "Напишите, чем закончилась работа по карте.")
    row = take_step(roadmap, ROADMAP, "close", actor=actor)
    journal(actor, "agreement.close_roadmap", row, f"Карта завершена. {note}")


def keep_edition(
    *,
    actor: Actor,
    roadmap: Roadmap,
    sort: str,
    number: str,
    date: dt.date,
    scan: Upload | None,
    why: str,
) -> Revision:
    """Keep the next edition in force with the act that made it."""
    count = roadmap.revisions.filter(number__gt=0).count()
    edition = Revision(
        roadmap=roadmap,
        sort=sort,
        number=count + 1,
        valid_from=date,
        order_number=number,
        order_date=date,
        why=why,
        content=edition_of(roadmap),
        made_by=actor.user,
    )
    if scan is not None:
        edition.scan_name = scan.name
        scan.keep(edition.scan)
    return create(edition)


def _not_later(date: dt.date, today: dt.date) -> None:
    if date > today:
        raise Refusal("Дата приказа ещё не наступила. Проверьте год.")


def _finish(actor: Actor, asked: Agreement | None, name: str, note: str = "") -> None:
    """Put the answer into the round; whoever takes her own plan back decides nothing."""
    if asked is None:
        raise Refusal("Эта карта не ждёт согласования. Обновите страницу.")
    decided = {"decided_by": actor.user, "decided_at": timezone.now(), "decision_note": note.strip()}
    take_step(asked, AGREEMENT, name, actor=actor, values={} if name == "recall" else decided)


def _what(roadmap: Roadmap) -> str:
    return "Поправка к карте" if roadmap.amends_id else "Дорожная карта"


def _tell(
    actor: Actor, roadmap: Roadmap, kind: str, words: str, *, readers: Organisation, roles: Collection[str]
) -> None:
    announce(
        users=holders(readers, roles, today=local_today(readers.time_zone)),
        but=actor.user,
        kind=f"agreement.{kind}",
        sentence=words,
        url=_agreement_url(roadmap),
        organisation=actor.organisation,
    )


def _agreement_url(roadmap: Roadmap) -> str:
    """The page of the plan's agreement."""
    return reverse("agreement:agreement", args=[roadmap.organisation.slug, roadmap.pk])
