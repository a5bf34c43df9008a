"""Changing norms: a new version of an entry, taking it away, giving it back to those above, restoring a version."""

from __future__ import annotations

import re

from django.db import transaction

from estafeta.core.packs import Family
from estafeta.core.refusals import Refusal, need
from estafeta.core.rights import demand
from estafeta.organisations.actors import Actor
from estafeta.packs.models import PackEntry, PackVersion
from estafeta.packs.queries import family_of, layers_of, name_of, problems
from estafeta.workbench.models import Undo
from estafeta.workbench.writing import Changes, create, journal, locked
from norms.layers import stack

CODE = re.compile(r"[a-z][a-z0-9_]{0,59}")


@transaction.atomic
def save_entry(
    *, actor: Actor, family: Family[object], code: str, text: str, source: str, version: int | None = None
) -> Undo:
    """Give an entry a new text here and below; `version` is that of the entry's row when the form was opened.

    Refuses what the family cannot read, a change without a source, and a text that stands already.
    """
    text = need(text, "Норма не может быть пустой.").replace("\r\n", "\n") + "\n"
    return _change(
        actor, family, code, text=text, source=source, version=version, verb="save_entry", words="Изменена норма"
    )


@transaction.atomic
def hide_entry(*, actor: Actor, family: Family[object], code: str, source: str, version: int | None = None) -> Undo:
    """Take an entry away here and below. Refuses one that others lean on, and where there is none."""
    standing = stack(layers_of(family)).get(code)
    if standing is None or standing.text is None:
        raise Refusal("Этой нормы здесь и так нет.")
    return _change(
        actor, family, code, text=None, source=source, version=version, verb="hide_entry", words="Убрана норма"
    )


@transaction.atomic
def reset_entry(*, actor: Actor, entry: PackEntry) -> Undo:
    """Have an entry as those above have it; its versions stay in the history."""
    demand("packs.change", actor, entry)
    if entry.current_id is None:
        raise Refusal("Здесь и так действует то, что выше.")
    return _point(actor, entry, None, "reset_entry", "Норма снова как выше")


@transaction.atomic
def restore_version(*, actor: Actor, version: PackVersion) -> Undo:
    """Let a former version hold again; refuses one that cannot be read any more."""
    demand("packs.change", actor, version.entry)
    entry = locked(version.entry)
    if entry.current_id == version.pk:
        raise Refusal("Эта версия и так действует.")
    family = family_of(entry.family)
    _demand_readable(actor, family, entry.code, None if version.hidden else version.text)
    return _point(actor, entry, version, "restore_version", f"Возвращена версия {version.number} нормы")


def _change(
    actor: Actor,
    family: Family[object],
    code: str,
    *,
    text: str | None,
    source: str,
    version: int | None,
    verb: str,
    words: str,
) -> Undo:
    demand("packs.change", actor)
    source = need(source, "Напишите, на каком основании меняется норма: акт, письмо, решение.")
    if not CODE.fullmatch(code):
        raise Refusal("Код нормы — латинские строчные буквы, цифры и «_», сначала буква, до 60 знаков.")
    if code not in stack(layers_of(family)) and not family.grows:
        raise Refusal("В этот набор новые записи не добавляются, можно изменить те, что есть.")
    _demand_readable(actor, family, code, text)
    here = {"organisation": actor.organisation, "family": family.code, "code": code}
    found = PackEntry.objects.filter(**here).first() or create(PackEntry(**here))
    entry = locked(found, version)
    last = entry.versions.order_by("-number").first()
    if entry.current_id and entry.current and entry.current.text == (text or "") and text is not None:
        raise Refusal("Эта запись уже действует, изменений нет.")
    number = last.number + 1 if last else 1
    values = {"number": number, "text": text or "", "hidden": text is None, "source": source}
    made = create(PackVersion(entry=entry, made_by=actor.user, **values))
    return _point(actor, entry, made, verb, words)


def _demand_readable(actor: Actor, family: Family[object], code: str, text: str | None) -> None:
    found = problems(family, actor.organisation, code, text)
    if found:
        raise Refusal(found[0])


def _point(actor: Actor, entry: PackEntry, version: PackVersion | None, verb: str, words: str) -> Undo:
    """Let the entry have this version; one journal line, undo."""
    changes = Changes(actor)
    row = locked(entry)
    former = stack(layers_of(family_of(row.family))).get(row.code)
    changes.save(row, current=version)
    text = (version.text if version else "") or (former.text if former else "") or ""
    name = name_of(family_of(row.family), row.code, text)
    sentence = f"{words} «{name}» ({family_of(row.family).title.lower()})."
    source = {"source": version.source} if version else {}
    journal(actor, f"packs.{verb}", row, sentence, after=source)
    return changes.undo(actor, sentence)
