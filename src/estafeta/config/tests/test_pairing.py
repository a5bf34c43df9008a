from __future__ import annotations

import json
from importlib import import_module

import pytest
from python_calamine import load_workbook

from estafeta.config.cli import main


@pytest.fixture
def folder(tmp_path, capsys):
    assert main(["pair", "sample", "18", str(tmp_path), "--capacity", "tight"]) == 0
    capsys.readouterr()
    return tmp_path


def tables(folder):
    return [str(folder / "mentees.xlsx"), str(folder / "mentors.xlsx")]


def test_pairs_are_written_explained_and_proved(folder, capsys):
    run = folder / "run.json"
    out = ["--out", str(folder / "pairs.xlsx"), "--protocol", str(run), "--processes", "1"]
    assert main(["pair", *tables(folder), *out]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("Пар: ")
    assert "подбираю пары" in said.err
    assert (folder / "pairs.xlsx").stat().st_size > 5_000
    assert main(["pair", "check", str(run)]) == 0
    plain = json.loads(run.read_text("utf-8"))
    paired = plain["pairs"][0]
    capsys.readouterr()
    assert main(["pair", "explain", paired["mentee"], str(run)]) == 0
    assert paired["why"] in capsys.readouterr().out
    assert main(["pair", "explain", paired["mentor"], str(run)]) == 0
    assert paired["why"] in capsys.readouterr().out
    for one in (*plain["left"]["mentees"], *plain["left"]["mentors"]):
        assert main(["pair", "explain", one["who"], str(run)]) == 0
        assert one["why"] in capsys.readouterr().out


def test_readiness(folder, capsys):
    assert main(["pair", "ready", *tables(folder)]) == 0
    assert capsys.readouterr().out.startswith("Наставляемых: 18, им нужно наставников: ")


@pytest.mark.parametrize("goal", ["everyone", "total", "stable"])
def test_goals(folder, capsys, goal):
    assert main(["pair", *tables(folder), "--goal", goal]) == 0
    assert capsys.readouterr().out.startswith("Пар: ")


def test_a_protocol_that_was_changed(folder, capsys):
    run = folder / "run.json"
    assert main(["pair", *tables(folder), "--protocol", str(run)]) == 0
    run.write_text(run.read_text("utf-8").replace('"consent":true', '"consent":false', 1), encoding="utf-8")
    assert main(["pair", "check", str(run)]) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Вызов:"),
        (["нет.xlsx", "нет.csv"], "«нет.xlsx»: файл не найден: проверьте имя и папку и выберите файл ещё раз."),
        (["check", "нет.json"], "Протокол «нет.json» не открывается: проверьте имя и папку."),
        (["sample", "0", "x"], "Число наставляемых — от 1 до 300 000."),
        (["ready", "a", "b", "--rules", "нет.toml"], "Файл правил «нет.toml» не открывается: проверьте имя и доступ."),
        (["a", "b", "--goal", "best"], "Ключ --goal: значение «best» не подходит."),
        (["a", "b", "--processes", "x"], "Ключ --processes: значение «x» не подходит."),
        (["a", "b", "--processes", "-1"], "Число процессов (--processes) — от нуля; 0 — сколько есть ядер."),
        (["a", "b", "--rules"], "После ключа --rules нужно значение."),
        (["a", "b", "c"], "Лишнее в команде: c."),
        (["a", "b", "--out", "x.pdf"], "Таблица пишется в файл .xlsx, а назван «x.pdf»."),
        (["a", "b", "--out", "нет/x.xlsx"], "Файл «нет/x.xlsx» не записывается: проверьте папку и доступ."),
        (["sample", "пять", "x"], "Нужно целое число, а стоит «пять»."),
        (["groups", "a", "b", "--span", "-1"], "Разница лет в группе (--span) — целое число от нуля."),
    ],
)
def test_refusals_are_one_sentence(capsys, arguments, said):
    assert main(["pair", *arguments]) == 2
    lines = [line for line in capsys.readouterr().err.splitlines() if "░" not in line]
    assert lines[0].startswith(said)
    assert len(lines) == 1 or "Вызов:" in lines[:2]


def test_unknown_people_and_places(folder, capsys):
    run = folder / "run.json"
    assert main(["pair", *tables(folder), "--protocol", str(run)]) == 0
    assert main(["pair", "explain", "Никто", str(run)]) == 2
    assert "В протоколе нет человека «Никто»." in capsys.readouterr().err
    assert main(["pair", *tables(folder), "--protocol", str(folder / "нет" / "run.json")]) == 2
    assert "не записывается" in capsys.readouterr().err


def test_groups(folder, capsys):
    out = folder / "groups.xlsx"
    assert main(["pair", "groups", *tables(folder), "--span", "4", "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert "собрать" in said
    assert "Без группы: " in said
    assert out.exists()


def test_a_second_run_keeps_the_pairs_of_the_first_book(folder, capsys):
    book, run = str(folder / "pairs.xlsx"), str(folder / "run.json")
    assert main(["pair", *tables(folder), "--out", book]) == 0
    made = capsys.readouterr().out.split(" из ")[0].removeprefix("Пар: ")
    assert main(["pair", *tables(folder), "--present", book, "--protocol", run]) == 0
    assert capsys.readouterr().out.startswith(f"Прежних пар: {made}, сохранено: {made}.\n")
    assert main(["pair", "check", run]) == 0
    (folder / "old.csv").write_text("Наставляемый;Наставник\nНикто;М1\n", encoding="utf-8")
    assert main(["pair", *tables(folder), "--present", str(folder / "old.csv")]) == 0
    assert "«Никто» — нет в новых таблицах" in capsys.readouterr().err


def test_ballots_after_a_meeting(folder, capsys):
    (folder / "b.csv").write_text("Кто;1-й выбор;Точно не\nМ1;Н1;Н2\nНикто;;\n", encoding="utf-8")
    assert main(["pair", *tables(folder), "--goal", "stable", "--ballots", str(folder / "b.csv")]) == 0
    assert "бюллетень пропущен" in capsys.readouterr().err


def test_what_is_left_out_is_said(folder, capsys, monkeypatch):
    here = import_module("estafeta.config.pairing")
    monkeypatch.setattr(here, "COMPARED", 10)
    monkeypatch.setattr(here, "PRICED", 10)
    monkeypatch.setattr(here, "FIRST", 2)
    book = folder / "pairs.xlsx"
    assert main(["pair", *tables(folder), "--out", str(book)]) == 0
    said = capsys.readouterr().out
    assert "Три цели не сравнивали и спрос с предложением не считали: возможных пар " in said
    sheets = load_workbook(str(book))
    told = [row[0] for row in sheets.get_sheet_by_name("Итоги").to_python()]
    assert any(line.startswith("Три цели не сравнивали") for line in told)
    assert any(line.startswith("Другие варианты посчитаны для 2 наставляемых из ") for line in told)
    assert "Сравнение целей" not in sheets.sheet_names
    assert len({row[0] for row in sheets.get_sheet_by_name("Другие варианты").to_python()[1:]}) <= 2


def test_people_who_do_not_take_part_are_told_so(folder, capsys):
    (folder / "a.csv").write_text("Код;ФИО;Согласие;Сколько наставников нужно\nМ1;Ли Ян;да;0\n", encoding="utf-8")
    (folder / "b.csv").write_text("Код;ФИО;Согласие;Сколько наставляемых может взять\nН1;Ким Ли;да;0\n", "utf-8")
    run = str(folder / "r.json")
    assert main(["pair", str(folder / "a.csv"), str(folder / "b.csv"), "--protocol", run]) == 0
    assert main(["pair", "explain", "М1", run]) == 0
    assert main(["pair", "explain", "Н1", run]) == 0
    said = capsys.readouterr().out
    assert "В этот раз наставника не просит." in said
    assert "Мест для наставляемых не указано." in said
    assert main(["pair", "groups", str(folder / "a.csv"), str(folder / "b.csv")]) == 0
    assert capsys.readouterr().out.startswith("Групп нет: никто из наставников не указал")
