from __future__ import annotations

import ast
import os
import socket
import subprocess
import sys

from estafeta.config import cli, up
from estafeta.config.cli import ROOT


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = dict(os.environ, PYTHONPATH=str(ROOT / "src"), PYTHONUTF8="1", **environment)
    command = [sys.executable, "-m", "estafeta.config.cli", *arguments]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)


def test_without_a_command_the_list_is_shown(capsys):
    assert cli.main([]) == 0
    said = capsys.readouterr().out
    assert [name for name in cli.COMMANDS if f"./estafeta {name}" not in said] == []


def test_unknown_command_is_named(capsys):
    assert cli.main(["fly"]) == 2
    assert "fly" in capsys.readouterr().err


def test_roadmap_is_read_without_django(tmp_path):
    plan = tmp_path / "план.csv"
    rows = ("№;Мероприятие;Срок;Кто", "1;Издать приказ;до 25.09.2026;Директор", "2;Собрать базу;октябрь 2026;Куратор")
    plan.write_text("\n".join(rows), encoding="utf-8")
    done = run("roadmap", "read", str(plan), "--json", DJANGO_SETTINGS_MODULE="nothing.there")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Издать приказ" in done.stdout


def test_what_is_no_roadmap_is_one_sentence_and_exit_code_2(tmp_path):
    letter = tmp_path / "письмо.txt"
    letter.write_text("Добрый день! Поздравляем с праздником.", encoding="utf-8")
    done = run("roadmap", "read", str(letter))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_taken_port_is_said_with_a_way_out(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert up.main(["--port", str(port)]) == 1
    assert f"--port {port + 1}" in capsys.readouterr().err


def test_launcher_needs_only_the_standard_library():
    tree = ast.parse((ROOT / "estafeta").read_text("utf-8"))
    whole = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    parts = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in whole | parts} <= sys.stdlib_module_names
