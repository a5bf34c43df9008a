from __future__ import annotations

from dataclasses import replace

import pytest

from pairing.answer import Ballots, Goal
from pairing.explanations import helps, others, readiness, unmatched_mentees
from pairing.reading import BadTable, read_ballots
from pairing.runs import ballots_of, case_of, run
from pairing.settings import Settings
from pairing.tests.data.people import guide, pupil
from pairing.writing import check_protocol, load_protocol, write_protocol

MENTEES = [pupil(key="1", name="Анна"), pupil(key="2", name="Вера"), pupil(key="3", name="Юлия")]
MENTORS = [guide(key="4", name="Горин Пётр"), guide(key="5", name="Соснин Илья")]
TABLE = """\
Бюллетени
Кто;1-й выбор;2-й выбор;Почему;Точно не
Анна;Соснин Илья;Горин Пётр;;
2;5;;;горин пётр
Горин Пётр;Анна, Юлия;;;
Соснин Илья;Никто;;;Юлия
Чужой;Анна;;;
"""


def read(tmp_path):
    (tmp_path / "b.csv").write_text(TABLE, encoding="utf-8")
    return read_ballots(tmp_path / "b.csv", MENTEES, MENTORS)


def test_wishes_of_both_sides(tmp_path):
    found = read(tmp_path)
    assert found.ballots == Ballots({0: [[1], [0]], 1: [[1]]}, {0: [[0, 2]], 1: []}, frozenset({(1, 0), (2, 1)}))
    assert [remark.text for remark in found.remarks] == [
        "строка 6: не понято, о ком речь: «Никто» — нет в новых таблицах.",
        "строка 7: бюллетень пропущен: «Чужой» — нет в новых таблицах.",
    ]


def test_other_tables_are_refused(tmp_path):
    (tmp_path / "b.csv").write_text("ФИО;Запрос\n", encoding="utf-8")
    with pytest.raises(BadTable, match="нужны столбцы «Кто»"):
        read_ballots(tmp_path / "b.csv", MENTEES, MENTORS)


@pytest.mark.parametrize("goal", list(Goal))
def test_who_asked_not_to_meet_is_never_paired_and_the_protocol_proves_it(tmp_path, goal):
    case = replace(case_of(MENTEES, MENTORS, Settings()), ballots=read(tmp_path).ballots)
    made = run(case, goal)
    pairs = {(i, j) for i, rows in made.by_mentee.items() for j, _ in rows}
    assert not pairs & case.ballots.avoid
    assert all(row.mentor != 0 for row in others(made, [1])[1])
    assert len(unmatched_mentees(made)) == 1
    helps(made)
    assert readiness(case).filled == 2
    write_protocol(made, tmp_path / "run.json")
    good, sentences = check_protocol(tmp_path / "run.json")
    assert good, sentences
    assert load_protocol(tmp_path / "run.json")[0].case.digest == case.digest


def test_no_ballots_stay_none():
    assert ballots_of(None) is None
