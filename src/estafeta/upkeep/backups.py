"""Backups: made while people work, read back before they count, restored only where nothing is.

A backup is an archive (`archive`) of the database (`databases`), uploads, packs, the key made by the installation and
the list of erased persons; its manifest counts the rows of every table.
"""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from estafeta.core.erasures import LIST, listed
from estafeta.core.refusals import Refusal
from estafeta.upkeep.archive import Packing, cannot_write, packing, put, read
from estafeta.upkeep.databases import Copy, Database, Sqlite, check_file
from estafeta.upkeep.installation import Installation
from estafeta.upkeep.postgresql import Postgresql

KIND, FORMAT = "backup", 1
FILES, PACKS, KEY = "files/", "packs/", "secret-key"
ENDING = ".tar.gz"
Migrate = Callable[[list[str], bool], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a backup holds; `note` is a further sentence for whoever made it."""

    path: Path
    made_at: dt.datetime
    size: int
    rows: int
    files: int
    sealed: bool
    note: str = ""


def database_of(installation: Installation) -> Database:
    """Return the database of an installation by its kind."""
    words = installation.database
    return Postgresql(words) if str(words["ENGINE"]).endswith("postgresql") else Sqlite(words)


def default_name(now: dt.datetime, kind: str = "estafeta") -> str:
    """«estafeta-2026-12-01-0300.tar.gz»: sorts by time."""
    return f"{kind}-{now:%Y-%m-%d-%H%M}{ENDING}"


def make_backup(installation: Installation, target: Path, *, now: dt.datetime, password: str = "") -> Summary:
    """Copy the whole installation into one file, read it back, then let it stand at `target`.

    Refuses with a sentence, and leaves nothing behind, when there is nothing to copy, no place, or the copy is damaged.
    """
    if target.exists():
        raise Refusal(f"Файл «{target}» уже есть. Укажите другое имя: копии мы не затираем.")
    database = database_of(installation)
    manifests: list[dict[str, Any]] = []
    with packing(target, password, lambda part: manifests.append(check_backup(part, password))) as archive:
        with _workshop(target.parent) as folder:
            copy = database.copy(folder)
            for name, path in copy.files.items():
                archive.add(name, path)
        files = _add_folder(archive, FILES, installation.files)
        _add_folder(archive, PACKS, installation.packs)
        for path in (installation.key, installation.backups / LIST):
            if path.exists():
                archive.add(path.name, path)
        archive.finish(_manifest(database, copy, now, files))
    return Summary(
        target, now, target.stat().st_size, sum(copy.counts.values()), files, bool(password), copy.note
    )  # fmt: skip


def _manifest(database: Database, copy: Copy, now: dt.datetime, files: int) -> dict[str, Any]:
    return {
        "kind": KIND,
        "format": FORMAT,
        "made_at": now.isoformat(timespec="seconds"),
        "database": database.kind,
        "form": copy.form,
        "migrations": copy.migrations,
        "counts": copy.counts,
        "files": files,
    }


def _add_folder(archive: Packing, prefix: str, folder: Path) -> int:
    """Add every file below a folder; one that is deleted meanwhile is no longer wanted by anybody."""
    count = 0
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            try:
                archive.add(prefix + path.relative_to(folder).as_posix(), path)
                count += 1
            except FileNotFoundError:
                continue
    return count


@contextmanager
def _workshop(beside: Path) -> Iterator[Path]:
    """A folder for large files on the same disk, readable by its owner only, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=".estafeta-", dir=beside) as name:
        yield Path(name)


def check_backup(path: Path, password: str = "") -> dict[str, Any]:
    """Read a whole backup: every checksum, the database's own check, every count. Returns its manifest.

    Refuses with a sentence what does not come back whole.
    """
    with tempfile.TemporaryDirectory(prefix=".estafeta-", dir=path.parent) as name:
        folder = Path(name)

        def take(member: str, file: IO[bytes]) -> None:
            if member == Sqlite.MEMBER:
                put(folder, member, file)

        manifest = known(read(path, take, password), path)
        if manifest["form"] == Sqlite.FORM and check_file(folder / Sqlite.MEMBER) != manifest["counts"]:
            raise Refusal(f"В копии «{path.name}» не столько строк, сколько в её описи. Возьмите другую копию.")
    return manifest


def known(manifest: dict[str, Any], path: Path) -> dict[str, Any]:
    """Return the manifest of a backup that this version reads. Refuses others."""
    if manifest.get("kind") != KIND:
        raise Refusal(f"«{path.name}» — не копия установки, а выгрузка организации: organisation import.")
    if manifest.get("format", 0) > FORMAT:
        raise Refusal(f"Копия «{path.name}» сделана более новой Эстафетой. Обновите программу и повторите.")
    return manifest


def restore(installation: Installation, path: Path, *, migrate: Migrate, password: str = "") -> dict[str, Any]:
    """Put a backup into an empty place: all of it or nothing; returns its manifest, with the rows counted again.

    `migrate` is asked with the migrations of the copy before anything is put in: it refuses those it does not know, and
    makes the tables where the copy holds rows alone. Refuses with a sentence a place where something is, and a copy
    that is not whole.
    """
    database = database_of(installation)
    _demand_empty(installation, database)
    try:
        installation.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _workshop(installation.data) as folder:
            manifest = known(read(path, lambda name, file: put(folder, name, file), password), path)
            if manifest["form"] == Sqlite.FORM:
                check_file(folder / Sqlite.MEMBER)
            installation.mark.write_text(str(path), "utf-8")
            try:
                migrate(manifest["migrations"], manifest["form"] == Postgresql.ROWS)
                database.load(manifest["form"], folder)
            except Refusal:
                installation.mark.unlink()
                raise
            _move_in(installation, folder)
    except OSError as error:
        raise Refusal(cannot_write(error, installation.data)) from error
    _demand_counts(database.counts(), manifest["counts"])
    installation.mark.unlink()
    return manifest


def _demand_empty(installation: Installation, database: Database) -> None:
    if installation.mark.exists():
        raise Refusal(
            f"Прошлое восстановление здесь оборвалось. Уберите папку «{installation.data}» (и базу, если она на "
            "PostgreSQL) и повторите на пустом месте."
        )
    if not database.is_empty():
        raise Refusal(
            "Здесь уже есть база данных, восстанавливаем только на пустое место. Укажите другую папку: "
            "ESTAFETA_DATA=… ./estafeta restore ФАЙЛ"
        )
    if installation.files.exists() and any(installation.files.rglob("*")):
        raise Refusal(f"В папке «{installation.files}» уже есть файлы. Укажите другую папку данных: ESTAFETA_DATA=…")


def _move_in(installation: Installation, folder: Path) -> None:
    """Move what was read beside the database to its places."""
    if (folder / FILES).exists():
        shutil.rmtree(installation.files, ignore_errors=True)
        installation.files.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.move(folder / FILES, installation.files)
    if (folder / KEY).exists():
        shutil.move(folder / KEY, installation.key)
    if (folder / PACKS).exists() and not _same(folder / PACKS, installation.packs):
        shutil.move(folder / PACKS, installation.data / "packs-of-backup")
    if (folder / LIST).exists():
        installation.backups.mkdir(parents=True, exist_ok=True, mode=0o700)
        (installation.backups / LIST).touch(0o600)
        with (installation.backups / LIST).open("a", encoding="utf-8") as file:
            file.write((folder / LIST).read_text("utf-8"))


def _same(one: Path, other: Path) -> bool:
    """True when two folders hold the same files."""

    def inside(folder: Path) -> dict[str, bytes]:
        found = (path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}

    return inside(one) == inside(other)


def _demand_counts(found: dict[str, int], wanted: dict[str, int]) -> None:
    wrong = [name for name in wanted if found.get(name) != wanted[name]]
    if wrong:
        raise Refusal(
            f"После восстановления в таблице «{wrong[0]}» строк {found.get(wrong[0], 0)}, в копии {wanted[wrong[0]]}. "
            "Так работать нельзя: уберите базу, повторите и сообщите разработчикам."
        )


def erased_since(installation: Installation, backup: Path) -> list[tuple[str, str]]:
    """Whoever is on the lists beside the backup, in it and beside the backups of this place, each once."""
    lists = [backup.parent / LIST, installation.backups / LIST]
    return list(dict.fromkeys(subject for path in lists for subject in listed(path)))
