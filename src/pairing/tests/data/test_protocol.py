from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib import import_module
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from python_calamine import load_workbook

from pairing.answer import Goal
from pairing.explanations import explain_pair, helps, others, readiness
from pairing.generator import CAPACITY, Shape, generate
from pairing.people import mentee_of, mentor_of, to_plain
from pairing.problem import SCALE
from pairing.runs import case_of, compare_goals, run
from pairing.settings import Settings
from pairing.tests.data import people
from pairing.writing import BadProtocol, check_protocol, load_protocol, write_book, write_protocol
from pairing.writing.book import Contents, proof
from pairing.writing.pages import Pages, new_book
from pairing.writing.report import goal_lines, ready_lines


@pytest.fixture(scope="module")
def made():
    drawn = generate(Shape(24, 9, 2, capacity="tight", seed=7))
    return run(case_of(drawn.mentees, drawn.mentors, drawn.settings))


@given(people.mentees, people.mentors)
@settings(max_examples=30)
def test_people_survive_a_protocol(mentees, mentors):
    assert [mentee_of(json.loads(json.dumps(to_plain(one)))) for one in mentees] == mentees
    assert [mentor_of(json.loads(json.dumps(to_plain(one)))) for one in mentors] == mentors


@pytest.mark.parametrize("goal", list(Goal))
def test_a_protocol_proves_itself(tmp_path, made, goal):
    write_protocol(run(made.case, goal), tmp_path / "a.json")
    write_protocol(run(made.case, goal), tmp_path / "b.json")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    good, sentences = check_protocol(tmp_path / "a.json")
    assert good, sentences
    again, plain = load_protocol(tmp_path / "a.json")
    assert again.case.digest == made.case.digest == plain["digest"]
    assert (again.answer.total, again.answer.matched) == (plain["answer"]["total"], plain["answer"]["matched"])


def changed(plain, what):
    if what == "pair":
        plain["answer"]["pairs"].pop()
    if what == "score":
        plain["answer"]["pairs"][0][2] += 1
    if what == "input":
        plain["input"]["mentees"][0]["wanted"] = 2
    if what == "bound":
        plain["answer"]["total"] += 5
    if what == "why":
        plain["pairs"][0]["why"] = "Так решил директор."
    return plain


@pytest.mark.parametrize("what", ["pair", "score", "input", "bound", "why"])
def test_a_changed_protocol_is_found_out(tmp_path, made, what):
    write_protocol(made, tmp_path / "a.json")
    plain = changed(json.loads((tmp_path / "a.json").read_text("utf-8")), what)
    (tmp_path / "a.json").write_text(json.dumps(plain), encoding="utf-8")
    good, sentences = check_protocol(tmp_path / "a.json")
    assert not good
    assert sentences


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "не открывается"),
        ("{", "не протокол подбора или файл повреждён"),
        ("[]", "не протокол подбора этой версии"),
        ('{"format": "estafeta-pairing/2"}', "повреждён: в нём не хватает данных"),
        ('{"format": "estafeta-pairing/2", "input": {"mentees": [{"x": 1}]}}', "повреждён: в нём не хватает данных"),
    ],
)
def test_what_is_no_protocol(tmp_path, text, said):
    if text is not None:
        (tmp_path / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(BadProtocol, match=said):
        load_protocol(tmp_path / "a.json")


def sheets(path):
    book = load_workbook(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_book_holds_everything(tmp_path, made):
    beside = others(made, list(made.by_mentee))
    contents = Contents(compare_goals(made), helps(made), beside, readiness(made.case), ("строка 3: …",))
    write_book(made, contents, tmp_path / "a.xlsx")
    found = sheets(tmp_path / "a.xlsx")
    assert list(found) == [
        "Пары", "Без пары", "Что поможет", "Итоги", "Другие варианты", "Сравнение целей", "По критериям",
        "Разброс оценок", "Ещё одно место", "Спрос по запросам", "Спрос по предметам", "Спрос по формам",
        "Спрос по организациям", "Как считали", "Замечания к таблицам",
    ]  # fmt: skip
    assert len(found["Пары"]) == 1 + made.answer.matched
    assert sum(row[1] for row in found["Разброс оценок"][1:]) == made.answer.matched
    for row in found["По критериям"][1:]:
        assert sum(cell for cell in row[3:] if not isinstance(cell, str)) == pytest.approx(row[2])
    write_book(made, contents, tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_the_book_of_a_bare_run(tmp_path, made):
    write_book(made, Contents(), tmp_path / "a.xlsx")
    assert "Что поможет" not in sheets(tmp_path / "a.xlsx")


def test_reports_as_lines(made):
    report = readiness(made.case)
    lines = ready_lines(made.case, report)
    assert lines[0] == report.sentences[0]
    assert "Что поможет (каждое изменение посчитано отдельно):" in lines
    assert len(goal_lines(compare_goals(made))) == 4
    assert goal_lines(()) == []


@pytest.mark.parametrize("capacity", sorted(CAPACITY))
def test_generated_people_look_like_life(capacity):
    drawn = generate(Shape(300, 100, 6, capacity=capacity, seed=3))
    assert drawn == generate(Shape(300, 100, 6, capacity=capacity, seed=3))
    assert drawn.mentees != generate(Shape(300, 100, 6, capacity=capacity, seed=4)).mentees
    assert sum(one.places for one in drawn.mentors) == max(100, 300 * CAPACITY[capacity] // 100)
    assert 0 < sum(not one.needs for one in drawn.mentees) < 100
    answer = run(case_of(drawn.mentees, drawn.mentors, drawn.settings)).answer
    assert 0 < answer.matched <= 300 * 1.2
    assert max(answer.pairs.scores) <= SCALE


def test_a_report_without_trouble_is_short():
    weights = tuple(int(criterion.code == "interests") for criterion in Settings().criteria)
    case = case_of(
        [people.pupil(interests=("кино",))], [people.guide(interests=("кино",))], replace(Settings(), weights=weights)
    )
    lines = ready_lines(case, readiness(case))
    assert lines[:2] == [
        "Наставляемых: 1, им нужно наставников: 1. Наставников: 1, мест у них: 1.",
        "Наставника может получить каждый.",
    ]
    assert not any(line.endswith(":") for line in lines)
    assert explain_pair(case.settings, case.mentees[0], case.mentors[0]).whole == "Общие интересы: кино."


def test_long_tables_are_cut_in_a_report():
    crowd = [people.pupil(key=str(n), organisation=f"Школа {n}", consent=None) for n in range(14)]
    lines = ready_lines(case := case_of(crowd, [people.guide(consent=False)], Settings()), readiness(case))
    assert lines.count("  … и ещё 4") == 1
    assert lines.count("  … и ещё 5") == 1
    assert "Не подходят никому:" in lines


def test_the_book_of_a_school_that_says_little(tmp_path):
    crowd = [people.pupil(key=str(n), past=("н",) if n == 2 else ()) for n in range(3)]
    made = run(case_of(crowd, [people.guide()], Settings()), Goal.STABLE)
    contents = Contents(compare_goals(made), helps(made), None, readiness(made.case), (), ("Не считали то-то.",))
    write_book(made, contents, tmp_path / "a.xlsx")
    found = sheets(tmp_path / "a.xlsx")
    assert "Спрос по запросам" not in found
    assert found["Пары"][0][:3] == ["Наставляемый", "Наставник", "Оценка из 100"]
    assert found["Итоги"][-1] == ["Не считали то-то."]
    assert ["Устойчивые пары — выбрано", 1.0, 1.0, 3.0, 50.0, 50.0] in found["Сравнение целей"]
    assert "Больше этой суммы при такой цели не бывает" not in [row[0] for row in found["Как считали"]]


def test_a_book_without_any_pair(tmp_path):
    made = run(case_of([people.pupil(consent=None)], [people.guide()], Settings()))
    write_book(made, Contents(compare_goals(made)), tmp_path / "a.xlsx")
    found = sheets(tmp_path / "a.xlsx")
    assert "Пары" not in found
    assert found["Итоги"][2][0] == "Пар: 0 из 1; без наставника: 1; доказано, что лучше нельзя."
    assert goal_lines(compare_goals(made))[1] == "  как можно больше людей в парах: пар 0"


def test_a_book_that_cannot_be_written(tmp_path, made):
    with pytest.raises(OSError, match="nowhere"):
        write_book(made, Contents(), tmp_path / "nowhere" / "a.xlsx")


def test_a_gap_is_said(made):
    certificate = replace(made.answer.certificate, gap=150)
    wide = replace(made, answer=replace(made.answer, certificate=certificate))
    assert proof(wide) == "до лучшего возможного ответа не больше 1,50 балла"


def test_rows_are_as_tall_as_their_text(tmp_path):
    with new_book(tmp_path / "a.xlsx") as book:
        Pages(book).table("Лист", ("Коротко", "Длинно"), [("а", "слово " * 60), ("б", "слово")])
    with ZipFile(tmp_path / "a.xlsx") as parts:
        text = parts.read("xl/worksheets/sheet1.xml").decode()
    heights = re.findall(r'<row r=".".*? ht="(.+?)"', text)
    assert [float(height) // 15 for height in heights] == [1, 9, 1]


def test_a_picture_of_a_long_table_says_that_it_is_not_whole(tmp_path):
    crowd = [people.pupil(key=str(n), organisation=f"Школа {n}") for n in range(21)]
    made = run(case_of(crowd, [people.guide()], Settings()))
    write_book(made, Contents(readiness=readiness(made.case)), tmp_path / "a.xlsx")
    with ZipFile(tmp_path / "a.xlsx") as parts:
        titles = [parts.read(name).decode() for name in parts.namelist() if "charts/chart" in name]
    assert sum("спрос и предложение, первые 20 строк" in title for title in titles) == 1


def test_a_large_book_written_row_by_row_holds_the_same(tmp_path, made, monkeypatch):
    contents = Contents(compare_goals(made), helps(made), others(made, list(made.by_mentee)), readiness(made.case))
    write_book(made, contents, tmp_path / "a.xlsx")
    monkeypatch.setattr(import_module("pairing.writing.book"), "MANY", 1)
    write_book(made, contents, tmp_path / "b.xlsx")
    assert sheets(tmp_path / "a.xlsx") == sheets(tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() != (tmp_path / "b.xlsx").read_bytes()
