"""The child process is stopped in time and in memory, and its death is told in one sentence."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from office_files import refusals
from office_files.errors import Unreadable
from office_files.libreoffice import find_office, read_with_office
from office_files.processes import family, resident_megabytes
from office_files.tests import makers
from office_files.tests.work import at_most
from roadmap_reader import cli, worker
from roadmap_reader.sandbox import read_safely

SOURCE = Path(worker.__file__).resolve().parents[1]


@pytest.fixture
def plan(tmp_path):
    head = ["№ п/п", "Мероприятие", "Срок", "Ответственный", "Результат"]
    rows = [[f"{n}.", f"Обучение наставников, занятие {n}", "до 25.09.2023", "Куратор", "Приказ"] for n in range(1, 6)]
    title = makers.paragraph("План мероприятий (дорожная карта) по наставничеству на 2023-2024 год")
    path = tmp_path / "план"
    path.write_bytes(makers.docx(title + makers.table(*[[makers.cell(text) for text in row] for row in [head, *rows]])))
    return path


@pytest.fixture
def heavy(tmp_path):
    path = tmp_path / "большой.docx"
    path.write_bytes(makers.docx(("<w:p>" + "<w:r><w:t>я</w:t></w:r>" * 20 + "</w:p>") * 40_000))
    return path


def test_time_is_bounded(heavy):
    with at_most(5), pytest.raises(Unreadable) as refusal:
        read_safely(heavy, seconds=0.3)
    assert refusal.value.sentence == refusals.TIME_OUT


def test_memory_is_bounded(heavy):
    if not os.path.isdir("/proc/self"):
        pytest.skip("память дочернего процесса известна только в Linux")
    with pytest.raises(Unreadable) as refusal:
        read_safely(heavy, megabytes=40)
    assert refusal.value.sentence == refusals.MEMORY_OUT


def test_a_crash_is_one_sentence(plan, tmp_path, monkeypatch):
    (tmp_path / "python").write_text("#!/bin/sh\nkill -SEGV $$\n")
    (tmp_path / "python").chmod(0o755)
    if os.name != "posix":
        pytest.skip("сценарий оболочки есть только в Unix")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(Unreadable) as refusal:
        read_safely(plan)
    assert refusal.value.sentence == refusals.CRASHED


def test_memory_of_grandchildren_is_counted():
    if not os.path.isdir("/proc/self"):
        pytest.skip("процессы перечислены только в Linux")
    inner = "import time; data = bytearray(60_000_000); print(1, flush=True); time.sleep(30)"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    with subprocess.Popen([sys.executable, "-c", outer], stdout=subprocess.PIPE) as child:
        child.stdout.read(1)
        found = family(child.pid)
        memory = resident_megabytes(child.pid)
        for pid in reversed(found):
            os.kill(pid, 9)
    assert len(found) == 2
    assert memory > 60


def test_old_word_file_stays_within_memory(tmp_path):
    if find_office() is None:
        pytest.skip("LibreOffice не установлен: старые файлы Word не читаются")
    (tmp_path / "план.rtf").write_bytes(b"{\\rtf1\\ansi " + b"text of the plan\\par " * 2000 + b"}")
    with pytest.raises(Unreadable) as refusal:
        read_safely(tmp_path / "план.rtf", megabytes=100)
    assert refusal.value.sentence == refusals.MEMORY_OUT


def test_time_of_libreoffice_is_bounded():
    program = find_office()
    if program is None:
        pytest.skip("LibreOffice не установлен: старые файлы Word не читаются")
    before = set(family(os.getpid()))
    with pytest.raises(Unreadable) as refusal:
        read_with_office(b"{\\rtf1 plan}", "rtf", seconds=0.2)
    assert refusal.value.sentence == refusals.OFFICE_SLOW
    assert set(family(os.getpid())) <= before


def test_json_of_a_plan(plan, capsysbinary):
    assert cli.main(["read", str(plan), "--json"]) == 0
    answer = json.loads(capsysbinary.readouterr().out)
    measures = [measure for section in answer["sections"] for measure in section["measures"]]
    assert len(measures) == 5
    assert measures[0]["deadline"]["dates"] == ["2023-09-25"]
    assert {"kinds"} <= set(measures[0])
    assert isinstance(answer["doubts"], list)
    assert answer["others"] == []


def test_table_for_people(plan, capsysbinary):
    assert cli.main(["read", str(plan)]) == 0
    text = capsysbinary.readouterr().out.decode("utf-8")
    assert "мероприятий: 5" in text
    assert "25.09.2023" in text
    assert max(map(len, text.splitlines())) <= 120


@pytest.mark.parametrize("arguments", [["read"], ["нет"], ["read", "a", "b"], ["read", "--xml", "a"]])
def test_wrong_call_is_one_sentence(arguments, capsysbinary):
    assert cli.main(arguments) == 2
    assert capsysbinary.readouterr().err.decode("utf-8").count("\n") == 1


def test_refusal_is_one_line_on_stderr(tmp_path, capsysbinary):
    (tmp_path / "x").write_bytes(b"")
    assert cli.main(["read", str(tmp_path / "x")]) == 2
    captured = capsysbinary.readouterr()
    assert captured.err.decode("utf-8") == f"{refusals.EMPTY}\n"
    assert captured.out == b""


def test_deadlines_of_a_file(tmp_path, capsysbinary):
    (tmp_path / "x.tsv").write_text("до 25.09.2023\t2023..2024\nмай\t2023..2024\n", encoding="utf-8")
    assert cli.main(["deadlines", str(tmp_path / "x.tsv")]) == 0
    lines = capsysbinary.readouterr().out.decode("utf-8").splitlines()
    assert [json.loads(line.split("\t")[2])["kind"] for line in lines] == ["date", "month"]
    (tmp_path / "y.tsv").write_bytes("май\t2023..2024".encode("cp1251"))
    assert cli.main(["deadlines", str(tmp_path / "y.tsv")]) == 2


def run(*arguments, **options):
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(SOURCE), "LC_ALL": "C"}
    command = [sys.executable, "-m", "roadmap_reader.cli", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, **options)


def test_output_is_utf8_in_any_locale_and_quick(plan):
    run("read", plan).communicate()
    with at_most(5):
        child = run("read", plan)
        out, err = child.communicate()
    assert "Куратор" in out.decode("utf-8")
    assert (child.returncode, err) == (0, b"")


def test_closed_pipe_is_no_traceback(plan):
    child = run("read", plan, "--json")
    child.stdout.close()
    err = child.stderr.read()
    child.stderr.close()
    assert child.wait() == 0
    assert err == b""
