"""Names of the streams in an OLE container: tells .doc, .xls and locked OOXML apart without reading them."""

from __future__ import annotations

import struct

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA
_ENTRY = 128
_MOST_SECTORS = 4096


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
    sector = struct.unpack_from("<I", data, 48)[0]
    for _ in range(_MOST_SECTORS):
        block = data[(sector + 1) * size : (sector + 2) * size]
        if sector >= _END or len(block) < _ENTRY:
            break
        for at in range(0, len(block) - _ENTRY + 1, _ENTRY):
            name, start = _entry(block[at : at + _ENTRY])
            if name:
                found[name] = data[(start + 1) * size : (start + 1) * size + 64]
        sector = table[sector] if sector < len(table) else _END
    return found


def _entry(raw: bytes) -> tuple[str, int]:
    length = struct.unpack_from("<H", raw, 64)[0]
    if not 2 <= length <= 64:
        return "", 0
    name = raw[: length - 2].decode("utf-16-le", "replace").lower()
    return name, struct.unpack_from("<I", raw, 116)[0]


def _allocation(data: bytes, size: int) -> list[int]:
    """The sector chain table, from the 109 sectors listed in the header: enough to reach the directory."""
    chain: list[int] = []
    for index in range(109):
        sector = struct.unpack_from("<I", data, 76 + 4 * index)[0]
        block = data[(sector + 1) * size : (sector + 2) * size]
        if sector >= _END or len(block) < size:
            break
        chain.extend(struct.unpack(f"<{size // 4}I", block))
    return chain
