"""A .docx as parts to be filled: all of it is there in order, or it is refused."""

import io
import os
import subprocess
import sys
import warnings
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from office_files import child, refusals
from office_files.errors import Unreadable
from office_files.limits import DOCUMENT
from office_files.source import load
from office_files.tests import makers
from office_files.word.package import open_package


def refused(content, **bounds):
    with pytest.raises(Unreadable) as raised:
        open_package(content, replace(DOCUMENT, **bounds))
    return raised.value.sentence


def test_members_roots_and_types():
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/word/document.xml" ContentType="main+xml"/></Types>'
    )
    more = {"word/media/a.png": "x", "word/": "", "[Content_Types].xml": types}
    package = open_package(makers.docx(makers.paragraph("План"), extra=more), DOCUMENT)
    assert list(package.members) == ["[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/media/a.png"]
    assert set(package.roots) == {"[Content_Types].xml", "_rels/.rels", "word/document.xml"}
    assert package.types == {"word/document.xml": "main+xml"}
    assert package.defaults == {"application/xml"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", refusals.EMPTY),
        (makers.xlsx("<sheetData/>"), refusals.NOT_DOCX),
        (makers.odt("<text:p>а</text:p>"), refusals.NOT_DOCX),
        ("Просто текст.".encode(), refusals.NOT_DOCX),
        (makers.ole("WordDocument"), refusals.OLD_WORD),
        (rb"{\rtf1 plan}", refusals.OLD_WORD),
        (makers.package({"_rels/.rels": makers.RELS.format(target="word/document.xml"), "word/document.xml": "<x/>"}),
         refusals.NOT_DOCX),
    ],
)  # fmt: skip
def test_any_other_file_is_refused(content, sentence):
    assert refused(content) == sentence


def test_a_part_is_bounded_and_a_picture_is_not_a_part():
    picture = {"word/media/a.bin": "x" * 5000}
    assert open_package(makers.docx("", extra=picture), replace(DOCUMENT, part=4000)).members
    assert refused(makers.docx(makers.paragraph("а" * 4000)), part=4000) in {refusals.TOO_MANY_TAGS, refusals.ZIP_BOMB}


def test_two_members_of_one_name_are_refused():
    out = io.BytesIO(makers.docx(makers.paragraph("План")))
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", "<x/>")
    assert refused(out.getvalue()) == refusals.ZIP_BROKEN


def test_a_file_of_the_disk_is_bounded(tmp_path):
    path = tmp_path / "план.txt"
    path.write_bytes(b"12345")
    assert load(path) == b"12345"
    with pytest.raises(Unreadable) as raised:
        load(path, replace(DOCUMENT, file=4))
    assert raised.value.sentence == refusals.too_large(4)


@pytest.mark.parametrize(
    ("work", "code", "said"),
    [
        ("return [1, 'да']", 0, '{"answer":[1,"да"]}'),
        ("raise Unreadable('Нет.')", 0, '{"unreadable":"Нет."}'),
        ("raise MemoryError", child.OUT_OF_MEMORY, ""),
    ],
)
def test_a_child_answers_in_one_object(work, code, said, tmp_path):
    body = f"def work():\n    print('лишнее')\n    {work}\n"
    source = f"import sys\nfrom office_files.child import answer\nfrom office_files.errors import Unreadable\n{body}"
    script = tmp_path / "work.py"
    script.write_text(f"{source}sys.exit(answer(work, 20.0, 400))\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(child.__file__).parents[1]), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, str(script)], env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stdout.decode()) == (code, said)
