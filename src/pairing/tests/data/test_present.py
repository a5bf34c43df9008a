from __future__ import annotations

import pytest

from pairing.reading import BadTable, read_present
from pairing.runs import case_of, count_kept, run_again
from pairing.settings import Settings
from pairing.tests.data.people import guide, pupil

MENTEES = [pupil(key="1", name="Лесова Анна", organisation="А"), pupil(key="2", name="Лесова Анна", organisation="Б")]
MENTORS = [guide(key="3", organisation="А"), guide(key="4", name="Соснин Илья", organisation="Б")]


def test_present_pairs_by_name_code_and_organisation(tmp_path):
    path = tmp_path / "a.csv"
    rows = ("Пары", "Наставляемый;Организация;Наставник", "лесова  анна;Б;4", "Лесова Анна;;3", "1", "1;А;горин пётр")
    path.write_text("\n".join(rows), encoding="utf-8")
    found = read_present(path, MENTEES, MENTORS)
    assert found.pairs == ((0, 0), (1, 1))
    assert [remark.text for remark in found.remarks] == [
        "строка 4: прежняя пара пропущена: «Лесова Анна» — так зовут нескольких.",
        "строка 5: прежняя пара пропущена: «» — нет в новых таблицах.",
    ]


def test_other_tables_are_refused(tmp_path):
    (tmp_path / "a.csv").write_text("ФИО;Запрос\n", encoding="utf-8")
    with pytest.raises(BadTable, match="нужны столбцы"):
        read_present(tmp_path / "a.csv", MENTEES, MENTORS)


def test_only_those_move_who_must():
    mentees = [pupil(key=str(n), name=f"М {n}") for n in range(3)]
    mentors = [guide(key="a", name="А"), guide(key="b", name="Б", wishes=("проект",)), guide(key="c", name="В")]
    before = ((0, 2), (1, 1))
    again = run_again(case_of(mentees, mentors, Settings()), before)
    assert count_kept(again) == 2
    assert again.answer.matched == 3
