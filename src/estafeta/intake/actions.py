"""What can be done with a load: start, read, correct, confirm, undo, discard."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from estafeta.core.clock import local_today
from estafeta.core.files import private_name
from estafeta.core.jobs import enqueue
from estafeta.core.journal import record
from estafeta.core.lifecycles import check
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.intake import editing
from estafeta.intake.building import count_rows, roadmap_draft
from estafeta.intake.draft import draft_of
from estafeta.intake.lifecycle import LOAD
from estafeta.intake.models import Load
from estafeta.organisations.actors import Actor
from estafeta.organisations.queries import colleagues
from estafeta.roadmaps.actions import create_from_draft, withdraw_roadmap
from estafeta.roadmaps.models import Roadmap
from roadmap_reader import Unreadable, read_safely

LARGEST = 25 * 1024 * 1024
READ = "intake.read_load"
Json = dict[str, Any]


@transaction.atomic
def start_load(*, actor: Actor, upload: UploadedFile[Any]) -> Load:
    """Keep the file and put its reading into the queue. Refuses an empty file and one over 25 MB."""
    demand("intake.manage_loads", actor)
    size = upload.size or 0
    if not size:
        raise Refusal("Файл пустой. Выберите файл с дорожной картой.")
    if size > LARGEST:
        raise Refusal("Файл больше 25 МБ. Уберите из него картинки или сохраните только дорожную карту.")
    name = Path(upload.name or "файл").name[:255]
    load = Load(organisation=actor.organisation, file_name=name, size=size, made_by=actor.user)
    load.sha256 = fingerprint(upload)
    load.file.save(private_name(name), upload, save=False)
    load.save()
    note(actor, load, "start_load", f"Загружен файл «{name}»")
    title, tenant = f"Читаем файл «{name}»", actor.organisation.path
    enqueue(READ, {"load": load.pk}, key=f"load-{load.pk}", user=actor.user, tenant=tenant, title=title)
    return load


def fingerprint(upload: UploadedFile[Any]) -> str:
    """Return the SHA-256 of the file and wind it back."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()


def read_load(*, load: Load) -> None:
    """Read the kept file into the draft, or write down why it cannot be read. May run twice."""
    if load.state not in LOAD["begin"].sources:
        return
    tell(load, Load.State.READING, 20, "Читаем файл")
    try:
        answer = read_safely(Path(load.file.path), with_source=True)
    except Unreadable as refusal:
        load.refusal = refusal.sentence
        tell(load, Load.State.REFUSED, 100, "")
        return
    tell(load, Load.State.READING, 80, "Узнаём сроки и ответственных")
    load.draft = make_draft(load, answer)
    tell(load, Load.State.READ, 100, "")


def make_draft(load: Load, answer: Json) -> Json:
    """Return the draft of an answer for the organisation of the load."""
    today = local_today(load.organisation.time_zone)
    people = list(colleagues(load.organisation, today=today))
    return draft_of(answer, colleagues=people, today=today)


def tell(load: Load, state: str, percent: int, progress: str) -> None:
    """Write down how far the reading is, unless somebody has discarded the load meanwhile."""
    load.state, load.percent, load.progress = state, percent, progress
    values = {name: getattr(load, name) for name in ("state", "percent", "progress", "refusal", "draft")}
    Load.objects.filter(pk=load.pk, state__in=[Load.State.WAITING, Load.State.READING]).update(**values)


@transaction.atomic
def read_columns_again(*, actor: Actor, load: Load, meanings: Mapping[tuple[int, int], str | None]) -> Load:
    """Read the kept file with the given meanings of columns; corrections of the head stay, those of rows are lost.

    Refuses when the file gives no roadmap with such columns; then nothing changes.
    """
    load = held(actor, load, "confirm")
    try:
        answer = read_safely(Path(load.file.path), with_source=True, columns=meanings)
    except Unreadable as refusal:
        raise Refusal(f"С такими столбцами карта не читается. {refusal.sentence}") from refusal
    load.draft = editing.carry_over(load.draft, make_draft(load, answer))
    load.save(update_fields=["draft", "updated_at"])
    note(actor, load, "read_columns_again", "Изменён смысл столбцов, файл прочитан заново")
    return load


@transaction.atomic
def correct_head(*, actor: Actor, load: Load, values: Json) -> Load:
    """Correct title, period, approval or order of the draft."""
    load = held(actor, load, "confirm")
    head = {**load.draft["head"], **values, "period_guessed": False}
    corrections = {**load.draft.get("head_corrections", {}), **values}
    return keep(load, {**load.draft, "head": head, "head_corrections": corrections})


@transaction.atomic
def correct_row(*, actor: Actor, load: Load, key: str, values: Json, section: str = "") -> Load:
    """Correct one row of the draft; with `section` it moves there."""
    load = held(actor, load, "confirm")
    draft = editing.correct_row(load.draft, key, values)
    if section:
        draft = editing.move_to_section(draft, key, section)
    return keep(load, draft)


@transaction.atomic
def correct_section(*, actor: Actor, load: Load, key: str, values: Json) -> Load:
    """Correct number, title or stage of a section of the draft."""
    load = held(actor, load, "confirm")
    return keep(load, editing.put(load.draft, "sections", key, values))


@transaction.atomic
def leave_out_row(*, actor: Actor, load: Load, key: str, out: bool) -> Load:
    """Leave a row out of the plan, or take it back."""
    load = held(actor, load, "confirm")
    return keep(load, editing.leave_out(load.draft, key, out=out))


@transaction.atomic
def check_doubt(*, actor: Actor, load: Load, key: str, checked: bool) -> Load:
    """Say that a doubt has been looked at, or open it again."""
    load = held(actor, load, "confirm")
    return keep(load, editing.check_doubt(load.draft, key, checked=checked))


@transaction.atomic
def check_doubts(*, actor: Actor, load: Load, keys: Iterable[str]) -> Load:
    """Say that several doubts have been looked at."""
    load = held(actor, load, "confirm")
    draft = load.draft
    for key in keys:
        draft = editing.check_doubt(draft, key, checked=True)
    return keep(load, draft)


@transaction.atomic
def confirm_load(*, actor: Actor, load: Load) -> Roadmap:
    """Create the roadmap of the draft in one transaction. Refuses a draft without measures or without a title."""
    load = held(actor, load, "confirm")
    if not count_rows(load.draft):
        raise Refusal("Все строки убраны: создавать нечего. Верните хотя бы одно мероприятие.")
    if not load.draft["head"]["title"].strip():
        raise Refusal("Назовите дорожную карту: впишите название в блоке «О документе».")
    roadmap = create_from_draft(actor=actor, draft=roadmap_draft(load.draft))
    load.state, load.roadmap, load.confirmed_at = Load.State.CONFIRMED, roadmap, timezone.now()
    load.save(update_fields=["state", "roadmap", "confirmed_at", "updated_at"])
    note(actor, load, "confirm_load", f"Из файла «{load.file_name}» создана дорожная карта")
    return roadmap


@transaction.atomic
def undo_load(*, actor: Actor, load: Load) -> Load:
    """Take away the roadmap that the load created; the file and the draft stay."""
    load = held(actor, load, "undo")
    if load.roadmap is not None:
        withdraw_roadmap(actor=actor, roadmap=load.roadmap)
    load.state, load.undone_at = Load.State.UNDONE, timezone.now()
    load.save(update_fields=["state", "undone_at", "updated_at"])
    note(actor, load, "undo_load", f"Отменена загрузка файла «{load.file_name}»")
    return load


@transaction.atomic
def discard_load(*, actor: Actor, load: Load) -> Load:
    """Put an unfinished load away; the file stays."""
    load = held(actor, load, "discard")
    load.state, load.undone_at = Load.State.UNDONE, timezone.now()
    load.save(update_fields=["state", "undone_at", "updated_at"])
    note(actor, load, "discard_load", f"Файл «{load.file_name}» убран без создания карты")
    return load


def held(actor: Actor, load: Load, step: str) -> Load:
    """Return the load locked, in the actor's own organisation, in a state from which the step may start."""
    demand("intake.manage_loads", actor)
    load = Load.objects.select_for_update(of=("self",)).get(pk=load.pk, organisation=actor.organisation)
    check(LOAD, step, load.state)
    return load


def keep(load: Load, draft: Json) -> Load:
    """Save a corrected draft."""
    load.draft = draft
    load.corrections += 1
    load.save(update_fields=["draft", "corrections", "updated_at"])
    return load


def note(actor: Actor, load: Load, verb: str, sentence: str) -> None:
    """Write one line into the journal."""
    record(
        user=actor.user,
        tenant=actor.organisation.path,
        verb=f"intake.{verb}",
        target=load,
        sentence=sentence,
        after={"file": load.file_name, "sha256": load.sha256},
    )
