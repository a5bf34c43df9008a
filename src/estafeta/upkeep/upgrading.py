"""Bringing the tables to this version: a backup first, then every step in one transaction, or none."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from io import StringIO
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from estafeta.core.refusals import Refusal
from estafeta.upkeep.backups import default_name, make_backup
from estafeta.upkeep.installation import Installation
from estafeta.upkeep.rotation import BEFORE, backups_in, surplus

LOCK = 20261201
NEWER = (
    "База данных сделана более новой Эстафетой (шаг «{name}» этой версии неизвестен). Верните новую версию или "
    "восстановите копию, сделанную перед обновлением."
)
FAILED = (
    "Обновить базу не удалось на шаге «{step}»: {why}. Всё осталось как было; запустите прежнюю версию и передайте это "
    "сообщение разработчикам."
)
UNFINISHED = (
    "Восстановление копии здесь оборвалось на середине. Уберите папку данных (и базу, если она на PostgreSQL) и "
    "повторите: ./estafeta restore ФАЙЛ"
)


def upgrade(installation: Installation, *, now: dt.datetime, say: Callable[[str], None]) -> list[str]:
    """Take the steps that are missing and return their names; a database that is not empty is copied before.

    Refuses with a sentence, and everything is as it was, when a step fails, when there is no place for the copy, when
    the database is of a newer version or a restore broke off here.
    """
    if installation.mark.exists():
        raise Refusal(UNFINISHED)
    with one_at_a_time():
        executor = MigrationExecutor(connection)
        demand_known(executor.loader)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        names = [f"{step.app_label}.{step.name}" for step, _ in plan]
        if plan and executor.loader.applied_migrations:
            say(f"Обновляем базу, шагов: {len(plan)}. Сначала делаем копию…")
            target = installation.backups / default_name(now, BEFORE)
            if not target.exists():
                make_backup(installation, target, now=now, password=settings.BACKUP_PASSWORD)
            say(f"Копия готова: {target}")
            let_go(installation)
        if plan:
            take(names, fresh=not executor.loader.applied_migrations)
        return names


def demand_known(loader: MigrationLoader) -> None:
    """Refuse a database that a newer version of the product has made."""
    disk = set(loader.disk_migrations or ())
    replaced = {old for step in (loader.disk_migrations or {}).values() for old in step.replaces}
    apps = {app for app, _ in disk}
    unknown = sorted(key for key in set(loader.applied_migrations) - disk - replaced if key[0] in apps)
    if unknown:
        raise Refusal(NEWER.format(name=".".join(unknown[0])))


def let_go(installation: Installation) -> None:
    """Keep only the last copies of upgrades."""
    rows = [row for row in backups_in(installation.backups) if row.kind == BEFORE]
    for row in surplus(rows, daily=0, weekly=0, monthly=0):
        row.path.unlink(missing_ok=True)


def take(names: list[str], *, fresh: bool) -> None:
    """Take all steps or none; an empty database has nothing to lose. Refuses with the step that failed and why.

    The queue's tables come first, each step by itself: PostgreSQL uses a new value of an enumeration only after the
    transaction that made it, and a queue that is newer than its product harms nothing.
    """
    said = StringIO()
    options: dict[str, Any] = {"verbosity": 1, "stdout": said, "no_color": True, "interactive": False}
    try:
        if apps.is_installed("procrastinate.contrib.django"):
            call_command("migrate", "procrastinate", **options)
        with nullcontext() if fresh else whole():
            call_command("migrate", **options)
    except Exception as error:
        why = " ".join(str(error).split()) or type(error).__name__
        step = ([*names[:1], *re.findall(r"Applying (\S+?)\.\.\.", said.getvalue())])[-1]
        raise Refusal(FAILED.format(step=step, why=why)) from error


@contextmanager
def whole() -> Iterator[None]:
    """One transaction around many migrations."""
    if connection.vendor != "postgresql":
        connection.disable_constraint_checking()  # tables are made anew; each migration checks its keys at its end
        try:
            with transaction.atomic():
                yield
        finally:
            connection.enable_constraint_checking()
        return
    with connection.execute_wrapper(settle), transaction.atomic():
        yield


def settle(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
    """Have keys that wait for the end of the transaction checked before a table is altered: PostgreSQL demands it."""
    if str(sql).lstrip().upper().startswith(("ALTER", "DROP", "CREATE")):
        execute("SET CONSTRAINTS ALL IMMEDIATE", None, False, context)
        execute("SET CONSTRAINTS ALL DEFERRED", None, False, context)
    return execute(sql, params, many, context)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Of several machines on one PostgreSQL one upgrades, the others wait; SQLite's folder is held by `up` itself."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
