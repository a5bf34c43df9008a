from __future__ import annotations

import io
import tarfile

import pytest

from estafeta.core.refusals import Refusal
from estafeta.upkeep import archive
from estafeta.upkeep.sealing import CHUNK, MAGIC, SealedReader, SealingWriter

SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 17]


def sealed(data: bytes, password: str = "пароль") -> bytes:
    file = io.BytesIO()
    writer = SealingWriter(file, password)
    for start in range(0, len(data), 1000):
        writer.write(data[start : start + 1000])
    writer.close()
    return file.getvalue()


def opened(data: bytes, password: str = "пароль") -> bytes:
    return io.BufferedReader(SealedReader(io.BytesIO(data), password)).read()


@pytest.mark.parametrize("size", SIZES)
def test_what_was_sealed_comes_back_and_says_nothing_without_the_password(size):
    data = bytes(range(256)) * (size // 256 + 1)
    data = data[:size]
    closed = sealed(data)
    assert opened(closed) == data
    assert data[:64] not in closed or size < 8
    with pytest.raises(Refusal, match="Пароль не подходит"):
        opened(closed, "другой")


def test_changed_swapped_and_cut_chunks_are_noticed():
    data = b"a" * CHUNK + b"b" * CHUNK + b"c"
    closed = sealed(data)
    head, size = len(MAGIC) + 23, CHUNK + 16
    first, second, last = closed[head : head + size], closed[head + size : head + 2 * size], closed[head + 2 * size :]
    for broken in (
        closed[:head] + second + first + last,
        closed[:head] + first + last,
        closed[:head] + first + second,
        closed[:head] + first,
        closed[:head],
        closed[:-1] + bytes([closed[-1] ^ 1]),
        closed[: head - 1] + bytes([closed[head - 1] ^ 1]) + closed[head:],
    ):
        with pytest.raises(Refusal):
            assert opened(broken) == data


def made(path, password=""):
    with archive.packing(path, password) as packing:
        packing.add_bytes("files/a", b"one")
        packing.add_bytes("files/b", b"two" * 1000)
        packing.finish({"kind": "test"})
    return path


@pytest.mark.parametrize("password", ["", "длинный пароль"])
def test_archive_comes_back_and_only_its_owner_may_read_it(tmp_path, password):
    path = made(tmp_path / "a.tar.gz", password)
    found = {}
    manifest = archive.read(path, lambda name, file: found.update({name: file.read()}), password)
    assert found == {"files/a": b"one", "files/b": b"two" * 1000}
    assert {name: row["size"] for name, row in manifest["members"].items()} == {"files/a": 3, "files/b": 3000}
    assert path.stat().st_mode & 0o777 == 0o600
    assert [row.name for row in tmp_path.iterdir()] == ["a.tar.gz"]


def test_what_could_not_be_finished_leaves_nothing(tmp_path):
    def fill(what):
        with archive.packing(tmp_path / "a.tar.gz", verify=refuse) as packing:
            packing.add_bytes("files/a", b"one")
            what(packing)

    with pytest.raises(FileNotFoundError):
        fill(lambda packing: packing.add("files/b", tmp_path / "nowhere"))
    with pytest.raises(Refusal, match="не годится"):
        fill(lambda packing: packing.finish({}))
    assert list(tmp_path.iterdir()) == []


def refuse(path):
    raise Refusal("не годится")


def test_full_disk_and_forbidden_folder_are_sentences(tmp_path):
    assert "не хватает места" in archive.cannot_write(OSError(28, "No space left on device"), tmp_path)
    (tmp_path / "file").write_text("не папка")
    with pytest.raises(Refusal, match="нельзя записать"), archive.packing(tmp_path / "file" / "a.tar.gz"):
        pass


def tampered(path, change):
    """Write an archive again with its members changed, as somebody would who knows how it is made."""
    with tarfile.open(path) as tar:
        members = [(member, tar.extractfile(member).read()) for member in tar]
    with tarfile.open(path, "w:gz") as tar:
        for member, data in change(members):
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))


@pytest.mark.parametrize(
    "change",
    [
        lambda members: members[1:],
        lambda members: [*members[:1], *members],
        lambda members: members[:-1],
        lambda members: [(members[0][0], b"0ne"), *members[1:]],
        lambda members: [(tarfile.TarInfo("../outside"), b"x"), *members],
        lambda members: [(tarfile.TarInfo("/etc/outside"), b"x"), *members],
    ],
    ids=["left out", "doubled", "no checksum", "changed", "outside", "absolute"],
)
def test_archive_that_was_changed_is_refused(tmp_path, change):
    path = made(tmp_path / "a.tar.gz")
    tampered(path, change)
    with pytest.raises(Refusal, match="повреждён"):
        archive.read(path, lambda name, file: archive.put(tmp_path / "out", name, file))
    assert not (tmp_path / "outside").exists()


def test_foreign_file_is_named_as_such(tmp_path):
    (tmp_path / "a.txt").write_text("не архив")
    with pytest.raises(Refusal, match="не архив Эстафеты"):
        archive.read(tmp_path / "a.txt", lambda name, file: None)
    with pytest.raises(Refusal, match="нет"):
        archive.read(tmp_path / "b.txt", lambda name, file: None)
