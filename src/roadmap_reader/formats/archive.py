"""A zip package opened with suspicion: the directory is checked first, bytes are counted while unpacking."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from roadmap_reader.errors import Unreadable
from roadmap_reader.formats import limits, refusals

_CHUNK = 256 * 1024
_ENCRYPTED = 0x1


class Archive:
    """The members of a zip file by name. Refuses broken, encrypted and bomb-like packages."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
            raise Unreadable(refusals.ZIP_BROKEN) from error
        self._members = {info.filename: info for info in self._zip.infolist()}
        if len(self._members) > limits.MAX_MEMBERS:
            raise Unreadable(refusals.ZIP_BOMB)
        if sum(info.file_size for info in self._members.values()) > limits.MAX_ARCHIVE:
            raise Unreadable(refusals.ZIP_BOMB)

    @property
    def names(self) -> frozenset[str]:
        """All member names."""
        return frozenset(self._members)

    def find(self, name: str) -> str | None:
        """The stored name of a member asked for in any letter case, with or without a leading slash."""
        wanted = name.lstrip("/")
        if wanted in self._members:
            return wanted
        lower = wanted.lower()
        return next((member for member in self._members if member.lower() == lower), None)

    def read(self, name: str, most: int = limits.MAX_PART) -> bytes:
        """The unpacked member; empty bytes where it is absent. Refuses more than `most` bytes."""
        return b"".join(self.chunks(name, most))

    def chunks(self, name: str, most: int) -> Iterator[bytes]:
        """The unpacked member piece by piece; nothing where it is absent."""
        stored = self.find(name)
        if stored is None:
            return
        info = self._members[stored]
        self._check(info, most)
        left = most
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(_CHUNK):
                    left -= len(piece)
                    if left < 0:
                        raise Unreadable(refusals.ZIP_BOMB)
                    yield piece
        except NotImplementedError as error:
            raise Unreadable(refusals.ZIP_METHOD) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
            raise Unreadable(refusals.ZIP_BROKEN) from error

    def _check(self, info: zipfile.ZipInfo, most: int) -> None:
        if info.flag_bits & _ENCRYPTED:
            raise Unreadable(refusals.PASSWORD)
        if info.file_size > most:
            ratio = info.file_size / max(info.compress_size, 1)
            raise Unreadable(refusals.ZIP_BOMB if ratio > limits.MAX_RATIO else refusals.TOO_MANY_TAGS)
