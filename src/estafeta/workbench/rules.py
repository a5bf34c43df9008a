"""Who may do what at any page: with things to do (a target is a task) and with background jobs."""

from __future__ import annotations

from typing import Any

from estafeta.core.imports.kinds import KINDS
from estafeta.core.rights import may, right
from estafeta.organisations.actors import Actor
from estafeta.organisations.roles import EDITORS
from estafeta.workbench.models import Task


def is_here(actor: Actor, target: Any) -> bool:
    """True when the target belongs to the organisation in which the person acts (or there is no target yet)."""
    return not isinstance(target, Task) or target.organisation_id == actor.organisation.pk


def answers_for(actor: Actor, target: Any) -> bool:
    """True when the person, or a role she holds here, answers for the task."""
    return isinstance(target, Task) and (target.user_id in actor.people or target.role in actor.here)


@right("workbench.see_tasks", "Дела видят сотрудники самой организации.")
def see_tasks(actor: Actor, target: Any = None) -> bool:
    """Editors see all of the organisation's, others what they answer for or have given."""
    if not actor.here or not is_here(actor, target):
        return False
    if target is None or actor.is_any(EDITORS):
        return True
    return answers_for(actor, target) or target.made_by_id == actor.user.pk


@right("workbench.give_task", "Поручать дела другим могут куратор, директор, методист и координатор.")
def give_task(actor: Actor, target: Any = None) -> bool:
    """Editors of the organisation itself."""
    return is_here(actor, target) and actor.is_any(EDITORS)


@right("workbench.change_task", "Изменить или снять дело может тот, кто его поручил, куратор и директор.")
def change_task(actor: Actor, target: Any = None) -> bool:
    """Whoever gave it and editors here."""
    if not actor.here or not is_here(actor, target):
        return False
    return target is None or actor.is_any(EDITORS) or target.made_by_id == actor.user.pk


@right("workbench.finish_task", "Отметить дело может тот, кто за него отвечает, куратор и директор.")
def finish_task(actor: Actor, target: Any = None) -> bool:
    """Whoever answers for it and editors here."""
    if not actor.here or not is_here(actor, target):
        return False
    return target is None or actor.is_any(EDITORS) or answers_for(actor, target)


@right("workbench.own_job", "Остановить или повторить работу может только тот, кто её начал.")
def own_job(actor: Actor, job: Any) -> bool:
    """Ask whether the person has started the job."""
    return actor.belongs and job is not None and job.user_id == actor.user.pk


@right("workbench.own_draft", "Начатое видит и заканчивает только тот, кто его начал.")
def own_draft(actor: Actor, draft: Any) -> bool:
    """Ask whether the person has begun the draft."""
    return actor.belongs and draft is not None and draft.owner_id == actor.user.pk


@right("workbench.import", "Загружать таблицы могут сотрудники организации.")
def import_sheets(actor: Actor, target: Any = None) -> bool:
    """Anyone who belongs here; each kind of import asks its own right besides."""
    return actor.belongs


@right("workbench.apply_import", "Вносить эти строки вам не открыто.")
def apply_import(actor: Actor, made: Any) -> bool:
    """Those who have the right of the kind."""
    return made is not None and made.kind in KINDS and may(KINDS[made.kind].right, actor)


@right("workbench.undo_import", "Отменить загрузку может тот, кому открыто вносить такие строки.")
def undo_import(actor: Actor, made: Any) -> bool:
    """Those who have the right of the kind."""
    return apply_import(actor, made)
