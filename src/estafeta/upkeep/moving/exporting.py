"""The archive of one organisation and all below it: rows as lines of JSON, uploads, the people they name."""

from __future__ import annotations

import base64
import datetime as dt
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from estafeta.accounts.models import User
from estafeta.core.journal import record
from estafeta.core.journal.carrying import portable
from estafeta.core.journal.sealing import TEXTS, subjects_in
from estafeta.core.models import JournalLine
from estafeta.core.refusals import Refusal
from estafeta.organisations.models import Organisation
from estafeta.organisations.scope import tenant_scope
from estafeta.upkeep.archive import packing, read
from estafeta.upkeep.installation import Installation
from estafeta.upkeep.moving.models import Kind, carried, files, is_user, keys, several, values

KIND, FORMAT = "organisation", 1
ROWS, FILES, USERS = "rows/", "files/", "users.jsonl"
PERSON = ("username", "email", "last_name", "first_name", "patronymic")


def export(installation: Installation, organisation: Organisation, target: Path, *, now: dt.datetime) -> dict[str, Any]:
    """Write everything of an organisation and of those below it; returns the manifest. The archive is read back.

    Refuses with a sentence a file that is there, a full disk, an upload that is lost.
    """
    if target.exists():
        raise Refusal(f"Файл «{target}» уже есть. Укажите другое имя.")
    manifests: list[dict[str, Any]] = []
    with packing(target, "", lambda part: manifests.append(read(part, lambda name, file: None))) as archive:
        with tempfile.TemporaryDirectory(prefix=".estafeta-", dir=target.parent) as name, transaction.atomic():
            _freeze()
            found = _Export(organisation, Path(name))
            for path in sorted(Path(name).iterdir()):
                archive.add(path.name if path.name == USERS else ROWS + path.name, path)
            for upload in sorted(found.uploads):
                try:
                    archive.add(FILES + upload, installation.files / upload)
                except FileNotFoundError:
                    raise Refusal(f"Файла «{upload}» нет в папке файлов: выгрузка была бы неполной.") from None
        archive.finish({"kind": KIND, "format": FORMAT, "made_at": now.isoformat(timespec="seconds"), **found.about})
    _note(organisation, target.name)
    return manifests[0]


def _freeze() -> None:
    """Have PostgreSQL show one moment throughout; SQLite's transactions do so anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _note(organisation: Organisation, name: str) -> None:
    words = f"Организация выгружена целиком в архив «{name}»"
    record(user=None, tenant=organisation.path, verb="upkeep.export", target=organisation, sentence=words)


class _Export:
    """The rows as files of a folder, and what the manifest says of them."""

    def __init__(self, organisation: Organisation, folder: Path) -> None:
        self.folder = folder
        self.uploads: set[str] = set()
        self.people: set[int] = set()
        self.outside: set[int] = set()
        below = Organisation.objects.filter(path__startswith=organisation.path)
        self.inside = set(below.values_list("pk", flat=True))
        counts = {
            Organisation._meta.label: self.write(
                Organisation, (self.line(Organisation, row) for row in below.order_by("path"))
            )
        }
        with tenant_scope(organisation):
            for model in carried()[1:-1]:
                rows = model.objects.order_by("pk")  # type: ignore[attr-defined]
                lines = (self.line(model, row) for row in rows.iterator(chunk_size=1000))
                counts[model._meta.label] = self.write(model, lines)
            journal = (self.journal_line(line) for line in portable(organisation.path))
            counts[JournalLine._meta.label] = self.write(JournalLine, journal)
        self.write_people()
        self.about = {
            "organisation": {"slug": organisation.slug, "path": organisation.path, "name": organisation.short_name},
            "parent": organisation.parent_id,
            "outside": self.neighbours(),
            "counts": counts,
            "migrations": applied(),
        }

    def journal_line(self, line: dict[str, Any]) -> dict[str, Any]:
        """A line of the journal; who acted and whom it is about are gathered."""
        named = [*line["mentions"], *(subject for name in TEXTS for subject in subjects_in(line[name]))]
        self.people |= {pk for kind, pk, *_ in named if kind == User._meta.label_lower}
        self.people |= {line["user_id"]} - {None}
        return line

    def write(self, model: Kind, lines: Iterable[dict[str, Any]]) -> int:
        """Write the rows of a model; return how many."""
        count = 0
        with (self.folder / f"{model._meta.label}.jsonl").open("w", encoding="utf-8") as file:
            for line in lines:
                file.write(json.dumps(line, ensure_ascii=False, default=_plain) + "\n")
                count += 1
        return count

    def line(self, model: Kind, row: Model) -> dict[str, Any]:
        """A row as its archive keeps it; whom and what it names is gathered."""
        line: dict[str, Any] = {"pk": row.pk}
        for field, to in keys(model):
            line[field.attname] = old = getattr(row, field.attname)
            if old is not None and is_user(to):
                self.people.add(old)
            elif old is not None and to is Organisation and old not in self.inside:
                self.outside.add(old)
        for value in values(model):
            line[value.attname] = value.value_from_object(row)
        for upload in files(model):
            line[upload.attname] = str(getattr(row, upload.attname))
            self.uploads |= {line[upload.attname]} - {""}
        for many in several(model):
            line[many.name] = list(getattr(row, many.name).order_by("pk").values_list("pk", flat=True))
        return line

    def write_people(self) -> None:
        """Write who is named anywhere: enough to know them again, nothing to sign in with."""
        with (self.folder / USERS).open("w", encoding="utf-8") as file:
            for user in User.objects.filter(pk__in=self.people).order_by("pk").values("pk", *PERSON):
                file.write(json.dumps(user, ensure_ascii=False) + "\n")

    def neighbours(self) -> dict[str, dict[str, str]]:
        """The organisations that are named and do not go."""
        rows: Iterable[Organisation] = Organisation.objects.filter(pk__in=self.outside)
        return {str(row.pk): {"slug": row.slug, "name": row.short_name} for row in rows}


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode("ascii")
    return str(value)


def applied() -> list[str]:
    """The migrations of the house that were applied: rows fit only where the same ones were."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        ours = {model._meta.app_label for model in carried()}
        return [f"{app}.{name}" for app, name in cursor.fetchall() if app in ours]
