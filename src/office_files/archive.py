"""A zip package opened with suspicion: the directory is checked first, bytes are counted while unpacking."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from office_files import limits, refusals
from office_files.errors import Unreadable
from office_files.limits import DOCUMENT, Bounds

_CHUNK = 256 * 1024
_ENCRYPTED = 0x1
_ENTRY = b"PK\x01\x02"


class Archive:
    """The members of a zip file by name. Refuses broken, encrypted and bomb-like packages.

    `doubled`: one name stands for several members, and two programs may read different ones.
    """

    def __init__(self, data: bytes, bounds: Bounds = DOCUMENT) -> None:
        # The directory itself may be the bomb; what is embedded has directories of its own.
        if data.count(_ENTRY) > 3 * bounds.members:
            raise Unreadable(refusals.ZIP_BOMB)
        self.bounds = bounds
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
            raise Unreadable(refusals.ZIP_BROKEN) from error
        infos = self._zip.infolist()
        self._members = {info.filename: info for info in infos}
        if len(infos) > bounds.members or sum(info.file_size for info in infos) > bounds.unpacked:
            raise Unreadable(refusals.ZIP_BOMB)
        self.doubled = len(self._members) < len(infos)

    @property
    def names(self) -> tuple[str, ...]:
        """All member names, in the order of the package."""
        return tuple(self._members)

    def find(self, name: str) -> str | None:
        """The stored name of a member asked for in any letter case, with or without a leading slash."""
        wanted = name.lstrip("/")
        if wanted in self._members:
            return wanted
        lower = wanted.lower()
        return next((member for member in self._members if member.lower() == lower), None)

    def read(self, name: str, most: int | None = None) -> bytes:
        """The unpacked member; empty bytes where it is absent. Refuses more than `most` bytes (or the bound)."""
        return b"".join(self.chunks(name, self.bounds.part if most is None else most))

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
        # Other methods unfold a block at once, however large it becomes.
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise Unreadable(refusals.ZIP_METHOD)
        if info.file_size > most:
            ratio = info.file_size / max(info.compress_size, 1)
            raise Unreadable(refusals.ZIP_BOMB if ratio > limits.MAX_RATIO else refusals.TOO_MANY_TAGS)
