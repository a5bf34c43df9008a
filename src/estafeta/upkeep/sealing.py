"""Files closed by a password: AES-256-GCM in chunks, the key by scrypt.

The nonce of a chunk is a random prefix, its number and whether it is the last one (the STREAM construction): chunks
cannot be swapped, left out or cut off. The head of the file is authenticated with every chunk.
"""

from __future__ import annotations

import io
import os
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from estafeta.core.refusals import Refusal

MAGIC = b"ESTAFETA-SEALED-1\n"
CHUNK = 256 * 1024
TAG = 16
SALT, PREFIX = 16, 7
WRONG = "Пароль не подходит, или файл повреждён. Проверьте раскладку; если пароль верен, нужна другая копия."


class Seal:
    """The cipher of one file and the number of its next chunk."""

    def __init__(self, password: str, head: bytes) -> None:
        salt = head[len(MAGIC) : len(MAGIC) + SALT]
        self.head, self.prefix, self.number = head, head[len(MAGIC) + SALT :], 0
        self.cipher = AESGCM(Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(password.encode()))

    def nonce(self, last: bool) -> bytes:
        """The nonce of the next chunk."""
        self.number += 1
        return self.prefix + (self.number - 1).to_bytes(4, "big") + bytes([last])


class SealingWriter(io.RawIOBase):
    """Closes what is written to it; `close` writes the last chunk and leaves the file beneath open."""

    def __init__(self, file: IO[bytes], password: str) -> None:
        head = MAGIC + os.urandom(SALT + PREFIX)
        file.write(head)
        self._file, self._seal, self._rest = file, Seal(password, head), bytearray()

    def writable(self) -> bool:
        """True."""
        return True

    def write(self, data: object) -> int:
        """Take bytes, write every full chunk but keep one back: the last must be known as such."""
        taken = bytes(data)  # type: ignore[call-overload]
        self._rest += taken
        while len(self._rest) > CHUNK:
            self._put(bytes(self._rest[:CHUNK]), last=False)
            del self._rest[:CHUNK]
        return len(taken)

    def close(self) -> None:
        """Write the last chunk."""
        if not self.closed:
            self._put(bytes(self._rest), last=True)
        super().close()

    def _put(self, chunk: bytes, *, last: bool) -> None:
        self._file.write(self._seal.cipher.encrypt(self._seal.nonce(last), chunk, self._seal.head))


class SealedReader(io.RawIOBase):
    """Opens a closed file. Refuses with a sentence when the password is wrong or a byte has changed."""

    def __init__(self, file: IO[bytes], password: str) -> None:
        head = file.read(len(MAGIC) + SALT + PREFIX)
        if len(head) < len(MAGIC) + SALT + PREFIX:
            raise Refusal(WRONG)
        self._file, self._seal = file, Seal(password, head)
        self._ready, self._next = b"", file.read(CHUNK + TAG)
        if not self._next:
            raise Refusal(WRONG)

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: object) -> int:
        """Give the next bytes; 0 at the end."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        if not self._ready and self._next:
            self._ready = self._open()
        part = self._ready[: len(view)]
        view[: len(part)] = part
        self._ready = self._ready[len(part) :]
        return len(part)

    def _open(self) -> bytes:
        chunk, self._next = self._next, self._file.read(CHUNK + TAG)
        try:
            return self._seal.cipher.decrypt(self._seal.nonce(not self._next), chunk, self._seal.head)
        except InvalidTag:
            raise Refusal(WRONG) from None


def is_sealed(file: IO[bytes]) -> bool:
    """True when the file is closed by a password; the file is at its beginning afterwards."""
    head = file.read(len(MAGIC))
    file.seek(0)
    return head == MAGIC
