from __future__ import annotations

from dataclasses import replace

import pytest
from python_calamine import load_workbook

from pairing.answer import Refused
from pairing.explanations.ungrouped import ungrouped
from pairing.generator import Shape, generate
from pairing.grouping import describe, group, prove
from pairing.people import Skill
from pairing.runs import case_of
from pairing.settings import Settings
from pairing.tests.data.people import guide, pupil
from pairing.writing import write_groups
from pairing.writing.groups import gap_words
from pairing.writing.report import ungrouped_lines

PROJECT, EXAM = (Skill("проект"),), (Skill("подготовка к ЕГЭ"),)


def case(mentors, settings=None):
    mentees = [
        pupil(key="1", name="Анна", needs=PROJECT, age=14),
        pupil(key="2", name="Вера", needs=PROJECT, age=15),
        pupil(key="3", name="Иван"),
        pupil(key="4", name="Олег", needs=EXAM, age=14),
        pupil(key="5", name="Пётр", needs=PROJECT, age=19),
        pupil(key="6", name="Юлия", wanted=0),
    ]
    return case_of(mentees, mentors, settings or Settings())


def test_a_group_shares_a_request_and_an_age(tmp_path):
    made = group(case([guide(competences=PROJECT, least=2, most=4), guide(key="н2", wishes=("проект",))]), span=2)
    (only,) = describe(made)
    assert (only.mentor, only.members, only.request) == (0, (0, 1, 2), "проект")
    assert only.sentence == "3 наставляемых с общим запросом «проект», возраст 14–15 лет; запроса не назвали: Иван."
    assert prove(made)[0]
    write_groups(made, tmp_path / "a.xlsx")
    book = load_workbook(str(tmp_path / "a.xlsx"))
    assert book.sheet_names == ["Группы", "Без группы", "Доказательство"]
    assert [row[0] for row in book.get_sheet_by_name("Без группы").to_python()] == ["Наставляемый", "Олег", "Пётр"]


def test_nobody_leads_groups():
    made = group(case([guide(competences=PROJECT)]))
    assert describe(made) == ()
    assert gap_words(made) == "Больше людей в группы собрать нельзя, это доказано."


def test_one_age_and_pins():
    people = [pupil(key="1", name="Анна", age=14), pupil(key="2", name="Вера", age=14)]
    made = group(case_of(people, [guide(most=3)], Settings()))
    assert describe(made)[0].sentence == "2 наставляемых, возраст 14 лет."
    with pytest.raises(Refused):
        group(case([guide(most=3)], replace(Settings(), pins=(("1", "н"),))))


def test_generated_groups_are_proved():
    drawn = generate(Shape(90, 30, 3, seed=2))
    made = group(case_of(drawn.mentees, drawn.mentors, drawn.settings))
    assert prove(made)[0]
    assert describe(made)
    assert "собрать" in gap_words(made)
    assert sum(len(one.members) for one in describe(made)) == made.answer.matched


def test_a_gap_is_said_plainly():
    made = group(case([guide(competences=PROJECT, most=4)]), span=2)
    apart = replace(made, answer=replace(made.answer, bound_matched=made.answer.matched + 2))
    assert gap_words(apart) == "Группы подобраны приближённо: возможно, удалось бы собрать ещё 2, но не больше."


def test_everybody_in_no_group_is_told_why():
    mentees = [
        pupil(key="1", name="Анна", needs=PROJECT, age=14),
        pupil(key="2", name="Вера", needs=PROJECT, age=15),
        pupil(key="3", name="Глеб", needs=EXAM, age=14),
        pupil(key="4", name="Дина", needs=PROJECT, age=19),
        pupil(key="5", name="Егор", needs=PROJECT, age=14, languages=("якутский",)),
        pupil(key="6", name="Жанна", forms=("студент–ученик",)),
        pupil(key="7", name="Зоя", wanted=0),
        pupil(key="8", name="Ия", consent=None),
        pupil(key="9", name="Лев"),
    ]
    form = ("ученик–ученик",)
    mentors = [
        guide(key="а", name="Арина", competences=PROJECT, most=3, forms=form),
        guide(key="б", name="Борис", languages=("якутский",)),
        guide(key="в", name="Влас", languages=("якутский",)),
        guide(key="г", name="Гуля", most=4, least=4, forms=form),
    ]
    banned = replace(Settings(), bans=(("6", "а"), ("3", "г"), ("4", "г"), ("9", "а"), ("9", "г")))
    made = group(case_of(mentees, mentors, banned), span=2)
    assert {mentees[one.person].name: one.sentence for one in ungrouped(made)} == {
        "Глеб": "Подходит 1 наставник с группой: Арина (группа о другом: «проект»).",
        "Дина": "Подходит 1 наставник с группой: Арина (группа другого возраста).",
        "Егор": "Подходят 2 наставника, но групп они не ведут.",
        "Жанна": "Не подходит никто из 4 наставников: ведут другие формы наставничества — 2; "
        "говорят на другом языке — 2.",
        "Лев": "Не подходит никто из 4 наставников: говорят на другом языке — 2; исключены вами или в бюллетенях — 2.",
        "Ия": "Нет согласия самого наставляемого на участие: в таблице оно не отмечено.",
    }


def test_a_full_group_and_one_that_did_not_meet():
    mentees = [pupil(key=str(n), name=f"Ученик {n}", needs=PROJECT, age=14) for n in range(4)]
    mentors = [guide(key="а", name="Арина", most=3), guide(key="б", name="Борис", least=5, most=6)]
    made = group(case_of(mentees, mentors, Settings()))
    (left,) = ungrouped(made)
    assert ungrouped_lines(made.case, [left]) == [
        "Без группы: 1.",
        f"  {made.case.mentees[left.person].name}: {left.sentence}",
    ]
    assert left.sentence == (
        "Подходят 2 наставника с группой: Арина (группа заполнена: 3 из 3) и Борис (группа не собралась)."
    )
    leader = made.answer.leader.copy()
    leader[2] = -1
    loose = replace(made, answer=replace(made.answer, leader=leader))
    assert "Арина (в группе 2 из 3, в этот подбор не попал)" in ungrouped(loose)[0].sentence
    one = group(case_of(mentees[:1], [guide(name="Вера")], Settings()))
    assert ungrouped(one)[0].sentence == "Подходит 1 наставник, но групп он не ведёт."
