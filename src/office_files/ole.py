"""Names of the streams in an OLE container: tells .doc, .xls and locked OOXML apart without reading them."""

from __future__ import annotations

import struct
from collections.abc import Iterator

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA
_ENTRY = 128
_MOST_SECTORS = 4096
_SMALL = 4096
_SMALL_SECTOR = 64


def streams(data: bytes) -> dict[str, bytes]:
    """Stream names in lower case with the first bytes of each; empty for a broken container."""
    if not data.startswith(SIGNATURE) or len(data) < 512:
        return {}
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in {9, 12}:
        return {}
    size = 1 << shift
    table = _allocation(data, size)
    found: dict[str, bytes] = {}
    for raw in _entries(data, table, size):
        name, start = _entry(raw)
        if name:
            found[name] = data[(start + 1) * size : (start + 1) * size + 64]
    return found


def stream(data: bytes, name: str) -> bytes:
    """The whole of a stream; empty where it is absent or broken."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    table = _allocation(data, size)
    container = b""
    for raw in _entries(data, table, size):
        found, start = _entry(raw)
        length = struct.unpack_from("<I", raw, 120)[0]
        if not container:
            container = _chain(data[size:], table, size, start, length)
        if found != name:
            continue
        if length >= _SMALL:
            return _chain(data[size:], table, size, start, length)
        return _chain(container, _small_allocation(data, table, size), _SMALL_SECTOR, start, length)
    return b""


def _chain(sectors: bytes, table: list[int], size: int, start: int, length: int) -> bytes:
    """Sectors of a stream one after another, as the table of followers tells."""
    pieces = []
    for _ in range(min(length // size + 1, len(table))):
        if start >= len(table):
            break
        pieces.append(sectors[start * size : (start + 1) * size])
        start = table[start]
    return b"".join(pieces)[:length]


def _small_allocation(data: bytes, table: list[int], size: int) -> list[int]:
    """The table of followers of the small sectors, which live inside the stream of the root entry."""
    start, count = struct.unpack_from("<II", data, 60)
    raw = _chain(data[size:], table, size, start, min(count, _MOST_SECTORS) * size)
    return list(struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4]))


def _entries(data: bytes, table: list[int], size: int) -> Iterator[bytes]:
    """Raw entries of the directory, sector after sector."""
    sector = struct.unpack_from("<I", data, 48)[0]
    for _ in range(_MOST_SECTORS):
        block = data[(sector + 1) * size : (sector + 2) * size]
        if sector >= _END or len(block) < _ENTRY:
            return
        for at in range(0, len(block) - _ENTRY + 1, _ENTRY):
            yield block[at : at + _ENTRY]
        sector = table[sector] if sector < len(table) else _END


def _entry(raw: bytes) -> tuple[str, int]:
    length = struct.unpack_from("<H", raw, 64)[0]
    if not 2 <= length <= 64:
        return "", 0
    name = raw[: length - 2].decode("utf-16-le", "replace").lower()
    return name, struct.unpack_from("<I", raw, 116)[0]


def _allocation(data: bytes, size: int) -> list[int]:
    """The table of followers of the sectors; the header lists its first 109 sectors, further ones are a chain."""
    chain: list[int] = []
    for sector in _allocation_sectors(data, size):
        block = data[(sector + 1) * size : (sector + 2) * size]
        if sector >= _END or len(block) < size:
            break
        chain.extend(struct.unpack(f"<{size // 4}I", block))
    return chain


def _allocation_sectors(data: bytes, size: int) -> Iterator[int]:
    yield from struct.unpack_from("<109I", data, 76)
    following = struct.unpack_from("<I", data, 68)[0]
    for _ in range(_MOST_SECTORS):
        block = data[(following + 1) * size : (following + 2) * size]
        if following >= _END or len(block) < size:
            return
        *sectors, following = struct.unpack(f"<{size // 4}I", block)
        yield from sectors
