"""An organisation arrives: rows get new numbers, people are known by their addresses, all or nothing is laid down."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import models, transaction

from estafeta.accounts.actions import free_username
from estafeta.accounts.models import User
from estafeta.core.journal import record
from estafeta.core.journal.carrying import write_again
from estafeta.core.models import JournalLine
from estafeta.core.refusals import Refusal
from estafeta.organisations.models import Invitation, Organisation
from estafeta.organisations.scope import tenant_scope
from estafeta.upkeep.archive import cannot_write, put, read
from estafeta.upkeep.installation import Installation
from estafeta.upkeep.moving.exporting import FILES, FORMAT, KIND, PERSON, ROWS, USERS, applied
from estafeta.upkeep.moving.meanings import AFTERWARDS, MEANINGS, StaysBehind
from estafeta.upkeep.moving.models import Kind, carried, files, keys, several, values

NAMING = ("tenant", "target_id", "before", "after")


@dataclass(slots=True)
class Arrival:
    """What has come of an import: rows by model, those that stayed behind, people known here and new ones."""

    organisation: Organisation
    counts: Counter[str] = field(default_factory=Counter)
    behind: Counter[str] = field(default_factory=Counter)
    known: int = 0
    new: int = 0


def import_organisation(
    installation: Installation, path: Path, *, under: Organisation | None, now: dt.datetime
) -> Arrival:
    """Lay an organisation down below `under`, or at the top; returns what has come of it.

    Refuses with a sentence what is no such archive or not whole, another version of the tables, an address taken.
    """
    installation.data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".estafeta-", dir=installation.data) as name:
        folder = Path(name)
        try:
            manifest = read(path, lambda member, file: put(folder, member, file))
        except OSError as error:
            raise Refusal(cannot_write(error, installation.data)) from error
        _demand_fit(manifest, folder, path)
        move = _Move(installation, folder, manifest, under, now)
        try:
            with transaction.atomic():
                return move.run()
        except BaseException:
            move.take_files_back()
            raise


def _demand_fit(manifest: dict[str, Any], folder: Path, path: Path) -> None:
    if manifest.get("kind") != KIND or manifest.get("format", 0) > FORMAT:
        raise Refusal(f"«{path.name}» — не выгрузка организации или сделана более новой Эстафетой.")
    here = applied()
    differing = sorted(set(manifest["migrations"]) ^ set(here))
    if differing:
        raise Refusal(f"Версии Эстафеты различаются (шаг {differing[0]}). Обновите обе установки и выгрузите снова.")
    slugs = [row["slug"] for row in _lines(folder, Organisation)]
    taken = Organisation.objects.filter(slug__in=slugs).first()
    if taken is not None:
        raise Refusal(f"Организация с адресом «{taken.slug}» здесь уже есть: {taken.short_name}. Ничего не изменено.")


def _lines(folder: Path, model: Kind) -> Iterator[dict[str, Any]]:
    with (folder / f"{ROWS}{model._meta.label}.jsonl").open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


class _OfLine:
    """The new numbers as a line of the journal needs them: its target is known by its own word."""

    def __init__(self, move: _Move, target: str) -> None:
        self.number, self.path, self.slug, self.target = move.number, move.path, move.slug, target


class _Move:
    """One import under way: new numbers by old ones, what waits for rows that come later."""

    def __init__(
        self, installation: Installation, folder: Path, manifest: dict[str, Any], under: Organisation | None, now: Any
    ) -> None:
        self.installation, self.folder, self.manifest = installation, folder, manifest
        self.under, self.now = under, now
        self.numbers: dict[str, dict[int, int]] = {}
        self.names: dict[str, str] = {}
        self.moved: list[Path] = []
        self.later: list[tuple[Kind, int, str, str, int]] = []
        self.told: list[tuple[Kind, int, str, Any]] = []
        self.old_path = str(manifest["organisation"]["path"])
        above = under.path if under else ""
        self.new_path = above + self.old_path.rstrip("/").rpartition("/")[2] + "/"

    def number(self, label: str, old: Any) -> int | None:
        """The new number of a row, None where it has not been carried."""
        return self.numbers.get(label.lower(), {}).get(old)

    def path(self, old: str) -> str:
        """The new path."""
        return self.new_path + old[len(self.old_path) :] if old.startswith(self.old_path) else old

    def slug(self, old: str) -> str:
        """The address stays: one that is taken was refused."""
        return old

    def run(self) -> Arrival:
        """Lay everything down, in the transaction of the caller; compare the counts."""
        if Organisation.objects.filter(path=self.new_path).exists():
            raise Refusal("Эта организация здесь уже есть. Ничего не изменено.")
        arrival = Arrival(Organisation())
        self.lay_people(arrival)
        self.greet_neighbours()
        for model in carried()[:-1]:
            self.lay(model, arrival)
        self.join()
        arrival.organisation = Organisation.objects.get(path=self.new_path)
        with tenant_scope(arrival.organisation):
            self.tell()
            self.write_journal(arrival)
            self.close_invitations()
            self.compare(arrival)
        self.bring_files()
        for act in AFTERWARDS:
            act(self.new_path)
        words = f"Организация принята из архива «{self.manifest['organisation']['name']}» от {self.manifest['made_at']}"
        record(user=None, tenant=self.new_path, verb="upkeep.import", target=arrival.organisation, sentence=words)
        return arrival

    def lay_people(self, arrival: Arrival) -> None:
        """Know people by their addresses; others come without a password: they enter by «Забыли пароль?»."""
        known = self.numbers.setdefault("accounts.user", {})
        for line in (self.folder / USERS).read_text("utf-8").splitlines():
            told = json.loads(line)
            user = User.objects.filter(email__iexact=told["email"]).first() if told["email"] else None
            arrival.known += user is not None
            if user is None:
                user = User(**{name: told[name] for name in PERSON if name != "username"})
                taken = User.objects.filter(username__iexact=told["username"]).exists()
                user.username = free_username(user.last_name, user.first_name) if taken else told["username"]
                user.set_unusable_password()
                user.save()
                arrival.new += 1
            known[told["pk"]] = user.pk

    def greet_neighbours(self) -> None:
        """Organisations that are named and did not come: the one above is the new one, others go by their address."""
        known = self.numbers.setdefault("organisations.organisation", {})
        here = {row.slug: row.pk for row in Organisation.objects.all()}
        for old, told in self.manifest["outside"].items():
            if self.under is not None and int(old) == self.manifest["parent"]:
                known[int(old)] = self.under.pk
            elif told["slug"] in here:
                known[int(old)] = here[told["slug"]]

    def lay(self, model: Kind, arrival: Arrival) -> None:
        """Lay the rows of a model down; one whose necessary neighbour stays behind stays too."""
        label = model._meta.label
        new = self.numbers.setdefault(label.lower(), {})
        for line in _lines(self.folder, model):
            waiting: list[tuple[str, str, int]] = []
            try:
                row = self.row(model, line, waiting)
            except StaysBehind:
                arrival.behind[label] += 1
                continue
            new[line["pk"]] = row.pk = _insert(model, row)
            arrival.counts[label] += 1
            self.later += [(model, row.pk, *what) for what in waiting]
            self.note(model, row, line)

    def note(self, model: Kind, row: models.Model, line: dict[str, Any]) -> None:
        """Join the row with its many, and remember what is to be told anew once all have come."""
        for value in values(model):
            known = f"{model._meta.label}.{value.name}" in MEANINGS
            if known and line[value.attname]:
                self.told.append((model, row.pk, value.name, line[value.attname]))
        for many in several(model):
            targets = [self.number(many.related_model._meta.label, old) for old in line[many.name]]
            getattr(row, many.name).add(*[pk for pk in targets if pk is not None])

    def row(self, model: Kind, line: dict[str, Any], waiting: list[tuple[str, str, int]]) -> models.Model:
        """Make the row with its new keys; those that lead to rows still to come wait. Raises StaysBehind."""
        row = model()
        for value in values(model):
            setattr(row, value.attname, value.to_python(line[value.attname]))
        for upload in files(model):
            setattr(row, upload.attname, self.place(line[upload.attname]))
        for key, to in keys(model):
            setattr(row, key.attname, self.key(key, to, line[key.attname], waiting))
        if isinstance(row, Organisation):
            row.path = self.path(row.path)
            if row.path == self.new_path:
                row.parent = self.under
        return row

    def key(self, key: models.Field[Any, Any], to: Kind, old: Any, waiting: list[tuple[str, str, int]]) -> int | None:
        """The new number behind a key; None for one that waits for a row still to come. Raises StaysBehind."""
        found = None if old is None else self.number(to._meta.label, old)
        if old is not None and found is None:
            if not key.null:
                raise StaysBehind
            waiting.append((key.attname, to._meta.label, old))
        return found

    def join(self) -> None:
        """Lay the keys that led to rows which came later."""
        for model, pk, name, label, old in self.later:
            found = self.number(label, old)
            if found is not None:
                model._base_manager.filter(pk=pk).update(**{name: found})

    def tell(self) -> None:
        """Tell anew what fields hold that are no keys; a row that names what stays behind goes again."""
        for model, pk, name, value in self.told:
            try:
                new = MEANINGS[f"{model._meta.label}.{name}"](value, self)
            except StaysBehind:
                model._base_manager.filter(pk=pk).delete()
                continue
            if new != value:
                model._base_manager.filter(pk=pk).update(**{name: new})

    def write_journal(self, arrival: Arrival) -> None:
        """Write the lines last: what they name has come."""
        label = JournalLine._meta.label
        for line in _lines(self.folder, JournalLine):
            told = _OfLine(self, line["target_type"])
            new = {name: MEANINGS[f"{label}.{name}"](line[name], told) for name in NAMING}
            write_again({**line, **new, "user_id": self.number(User._meta.label, line["user_id"])}, self.number)
            arrival.counts[label] += 1

    def close_invitations(self) -> None:
        """A link of the former installation opens nothing here: open invitations come closed."""
        Invitation.objects.filter(accepted_at=None, revoked_at=None).update(revoked_at=self.now)

    def compare(self, arrival: Arrival) -> None:
        """Refuse when not every row that was laid down is seen from here, or not every row of the archive came."""
        for model in carried()[1:]:
            label = model._meta.label
            seen = model.objects.count()  # type: ignore[attr-defined]
            told = self.manifest["counts"][label]
            if arrival.counts[label] != told - arrival.behind[label] or seen > arrival.counts[label]:
                raise Refusal(f"Строк «{model._meta.verbose_name_plural}» в архиве {told}, а легло {seen}. Всё убрано.")
            arrival.behind[label] += arrival.counts[label] - seen
            arrival.counts[label] = seen

    def place(self, name: str) -> str:
        """The name of an upload here: its own, another one where that is taken."""
        if name and name not in self.names:
            free = name
            while (self.installation.files / free).exists() or free in self.names.values():
                head, dot, ending = name.rpartition(".")
                free = f"{head or ending}-{len(self.names)}{dot}{ending if head else ''}"
            self.names[name] = free
        return self.names.get(name, "")

    def bring_files(self) -> None:
        """Move the uploads to their places."""
        for old, new in self.names.items():
            target = self.installation.files / new
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.moved.append(target)
            shutil.move(self.folder / FILES / old, target)

    def take_files_back(self) -> None:
        """Remove what was moved."""
        for path in self.moved:
            with suppress(FileNotFoundError):
                os.unlink(path)


def _insert(model: Kind, row: models.Model) -> int:
    """Insert a row as it is, with its own moments and files: nothing is stamped, nothing is heard of it."""
    fields = [column for column in model._meta.concrete_fields if not column.primary_key]
    rows = model._base_manager.all()._insert(  # type: ignore[attr-defined]
        [row], fields=fields, returning_fields=[model._meta.pk], raw=True, using="default"
    )
    return int(rows[0][0])
