"""What can be done with a load: start, read, correct, confirm, undo, discard."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from estafeta.core.clock import local_today
from estafeta.core.jobs import cancel, enqueue, progress
from estafeta.core.lifecycles import check
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.core.writing import write
from estafeta.intake import editing
from estafeta.intake.building import count_rows, roadmap_draft
from estafeta.intake.draft import draft_of
from estafeta.intake.lifecycle import LOAD
from estafeta.intake.models import Load
from estafeta.intake.plan_templates import draft_of_template
from estafeta.organisations.actors import Actor
from estafeta.organisations.queries import colleagues
from estafeta.roadmaps.actions import create_from_draft, withdraw_roadmap
from estafeta.roadmaps.models import Roadmap
from estafeta.workbench.uploads import Upload
from estafeta.workbench.writing import Changes, create, journal, locked, take_step
from office_files.errors import Unreadable
from roadmap_reader import read_safely
from russian.phrases import clip

READ = "intake.read_load"
Json = dict[str, Any]


@transaction.atomic
def start_load(*, actor: Actor, upload: Upload) -> Load:
    """Keep the file and put its reading into the queue."""
    demand("intake.manage_loads", actor)
    name = upload.name
    load = Load(organisation=actor.organisation, file_name=name, size=upload.size, made_by=actor.user)
    load.sha256 = hashlib.sha256(upload.read()).hexdigest()
    upload.keep(load.file)
    create(load, actor)
    _note(actor, load, "start_load", f"Загружен файл «{name}»")
    _enqueue(actor, load)
    return load


def _enqueue(actor: Actor, load: Load) -> None:
    job = enqueue(
        READ,
        {"load": load.pk},
        key=f"load-{load.pk}",
        user=actor.user,
        tenant=actor.organisation.path,
        title=f"Читаем файл «{load.file_name}»",
    )
    write(load, {"job": job}, actor)


@transaction.atomic
def read_again(*, actor: Actor, load: Load) -> Load:
    """Put a file whose reading broke off into the queue again. Refuses while it is being read, and when it has been."""
    load = _open_load(actor, load, "begin")
    if not load.is_broken_off:
        raise Refusal("Файл уже читается.")
    _note(actor, load, "read_again", f"Файл «{load.file_name}» читается снова")
    _enqueue(actor, load)
    return load


def read_load(*, load: Load) -> None:
    """Read the kept file into the draft, or write down why it cannot be read. May run twice."""
    progress.report(20, 100, "Читаем файл")
    if not _read_on(load, "begin"):
        return
    try:
        answer = read_safely(Path(load.file.path), with_source=True)
    except Unreadable as refusal:
        _read_on(load, "refuse", refusal=refusal.sentence)
        progress.result("Файл прочитать не получилось", _address_of(load))
        return
    progress.report(80, 100, "Узнаём сроки и ответственных")
    _read_on(load, "finish", draft=_make_draft(load, answer))
    progress.result("Файл прочитан, проверьте его", _address_of(load))


def _address_of(load: Load) -> str:
    """Return where the load is seen."""
    return reverse("intake:load", args=[load.organisation.slug, load.pk])


def _make_draft(load: Load, answer: Json) -> Json:
    """Return the draft of an answer for the organisation of the load."""
    today = local_today(load.organisation.time_zone)
    people = list(colleagues(load.organisation, today=today))
    return draft_of(answer, colleagues=people, today=today)


@transaction.atomic
def _read_on(load: Load, step: str, **values: Any) -> bool:
    """Write down where the reading stands; False when somebody has discarded the load meanwhile or it is read."""
    if locked(load).state not in LOAD[step].sources:
        return False
    take_step(load, LOAD, step, actor=None, values=values)
    return True


def read_columns_again(*, actor: Actor, load: Load, meanings: Mapping[tuple[int, int], str | None]) -> Load:
    """Read the kept file with the given meanings of columns; corrections of the head stay, those of rows are lost.

    Refuses when the file gives no roadmap with such columns; then nothing changes. Nothing of the database is held
    while the file is read: a load that somebody has corrected meanwhile is Stale.
    """
    seen = _seen_load(actor, load)
    try:
        answer = read_safely(Path(seen.file.path), with_source=True, columns=meanings)
    except Unreadable as refusal:
        raise Refusal(f"С такими столбцами карта не читается. {refusal.sentence}") from refusal
    return _keep_columns(actor, seen, _make_draft(seen, answer))


@transaction.atomic
def _seen_load(actor: Actor, load: Load) -> Load:
    return _open_load(actor, load, "confirm")


@transaction.atomic
def _keep_columns(actor: Actor, seen: Load, draft: Json) -> Load:
    load = _open_load(actor, seen, "confirm", seen.version)
    Changes(actor).save(load, draft=editing.carry_over(load.draft, draft))
    _note(actor, load, "read_columns_again", "Изменён смысл столбцов, файл прочитан заново")
    return load


@transaction.atomic
def correct_head(*, actor: Actor, load: Load, values: Json, version: int | None = None) -> Load:
    """Correct title, period, approval or order of the draft. Refuses a stale `version`."""
    load = _open_load(actor, load, "confirm", version)
    head = {**load.draft["head"], **values, "period_guessed": False}
    corrections = {**load.draft.get("head_corrections", {}), **values}
    _save_draft(actor, load, {**load.draft, "head": head, "head_corrections": corrections})
    _note(actor, load, "correct_head", "В прочитанном исправлены сведения о документе")
    return load


@transaction.atomic
def correct_row(
    *, actor: Actor, load: Load, key: str, values: Json, section: str = "", version: int | None = None
) -> Load:
    """Correct one row of the draft; with `section` it moves there. Refuses a stale `version`."""
    load = _open_load(actor, load, "confirm", version)
    draft = editing.correct_row(load.draft, key, values)
    if section:
        draft = editing.move_to_section(draft, key, section)
    _save_draft(actor, load, draft)
    _note(actor, load, "correct_row", f"В прочитанном исправлена строка {_row_name(load, key)}")
    return load


@transaction.atomic
def correct_section(*, actor: Actor, load: Load, key: str, values: Json, version: int | None = None) -> Load:
    """Correct number, title or stage of a section of the draft. Refuses a stale `version`."""
    load = _open_load(actor, load, "confirm", version)
    _save_draft(actor, load, editing.put(load.draft, "sections", key, values))
    _note(actor, load, "correct_section", f"В прочитанном исправлен раздел «{clip(values.get('title', ''))}»")
    return load


@transaction.atomic
def leave_out_row(*, actor: Actor, load: Load, key: str, out: bool) -> Load:
    """Leave a row out of the plan, or take it back."""
    load = _open_load(actor, load, "confirm")
    _save_draft(actor, load, editing.leave_out(load.draft, key, out=out))
    words = "Из прочитанного убрана строка" if out else "В прочитанное возвращена строка"
    _note(actor, load, "leave_out_row", f"{words} {_row_name(load, key)}")
    return load


@transaction.atomic
def check_doubt(*, actor: Actor, load: Load, key: str, checked: bool) -> Load:
    """Say that a doubt has been looked at, or open it again."""
    load = _open_load(actor, load, "confirm")
    _save_draft(actor, load, editing.check_doubt(load.draft, key, checked=checked))
    _note(actor, load, "check_doubt", "Сомнение проверено" if checked else "Сомнение снова открыто")
    return load


@transaction.atomic
def check_doubts(*, actor: Actor, load: Load, keys: Collection[str]) -> Load:
    """Say that several doubts have been looked at."""
    load = _open_load(actor, load, "confirm")
    draft = load.draft
    for key in keys:
        draft = editing.check_doubt(draft, key, checked=True)
    _save_draft(actor, load, draft)
    _note(actor, load, "check_doubts", f"Проверены сомнения: {len(keys)}")
    return load


@transaction.atomic
def confirm_load(*, actor: Actor, load: Load) -> Roadmap:
    """Create the roadmap of the draft in one transaction. Refuses a draft without measures or without a title."""
    load = _open_load(actor, load, "confirm")
    if not count_rows(load.draft):
        raise Refusal("Все строки убраны: создавать нечего. Верните хотя бы одно мероприятие.")
    if not load.draft["head"]["title"].strip():
        raise Refusal("Назовите дорожную карту: впишите название в блоке «О документе».")
    roadmap = create_from_draft(actor=actor, draft=roadmap_draft(load.draft))
    take_step(load, LOAD, "confirm", actor=actor, values={"roadmap": roadmap, "confirmed_at": timezone.now()})
    _note(actor, load, "confirm_load", f"Из файла «{load.file_name}» создана дорожная карта")
    return roadmap


@transaction.atomic
def undo_load(*, actor: Actor, load: Load) -> Load:
    """Take away the roadmap that the load created; the file and the draft stay."""
    load = _open_load(actor, load, "undo")
    if load.roadmap is not None:
        withdraw_roadmap(actor=actor, roadmap=load.roadmap)
    take_step(load, LOAD, "undo", actor=actor, values={"undone_at": timezone.now()})
    _note(actor, load, "undo_load", f"Отменена загрузка файла «{load.file_name}»")
    return load


@transaction.atomic
def discard_load(*, actor: Actor, load: Load) -> Load:
    """Put an unfinished load away; the file stays."""
    load = _open_load(actor, load, "discard")
    if load.job is not None and load.job.is_open:
        cancel(load.job)
    take_step(load, LOAD, "discard", actor=actor, values={"undone_at": timezone.now()})
    _note(actor, load, "discard_load", f"Файл «{load.file_name}» убран без создания карты")
    return load


def _open_load(actor: Actor, load: Load, step: str, version: int | None = None) -> Load:
    """Return the load locked, in the actor's own organisation, in a state from which the step may start."""
    demand("intake.manage_loads", actor)
    if load.organisation_id != actor.organisation.pk:
        raise Refusal("Эта загрузка другой организации.")
    load = locked(load, version)
    check(LOAD, step, load.state)
    return load


def _save_draft(actor: Actor, load: Load, draft: Json) -> None:
    Changes(actor).save(load, draft=draft, corrections=load.corrections + 1)


def _row_name(load: Load, key: str) -> str:
    row = editing.find(load.draft, "rows", key)
    return " ".join(part for part in (row["number"], f"«{clip(row['title'])}»") if part)


@transaction.atomic
def record_view(*, actor: Actor, load: Load) -> None:
    """Write down that the kept file was taken."""
    demand("intake.manage_loads", actor)
    _note(actor, load, "view_load", f"Открыт загруженный файл «{load.file_name}»")


def _note(actor: Actor, load: Load, verb: str, sentence: str) -> None:
    after = {"file": load.file_name, "sha256": load.sha256}
    journal(actor, f"intake.{verb}", load, sentence, after=after)


@transaction.atomic
def create_from_template(*, actor: Actor, code: str, year: int) -> Roadmap:
    """Make a roadmap from a built-in template for the school year that begins in `year`; refuses an unknown code."""
    return create_from_draft(actor=actor, draft=draft_of_template(code, year, actor.organisation))
