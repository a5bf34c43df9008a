"""Archives: a compressed tar whose last two members are a manifest with checksums and the checksum of the manifest.

Written beside its place and moved there whole; read once from the beginning, every byte compared.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast

from estafeta.core.refusals import Refusal
from estafeta.upkeep.sealing import SealedReader, SealingWriter, is_sealed

MANIFEST, SUM = "manifest.json", "manifest.sha256"
LONGEST_MANIFEST = 256 * 1024 * 1024
BLOCK = 1024 * 1024
BROKEN = "Архив «{name}» повреждён или записан не до конца. Возьмите другую копию."
FOREIGN = "Файл «{name}» — не архив Эстафеты. Выберите файл, который сделан командой backup или organisation export."
NEEDS_PASSWORD = "Архив закрыт паролем. Укажите --password, мы спросим пароль, или задайте BACKUP_PASSWORD."
NO_SPACE = "На диске «{place}» не хватает места. Освободите место или укажите другую папку; начатый файл мы убрали."
NO_WRITING = "В «{place}» нельзя записать: {why}. Проверьте папку и права; ничего не изменено."


class Hashing(io.RawIOBase):
    """Reads at most `size` bytes of a file and remembers their checksum."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.sum = file, hashlib.sha256()

    def readable(self) -> bool:
        """True."""
        return True

    def read(self, size: int | None = -1) -> bytes:
        """Read on."""
        data = self._file.read(size if size is not None else -1)
        self.sum.update(data)
        return data


class Packing:
    """An archive being written; every member gets its size and checksum into the manifest."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.members: dict[str, dict[str, Any]] = {}

    def add(self, name: str, path: Path) -> None:
        """Add a file. Raises FileNotFoundError when it is gone."""
        with path.open("rb") as file:
            self._add(name, file, os.fstat(file.fileno()).st_size)

    def add_bytes(self, name: str, data: bytes) -> None:
        """Add what is in memory."""
        self._add(name, io.BytesIO(data), len(data))

    def finish(self, manifest: Mapping[str, Any]) -> None:
        """Write the manifest and its checksum."""
        text = json.dumps({**manifest, "members": self.members}, ensure_ascii=False, indent=1, sort_keys=True).encode()
        self.add_bytes(MANIFEST, text)
        self.add_bytes(SUM, hashlib.sha256(text).hexdigest().encode())

    def _add(self, name: str, file: IO[bytes], size: int) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        reader = Hashing(file)
        self._tar.addfile(member, cast(IO[bytes], reader))
        self.members[name] = {"size": size, "sha256": reader.sum.hexdigest()}


@contextmanager
def packing(target: Path, password: str = "", verify: Callable[[Path], object] | None = None) -> Iterator[Packing]:
    """Yield an archive to fill; when that went well and `verify` lets it pass it stands at `target`, else nothing does.

    Refuses with a sentence when the disk is full or the folder cannot be written.
    """
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            with _compressed(file, password) as tar:
                yield Packing(tar)
            file.flush()
            os.fsync(file.fileno())
        if verify is not None:
            verify(part)
        os.replace(part, target)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise Refusal(cannot_write(error, target.parent)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def cannot_write(error: OSError, place: Path) -> str:
    """Say in a sentence why nothing could be written."""
    if error.errno in {28, 122}:  # ENOSPC, EDQUOT
        return NO_SPACE.format(place=place)
    return NO_WRITING.format(place=place, why=error.strerror or error)


@contextmanager
def _compressed(file: IO[bytes], password: str) -> Iterator[tarfile.TarFile]:
    outer = io.BufferedWriter(SealingWriter(file, password), BLOCK) if password else file
    with (
        gzip.GzipFile("", "wb", compresslevel=4, fileobj=cast(Any, outer), mtime=0) as zipped,
        tarfile.open(fileobj=zipped, mode="w|", bufsize=BLOCK) as tar,
    ):
        yield tar
    if password:
        outer.close()


Take = Callable[[str, IO[bytes]], object]


def read(path: Path, take: Take, password: str = "") -> dict[str, Any]:
    """Hand every member to `take`, compare all checksums, return the manifest.

    `take` gets a name that leads nowhere outside and may leave bytes unread. Refuses with a sentence what is no
    archive, what is broken, what is not whole.
    """
    try:
        with path.open("rb") as file, _opened(file, password) as tar:
            return _read(tar, take, path.name)
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Refusal((FOREIGN if _is_foreign(path) else BROKEN).format(name=path.name)) from error
    except (FileNotFoundError, IsADirectoryError) as error:
        raise Refusal(f"Файла «{path}» нет. Проверьте путь.") from error


def _is_foreign(path: Path) -> bool:
    with path.open("rb") as file:
        return not is_sealed(file) and file.read(2) != b"\x1f\x8b"


@contextmanager
def _opened(file: IO[bytes], password: str) -> Iterator[tarfile.TarFile]:
    inner: IO[bytes] = file
    if is_sealed(file):
        if not password:
            raise Refusal(NEEDS_PASSWORD)
        inner = cast(IO[bytes], io.BufferedReader(SealedReader(file, password), BLOCK))
    with gzip.GzipFile(fileobj=inner, mode="rb") as zipped:
        with tarfile.open(fileobj=zipped, mode="r|", bufsize=BLOCK) as tar:
            yield tar
        while zipped.read(BLOCK):  # the checksum of the compression stands at the very end
            pass


def _read(tar: tarfile.TarFile, take: Take, name: str) -> dict[str, Any]:
    sums: dict[str, dict[str, Any]] = {}
    told: dict[str, bytes] = {}
    for member in tar:
        inside = tar.extractfile(member) if member.isfile() and is_inside(member.name) else None
        if inside is None or member.name in sums:
            raise Refusal(BROKEN.format(name=name))
        if member.name in {MANIFEST, SUM}:
            told[member.name] = inside.read(LONGEST_MANIFEST)
        else:
            sums[member.name] = {"size": member.size, "sha256": _take(member.name, inside, take)}
    return _manifest(told, sums, name)


def _take(name: str, inside: IO[bytes], take: Take) -> str:
    """Hand a member over, read what was left of it, return its checksum."""
    reader = Hashing(inside)
    take(name, cast(IO[bytes], reader))
    while reader.read(BLOCK):
        pass
    return reader.sum.hexdigest()


def _manifest(told: Mapping[str, bytes], sums: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return the manifest that the checksums agree with. Refuses any other."""
    text = told.get(MANIFEST, b"")
    if hashlib.sha256(text).hexdigest().encode() == told.get(SUM):
        manifest: dict[str, Any] = json.loads(text)
        if manifest.get("members") == sums:
            return manifest
    raise Refusal(BROKEN.format(name=name))


def is_inside(name: str) -> bool:
    """True for a relative path that stays below where it is put."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name


def put(folder: Path, name: str, file: IO[bytes]) -> Path:
    """Write a member below a folder and return where; readable by its owner only."""
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        while block := file.read(BLOCK):
            out.write(block)
    return target
