"""Files that harm, lie or are broken: one Russian sentence, bounded time and memory, never a traceback."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from office_files import refusals
from office_files.errors import Unreadable
from office_files.tests import makers
from office_files.tests.work import at_most
from registry_reader import cli, read_content, read_registry, read_safely, worker
from registry_reader.model import to_json
from registry_reader.tests.files import Grid, book, delimited, page
from registry_reader.tests.registries import registry

SOURCE = Path(worker.__file__).resolve().parents[1]
PEOPLE = Grid([["ФИО", "Класс", "Телефон"], ["Ким Ева", "5А", "89051351987"], ["Цой Ян", "5Б", None]])
BOMB = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>' + "я" * 30_000_000 + "</t></is></c></row></sheetData>"


def refusal(content, name="x.xlsx"):
    with pytest.raises(Unreadable) as caught:
        read_content(content, name)
    return caught.value.sentence


def said(content, name):
    """The answer, or the sentence of the refusal."""
    try:
        return to_json(read_content(content, name))
    except Unreadable as caught:
        return caught.sentence.strip()


def run(*arguments):
    environment = dict(os.environ, PYTHONPATH=str(SOURCE), PYTHONIOENCODING="ascii")
    command = [sys.executable, "-m", "registry_reader.cli", *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, timeout=600, check=False)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", refusals.EMPTY),
        (makers.ole("EncryptedPackage", "EncryptionInfo"), refusals.PASSWORD),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, refusals.PICTURE),
        (b"7z\xbc\xaf\x27\x1c" + b"\0" * 100, refusals.ARCHIVE),
        (makers.pdf(), refusals.NOT_A_TABLE),
        ("Просто письмо о наставниках.\nБез таблицы.".encode(), refusals.NOT_A_TABLE),
        (makers.docx(makers.paragraph("Просто письмо")), refusals.NOT_A_TABLE),
        (page(PEOPLE).replace(b"<table", b"<div").replace(b"</table", b"</div"), refusals.NOT_A_TABLE),
        (book(Grid([["Показатель", "Значение"], ["Наставники", 5]])), refusals.NO_PEOPLE),
        (book(PEOPLE)[:400], refusals.ZIP_BROKEN),
        (makers.xlsx("<sheetData/>"), refusals.NO_CONTENT),
        (makers.xlsx('<sheetData><row r="1"><c r="A1"><f>1+1</f></c></row></sheetData>'), refusals.ONLY_FORMULAS),
        (b"\xef\xbb\xbf", refusals.NOT_A_TABLE),
    ],
)
def test_what_is_no_registry_is_one_sentence(content, sentence):
    assert refusal(content) == sentence


def test_a_bomb_is_refused(tmp_path):
    path = tmp_path / "люди.xlsx"
    path.write_bytes(makers.xlsx(BOMB))
    assert path.stat().st_size < 200_000
    with pytest.raises(Unreadable):
        read_safely(path)


def test_time_is_bounded(tmp_path):
    path = tmp_path / "люди.csv"
    path.write_bytes(delimited(Grid([*PEOPLE.rows, *[["Орлов Пётр", "5А", f"8905135{n:04}"] for n in range(10_000)]])))
    with at_most(5), pytest.raises(Unreadable) as caught:
        read_safely(path, seconds=0.2)
    assert caught.value.sentence == refusals.TIME_OUT


def test_memory_is_bounded(tmp_path):
    if not os.path.isdir("/proc/self"):
        pytest.skip("память дочернего процесса известна только в Linux")
    path = tmp_path / "люди.csv"
    path.write_bytes(delimited(Grid([*PEOPLE.rows, *[["Орлов Пётр", "5А", f"8905135{n:04}"] for n in range(10_000)]])))
    with pytest.raises(Unreadable) as caught:
        read_safely(path, megabytes=30)
    assert caught.value.sentence == refusals.MEMORY_OUT


def test_a_merge_over_everything_and_a_far_cell_cost_nothing():
    cells = "".join(
        f'<c r="{column}{row}" t="inlineStr"><is><t>{text}</t></is></c>'
        for row, texts in ((1, ("ФИО", "Класс")), (2, ("Ким Ева", "5А")))
        for column, text in zip("AB", texts, strict=True)
    )
    first, second = cells[: cells.index('<c r="A2"')], cells[cells.index('<c r="A2"') :]
    far = '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>Цой Ян</t></is></c>'
    far += '<c r="B1048576" t="inlineStr"><is><t>5Б</t></is></c></row>'
    merges = "".join(f'<mergeCell ref="C{row}:XFD1048576"/>' for row in range(1, 3_000))
    sheet = f'<sheetData><row r="1">{first}</row><row r="2">{second}</row>{far}</sheetData>'
    with at_most(10):
        answer = to_json(read_content(makers.xlsx(f"{sheet}<mergeCells>{merges}</mergeCells>")))
    assert [row["place"] for row in answer["rows"]] == ["План!2", "План!1048576"]


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5_000,
        "Иванов " * 2_000,
        "8 " * 20_000,
        "1." * 9_000,
        "а-" * 9_000,
        "«" * 9_000,
        "12.03." * 9_000,
        "и " * 9_000,
    ],
)
def test_long_cells_of_one_letter_take_no_time(text):
    heads = ["ФИО", "Класс", "Телефон", "Дата рождения", "Родитель", "Форма", "Согласие", "Приказ", "Стаж", "Наставник"]
    content = delimited(Grid([heads, ["Ким Ева", *[text] * 9], [text] * 10]))
    with at_most(5):
        read_content(content, "x.csv")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 1_000_000), st.sampled_from(("xlsx", "csv", "html", "docx", "ods")))
def test_damaged_files_are_read_or_refused(seed, ending):
    rng = random.Random(seed)
    content = bytearray(dict(registry(seed % 50, "mentees").files())[ending])
    for _ in range(rng.randint(1, 30)):
        content[rng.randrange(len(content))] = rng.randrange(256)
    if rng.random() < 0.3:
        del content[rng.randrange(len(content)) :]
    assert said(bytes(content), f"x.{ending}")


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_any_bytes_are_read_or_refused(content):
    assert said(content, "x.csv")


def test_the_kind_is_told_by_the_content_not_by_the_name(tmp_path):
    for number, content in enumerate((book(PEOPLE), delimited(PEOPLE, ",", "cp1251"), page(PEOPLE, "windows-1251"))):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(content)
        assert [person.facts["surname"] for person in read_registry(path).people] == ["Ким", "Цой"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16", "utf-16-le", "koi8-r", "cp866"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_encodings_and_separators(encoding, delimiter):
    rows = [
        ["ФИО обучающегося", "Класс", "Примечание"],
        *[["Травников Олег", f"{n}А", "заметка о встрече"] for n in range(5, 10)],
    ]
    answer = to_json(read_content(delimited(Grid(rows), delimiter, encoding), "x.csv"))
    assert [row["class"] for row in answer["rows"]] == [f"{n}А" for n in range(5, 10)]


def test_the_command_prints_json_or_a_list_and_refuses_in_one_sentence(tmp_path):
    path = tmp_path / "люди.xlsx"
    path.write_bytes(book(PEOPLE))
    done = run("read", path, "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert [row["surname"] for row in json.loads(done.stdout)["rows"]] == ["Ким", "Цой"]
    assert "Ким Ева · Лист1!2" in run("read", path).stdout.decode()
    for arguments in (["read", tmp_path / "нет.xlsx"], ["read", tmp_path], ["write", path], ["read"], []):
        done = run(*arguments)
        assert done.returncode == 2
        lines = (done.stderr or done.stdout).decode().strip().splitlines()
        assert len(lines) == 1


def test_help_is_shown(capsys):
    assert cli.main(["--help"]) == 0
    assert "people read" in capsys.readouterr().out


def test_the_command_in_this_process(tmp_path, capsys):
    path = tmp_path / "люди.csv"
    path.write_bytes(delimited(PEOPLE))
    assert cli.main(["read", str(path), "--json"]) == 0
    assert cli.main(["read", str(path)]) == 0
    assert "Сомнений нет." in capsys.readouterr().out
    assert cli.main(["read", str(tmp_path / "нет")]) == 2
    assert cli.main(["fly"]) == 2


def test_a_reader_that_goes_away_is_no_failure(tmp_path, monkeypatch):
    path = tmp_path / "люди.csv"
    path.write_bytes(delimited(PEOPLE))

    def gone(*_):
        raise BrokenPipeError

    monkeypatch.setattr(cli, "write", gone)
    monkeypatch.setattr(cli, "leave_pipe", lambda: None)
    assert cli.main(["read", str(path), "--json"]) == 0
