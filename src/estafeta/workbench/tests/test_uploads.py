"""What comes in as a file: kinds by content and ending, sizes, names; nothing passes by its name alone."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from estafeta.core.refusals import Refusal
from estafeta.workbench.uploads import FOLDER, PLAN, PROOF, SCAN, SIGNED, TABLE, TEMPLATE, UploadField, accept
from estafeta.workbench.uploads.names import clean_name
from estafeta.workbench.uploads.policies import HOLDS

POLICIES = [SCAN, SIGNED, PROOF, FOLDER, PLAN, TABLE, TEMPLATE]


def packed(**members: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, content in members.items():
            package.writestr(name.replace("__", "/").replace("CT", "[Content_Types].xml"), content)
    return made.getvalue()


def word() -> bytes:
    made = io.BytesIO()
    Document().save(made)
    return made.getvalue()


def excel() -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet().write(0, 0, "ФИО")
    return made.getvalue()


def with_macros(content: bytes) -> bytes:
    made = io.BytesIO(content)
    with zipfile.ZipFile(made, "a") as package:
        package.writestr("word/vbaProject.bin", b"x")
    return made.getvalue()


JPEG = b"\xff\xd8\xff\xe0 photo"
HEIC = b"\x00\x00\x00\x18ftypheic photo"
PDF = b"%PDF-1.7 order"
FILES = {
    ".pdf": PDF,
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".png": b"\x89PNG\r\n\x1a\n photo",
    ".tif": b"II*\x00 scan",
    ".tiff": b"MM\x00* scan",
    ".webp": b"RIFF\x00\x00\x00\x00WEBP photo",
    ".heic": HEIC,
    ".heif": b"\x00\x00\x00\x18ftypmif1 photo",
    ".docx": word(),
    ".xlsx": excel(),
    ".pptx": packed(CT=b"x", ppt__presentation=b"x"),
    ".odt": packed(mimetype=b"application/vnd.oasis.opendocument.text"),
    ".ods": packed(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
    ".odp": packed(mimetype=b"application/vnd.oasis.opendocument.presentation"),
    ".rtf": b"{\\rtf1 text}",
    ".doc": b"{\\rtf1 text}",
    ".xls": "<html><table><tr><td>ФИО</td></tr></table></html>".encode(),
    ".csv": "ФИО;Класс\nАн Кирилл;8Б".encode("cp1251"),
    ".tsv": "ФИО\tКласс".encode(),
    ".txt": "Протокол совета".encode(),
    ".md": "# План".encode(),
    ".html": "<html><body>План</body></html>".encode(),
    ".htm": "<html><body>План</body></html>".encode(),
    ".zip": packed(a=b"1"),
    ".sig": b"\x30\x82\x01\x02 signature",
}


def file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.words)
@pytest.mark.parametrize("ending", sorted(FILES))
def test_each_place_takes_exactly_its_kinds(policy, ending):
    given_file = file(f"файл{ending}", FILES[ending])
    if ending in policy.endings:
        upload = accept(given_file, policy)
        assert (upload.name, upload.size, upload.read()) == (f"файл{ending}", len(FILES[ending]), FILES[ending])
    else:
        with pytest.raises(Refusal, match="такого вида не принимается"):
            accept(given_file, policy)


def test_every_ending_of_a_policy_is_known_and_tried():
    asked = {ending for policy in POLICIES for ending in policy.endings}
    assert asked <= set(HOLDS)
    assert asked <= set(FILES) | {".ppt"}


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.words)
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.hta", b"<script>new ActiveXObject()</script>"),
        ("a.docm", with_macros(word())),
        ("a.docx", with_macros(word())),
        ("a.exe.", b"MZ\x90\x00program"),
        ("a.exe ", b"MZ\x90\x00program"),
        ("con.exe", b"MZ\x90\x00program"),
        ("a.pdf", b"MZ\x90\x00program"),
        ("a", b"MZ\x90\x00program"),
        ("a.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
        ("a.svg", b"<?xml version='1.0'?><svg/>"),
        ("a.lnk", b"L\x00\x00\x00"),
        ("a.js", b"alert(1)"),
        ("a.pdf.js", PDF),
        ("\u202efdp.exe", b"MZ\x90\x00program"),
        ("a.rar", b"Rar!\x1a\x07\x00"),
        ("a.mp4", b"\x00\x00\x00\x18ftypisom video"),
        ("злой.pdf/../x.php", PDF),
    ],
)
def test_programs_scripts_and_macros_pass_nowhere(policy, name, content):
    with pytest.raises(Refusal):
        accept(file(name, content), policy)


def test_the_sentence_says_what_is_wrong_and_what_to_do():
    for given_file, sentence in (
        (file("карта.pdf", b""), "Файл «карта.pdf» пустой. Выберите другой."),
        (file("база.exe", b"MZ"), "Файл «база.exe» такого вида не принимается. Подойдёт: PDF или снимок."),
        (file("скан.pdf", JPEG), "Файл «скан.pdf» на самом деле другого вида, чем его имя."),
    ):
        with pytest.raises(Refusal) as refusal:
            accept(given_file, SCAN)
        assert refusal.value.sentence.startswith(sentence)
    with pytest.raises(Refusal, match="макросы"):
        accept(file("положение.docx", with_macros(word())), PROOF)


def test_a_byte_over_the_limit_is_too_big_and_the_limit_itself_is_not():
    full = file("скан.pdf", PDF)
    full.size = SCAN.largest
    assert accept(full, SCAN).kind == "pdf"
    full.size = SCAN.largest + 1
    with pytest.raises(Refusal, match="больше 25 МБ"):
        accept(full, SCAN)


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("IMG_0042", JPEG, "IMG_0042.jpg"),
        ("скан", PDF, "скан.pdf"),
        ("IMG.HEIC", HEIC, "IMG.heic"),
        ("", PDF, "файл.pdf"),
    ],
)
def test_a_file_without_an_ending_is_named_by_what_it_is(name, content, kept):
    nameless = file("x", content)
    nameless._name = name
    assert accept(nameless, SCAN).name == kept


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\Мои\\скан.PDF", "скан.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("con.pdf", "_con.pdf"),
        ("NUL", "_NUL"),
        ("com1.tar.pdf", "_com1.tar.pdf"),
        ("Приказ\u202e № 1.pdf", "Приказ № 1.pdf"),
        ("a:b*c?.pdf", "a b c.pdf"),
        ("  .. ", "файл"),
        ("я" * 300 + ".pdf", "я" * 196 + ".pdf"),
        ("отчёт.pdf. .", "отчёт.pdf"),
    ],
)
def test_names_are_cleaned(name, kept):
    assert clean_name(name) == kept


@given(st.text(max_size=300))
def test_a_cleaned_name_is_clean_and_stays_so(name):
    kept = clean_name(name)
    assert 0 < len(kept) <= 200
    assert not set('\\/:*?"<>|\x00\n\u202e') & set(kept)
    assert kept == kept.strip(" .")
    assert clean_name(kept) == kept


class Form(forms.Form):
    scan = UploadField(SCAN, label="Скан")
    more = UploadField(PROOF, required=False)


def test_the_field_gives_an_upload_or_a_sentence():
    form = Form({}, MultiValueDict({"scan": [file("скан.pdf", PDF)]}))
    assert form.is_valid()
    assert form.cleaned_data["scan"].name == "скан.pdf"
    assert form.cleaned_data["more"] is None
    wrong = Form({}, MultiValueDict({"scan": [file("скан.exe", b"MZ")]}))
    assert wrong.errors == {"scan": ["Файл «скан.exe» такого вида не принимается. Подойдёт: PDF или снимок."]}
    assert Form({}, MultiValueDict()).errors == {"scan": ["Выберите файл."]}


def test_of_the_two_inputs_of_a_phone_the_filled_one_counts():
    form = Form({}, MultiValueDict({"scan": [file("снимок.jpg", JPEG)]}))
    assert form.is_valid()
    assert form.cleaned_data["scan"].kind == "jpg"


def test_a_phone_of_apple_is_not_asked_for_heic():
    assert ".heic" not in str(Form()["scan"])
    assert ".heic" in SCAN.endings
