from __future__ import annotations

from dataclasses import replace
from importlib import import_module

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairing.answer import Goal
from pairing.criteria import criteria
from pairing.explanations import (
    explain_match,
    explain_pair,
    helps,
    idle_mentors,
    mends,
    others,
    readiness,
    unmatched_mentees,
)
from pairing.explanations.mends import UNLOOKED
from pairing.explanations.pairs import cost_words, score_words
from pairing.generator import Shape, generate
from pairing.people import Meeting, Skill, Window
from pairing.rules.organisation import Kind as Organisation
from pairing.runs import case_of, compare_goals, find, run
from pairing.settings import BadSettings, Settings
from pairing.tests.data import people
from pairing.tests.data.people import guide, pupil

HERE, NEAR = "Школа № 1", "Лицей"


def solved(mentees, mentors, chosen=None, goal=Goal.EVERYONE):
    return run(case_of(mentees, mentors, chosen or Settings()), goal)


def test_a_pair_in_one_sentence():
    mentee = pupil(
        needs=(Skill("подготовка к ЕГЭ"),), subjects=(Skill("физика"),), windows=(Window(1, 900, 990),),
        meetings=(Meeting.IN_PERSON,), interests=("кино",),
    )  # fmt: skip
    mentor = guide(
        wishes=("подготовка к ЕГЭ",), subjects=(Skill("физика"),), windows=(Window(1, 900, 1000),),
        meetings=(Meeting.REMOTE,), interests=("кино",),
    )  # fmt: skip
    reason = explain_pair(Settings(), mentee, mentor)
    assert reason.whole == (
        "Хочет помогать с подготовкой к ЕГЭ, ведёт физику, вместе свободны во вторник с 15:00 до 16:30, "
        "общие интересы: кино. Учтите: наставляемый хочет встречаться очно, наставник — дистанционно. "
        "Нет данных: не ответили оба — расстояние, опыт, своими словами, дополняющие качества; "
        "не ответил наставник — нагрузка наставника."
    )


def test_nothing_in_common_and_nothing_known():
    assert explain_pair(Settings(), pupil(), guide()).sentence.startswith("Ответов не хватает, чтобы сравнить")
    apart = explain_pair(Settings(), pupil(interests=("кино",)), guide(interests=("театр",)))
    assert apart.sentence.startswith("Явных совпадений нет")


@given(people.mentees, people.mentors)
@settings(max_examples=60)
def test_points_of_criteria_add_up_to_the_score_and_stay_within_their_most(mentees, mentors):
    reason = explain_pair(Settings(), mentees[0], mentors[0])
    known = [share for share in reason.shares if share.points is not None]
    assert sum(share.points for share in known) == (reason.score if known else 0)
    assert all(0 <= share.points <= share.most + 1 for share in known)
    assert len(reason.silent) + len(known) == len(criteria())


@pytest.mark.parametrize(
    ("filled", "total", "exact", "said"),
    [
        (0, 0, True, "итог для всех не изменится"),
        (1, 0, True, "пар станет меньше на 1"),
        (0, 1234, True, "сумма оценок всех пар уменьшится на 12"),
        (0, 30, True, "сумма оценок всех пар уменьшится на 0,3"),
        (2, 2100, False, "пар станет меньше хотя бы на 2, сумма оценок всех пар уменьшится хотя бы на 21"),
        (0, 0, False, "во что это обойдётся всем, точно не подсчитано"),
    ],
)
def test_price_of_an_alternative(filled, total, exact, said):
    assert cost_words(filled, total, exact=exact) == said


def test_scores_on_a_scale_of_hundred():
    assert [score_words(score) for score in (0, 1, 99, 100, 149, 150, 10_000)] == [
        "0",
        "0,1",
        "0,9",
        "1",
        "1",
        "2",
        "100",
    ]


def test_why_a_mentee_is_left_over():
    mentees = [
        pupil(key="1", organisation=HERE, needs=(Skill("проект"),)),
        pupil(key="2", organisation=HERE),
        pupil(key="3", organisation=HERE, consent=None),
        pupil(key="4", organisation=HERE, consent=False),
        pupil(key="5", organisation=NEAR, languages=("якутский",)),
        pupil(key="6", organisation="Гимназия"),
        pupil(key="7", organisation="Гимназия", wanted=0),
    ]
    mentors = [
        guide(key="8", name="Горин Пётр", organisation=HERE, competences=(Skill("проект"),)),
        guide(key="9", organisation=NEAR, elsewhere=True),
        guide(key="10", organisation=HERE, consent=None),
    ]
    left = {one.person: one.sentence for one in unmatched_mentees(solved(mentees, mentors))}
    assert left == {
        1: "Подходит 1 наставник, но свободных мест нет: Горин Пётр (занято 1 из 1).",
        2: "Нет согласия самого наставляемого на участие: в таблице оно не отмечено.",
        3: "Нет согласия самого наставляемого на участие: записан отказ.",
        4: "Не подходит никто из 3 наставников: из других организаций — 2; говорят на другом языке — 1.",
        5: "Не подходит никто из 3 наставников: из других организаций — все 3.",
    }


def test_why_a_mentee_who_wants_two_has_one():
    mentees = [pupil(key="1", wanted=2), pupil(key="2")]
    mentors = [guide(key="3", name="Горин Пётр"), guide(key="4", name="Соснин Илья", past=("1",))]
    left = unmatched_mentees(solved(mentees, mentors))
    assert [(one.got, one.wanted, one.sentence) for one in left] == [
        (1, 2, "Наставников нашлось: 1 из 2. Ещё один наставник есть, но он не подходит: они уже были в паре.")
    ]


def test_what_would_help_one_person():
    mentees = [
        pupil(key="1", organisation=HERE),
        pupil(key="2", organisation=HERE),
        pupil(key="3", organisation=NEAR, languages=("якутский",)),
        pupil(key="4", organisation=HERE, consent=None),
        pupil(key="5", organisation="Гимназия", consent=None),
    ]
    mentors = [guide(key="6", name="Горин Пётр", organisation=HERE), guide(key="7", organisation=NEAR)]
    run_ = solved(mentees, mentors)
    assert mends(run_, unmatched_mentees(run_)) == [
        "Ещё одно место у этого наставника: Горин Пётр.",
        "Если не требовать общего языка — подойдёт 1 наставник.",
        "Получить недостающие согласия — подойдёт 1 наставник, но место уже занято.",
        "",
    ]
    assert mends(run_, ()) == []


def test_bans_and_closed_mentors_are_said():
    banned = replace(Settings(), bans=(("м", "н"),))
    assert unmatched_mentees(solved([pupil()], [guide()], banned))[0].sentence == (
        "Единственный наставник не подходит: пара исключена вами или в бюллетенях."
    )
    closed = unmatched_mentees(solved([pupil()], [guide(places=0)]))[0].sentence
    assert closed == "Подходит 1 наставник, но мест для наставляемых не указано: Горин Пётр."
    assert unmatched_mentees(solved([pupil()], []))[0].sentence == "В таблице нет ни одного наставника."


def test_why_a_mentor_leads_nobody():
    mentors = [
        guide(key="1", name="А", wishes=("проект",)),
        guide(key="2", name="Б"),
        guide(key="3", name="В", consent=False),
        guide(key="4", name="Г", languages=("якутский",)),
        guide(key="5", name="Д", places=0),
    ]
    run_ = solved([pupil(needs=(Skill("проект"),), interests=("кино",))], mentors)
    assert {one.person: one.sentence for one in idle_mentors(run_)} == {
        1: "Подходит 1 наставляемый, но у него уже есть наставник; место свободно.",
        2: "Нет согласия самого наставника на участие: записан отказ.",
        3: "Единственный наставляемый не подходит: нет общего языка: у наставляемого русский, у наставника якутский.",
    }


def brute_gain(mentees, mentors, chosen, lifted):
    return solved(mentees, mentors, lifted).answer.matched - solved(mentees, mentors, chosen).answer.matched


def test_helps_are_solved_not_guessed():
    mentees = [pupil(key=f"m{n}", name=f"М {n}", organisation=HERE if n < 4 else NEAR) for n in range(5)]
    mentors = [
        guide(key="a", name="Анна", organisation=HERE),
        guide(key="b", name="Борис", organisation=NEAR, places=3, elsewhere=True),
        guide(key="c", name="Вера", organisation=NEAR, places=1, elsewhere=False),
    ]
    run_ = solved(mentees, mentors)
    found = [(one.kind, one.gain, one.sentence) for one in helps(run_)]
    assert found == [
        ("neighbours", 3, "Разрешить обмен наставниками между «Школа № 1» и «Лицей»: +3 пары."),
        ("rule", 3, "Разрешить обмен наставниками между всеми организациями: +3 пары."),
        ("place", 1, "Если Анна, Школа № 1, возьмёт ещё одного человека: +1 пара."),
    ]
    chosen = Settings()
    lifted = replace(
        chosen, rules=tuple(Organisation(((HERE, NEAR),)) if r.code == "organisation" else r for r in chosen.rules)
    )
    assert next(one.gain for one in helps(run_) if one.kind == "neighbours") == brute_gain(
        mentees, mentors, chosen, lifted
    )
    assert helps(solved(mentees[:1], mentors)) == ()


@given(people.mentees, people.mentors)
@settings(max_examples=12)
def test_every_promise_of_a_lifted_rule_is_kept(mentees, mentors):
    run_ = solved(mentees, mentors)
    for one in helps(run_):
        if one.kind == "rule":
            assert brute_gain(mentees, mentors, Settings(), Settings().relax(one.rule)) == one.gain
        if one.kind == "place":
            more = [replace(m, places=m.places + (n == one.mentor)) for n, m in enumerate(mentors)]
            assert solved(mentees, more).answer.matched - run_.answer.matched == one.gain


def test_alternatives_name_other_mentors():
    made = generate(Shape(12, 6, seed=2))
    run_ = solved(made.mentees, made.mentors, made.settings)
    found = others(run_, list(run_.by_mentee))
    assert set(found) == set(run_.by_mentee)
    for i, rows in found.items():
        assert len(rows) <= 2
        assert not {row.mentor for row in rows} & {j for j, _ in run_.by_mentee[i]}


def test_stable_pairs_are_explained_without_prices():
    made = generate(Shape(12, 6, seed=2, capacity="tight"))
    run_ = solved(made.mentees, made.mentors, made.settings, Goal.STABLE)
    found = others(run_, list(run_.by_mentee))
    assert {row.cost for rows in found.values() for row in rows} == {"для устойчивых пар цена замены не считается"}
    assert helps(run_)


def test_readiness_counts_demand_and_offer():
    mentees = [
        pupil(key="1", needs=(Skill("проект"),), organisation=HERE, wanted=2),
        pupil(key="2", needs=(Skill("олимпиады"),), organisation=NEAR),
        pupil(key="3", organisation="Гимназия"),
    ]
    mentors = [guide(key="4", organisation=HERE, competences=(Skill("проект"),), wishes=("проект",), places=1)]
    report = readiness(case_of(mentees, mentors, Settings()))
    assert [(row.name, row.wanted, row.places, row.short) for row in report.needs] == [
        ("олимпиады", 1, 0, True),
        ("проект", 2, 1, True),
    ]
    assert (report.wanted, report.places, report.filled) == (4, 1, 1)
    assert [one.person for one in report.hopeless] == [1, 2]
    assert report.sentences == (
        "Наставляемых: 3, им нужно наставников: 4. Наставников: 1, мест у них: 1.",
        "При нынешних правилах и местах пар получится не больше 1 из 4.",
        "При нынешних правилах 2 наставляемым не подходит никто.",
        "Мест меньше, чем просят: «олимпиады» и «проект».",
    )
    assert [(row.title, row.mentees, row.mentors) for row in report.silence if row.title == "запрос и компетенции"] == [
        ("запрос и компетенции", 1, 0)
    ]
    assert [(row.mentor, row.filled) for row in report.more] == [(0, 0)]


def test_readiness_warns_when_scores_do_not_differ():
    report = readiness(case_of([pupil(key=str(n)) for n in range(4)], [guide(places=9)], Settings()))
    assert "Наставника может получить каждый." in report.sentences
    assert report.sentences[-1].startswith("Оценки почти не различаются")


def test_three_goals_on_the_same_people():
    made = generate(Shape(30, 10, seed=4))
    run_ = solved(made.mentees, made.mentors, made.settings)
    rows = {row.goal: row for row in compare_goals(run_)}
    assert set(rows) == set(Goal)
    assert rows[Goal.EVERYONE].matched >= max(row.matched for row in rows.values())
    assert rows[Goal.TOTAL].total >= max(row.total for row in rows.values())
    assert rows[Goal.EVERYONE].people == len(run_.by_mentee)


def test_people_are_found_by_key_name_or_beginning():
    crowd = [pupil(key="1", name="Лесова Анна"), pupil(key="2", name="Лесова Вера"), pupil(key="3", name="1")]
    assert [find(name, crowd) for name in ("1", "лесова  вера", "Лес", "")] == [[0], [1], [0, 1], []]


@pytest.mark.parametrize(
    ("pins", "said"),
    [
        ((("Никто", "н"),), "Файл правил, раздел «pins»: «Никто» — такого человека нет в таблице."),
        ((("Лесова", "н"),), "Файл правил, раздел «pins»: «Лесова» — так зовут нескольких (2), укажите код."),
    ],
)
def test_pins_of_unknown_people_are_refused(pins, said):
    with pytest.raises(BadSettings) as refusal:
        case_of([pupil(key="1"), pupil(key="2")], [guide()], replace(Settings(), pins=pins))
    assert str(refusal.value) == said


def test_a_pin_stands_even_against_the_rules():
    run_ = solved([pupil(consent=False)], [guide()], replace(Settings(), pins=(("м", "н"),)))
    assert run_.by_mentee == {0: [(0, 0)]}
    made = explain_match(run_, 0, 0)
    assert made.sentence.startswith("Пара закреплена вами. Ответов не хватает")
    assert made.beware == ("вопреки правилу: нет согласия наставляемого",)


@given(st.integers(0, 50))
@settings(max_examples=8)
def test_order_of_people_changes_no_total(seed):
    made = generate(Shape(25, 9, seed=seed, silence=30))
    once = solved(made.mentees, made.mentors, made.settings)
    back = solved(made.mentees[::-1], made.mentors[::-1], made.settings)
    assert (once.answer.matched, once.answer.total, once.answer.weakest) == (
        back.answer.matched, back.answer.total, back.answer.weakest,
    )  # fmt: skip
    assert np.array_equal(np.sort(once.answer.pairs.scores), np.sort(back.answer.pairs.scores)) or once.answer.total


def test_lists_that_are_not_opened_are_counted_not_tried(monkeypatch):
    mentees = [pupil(key=str(n), organisation=HERE) for n in range(3)]
    mentors = [guide(key="a", name="А", organisation=NEAR, elsewhere=True, places=3)]
    run_ = solved(mentees, mentors)
    assert {one.kind for one in helps(run_)} == {"neighbours", "rule"}
    monkeypatch.setattr(import_module("pairing.explanations.helps"), "PAIRS", 0)
    assert [one.sentence for one in helps(run_)] == [
        "Обмен наставниками: проверено пар организаций — 0 из 1, начиная с тех, где ждут больше всего.",
        "Людей слишком много: не считали, что даст отмена правил «своя организация или разрешённая соседняя».",
    ]
    monkeypatch.setattr(import_module("pairing.explanations.helps"), "PEOPLE", 0)
    assert len(helps(run_)) == 2
    monkeypatch.setattr(import_module("pairing.explanations.mends"), "LOOKED", 0)
    assert set(mends(run_, unmatched_mentees(run_))) == {UNLOOKED}


def test_helps_when_all_may_exchange_or_the_goal_is_another():
    everywhere = replace(
        Settings(),
        rules=tuple(Organisation((("*",),)) if r.code == "organisation" else r for r in Settings().rules),
    )
    mentees = [pupil(key=str(n)) for n in range(3)]
    run_ = solved(mentees, [guide(name="А")], everywhere, Goal.TOTAL)
    assert [(one.kind, one.gain) for one in helps(run_)] == [("place", 1)]
    nothing = replace(everywhere, rules=())
    assert [(one.kind, one.gain) for one in helps(solved(mentees, [guide(name="А")], nothing))] == [("place", 1)]


def test_neighbours_keep_pins_of_other_organisations():
    mentees = [
        pupil(key="1", organisation=HERE),
        pupil(key="2", organisation=HERE),
        pupil(key="3", organisation="Гимназия"),
    ]
    mentors = [
        guide(key="4", organisation=NEAR, elsewhere=True),
        guide(key="5", organisation="Гимназия", elsewhere=True),
    ]
    chosen = replace(Settings(), pins=(("1", "5"),), bans=(("2", "5"),))
    found = {one.sentence: one.gain for one in helps(solved(mentees, mentors, chosen))}
    assert found["Разрешить обмен наставниками между «Школа № 1» и «Лицей»: +1 пара."] == 1


def test_a_pair_that_the_goal_did_not_want_is_said():
    mentees = [pupil(key="1", wanted=1), pupil(key="2", wanted=0)]
    mentors = [guide(key="3", name="Горин Пётр"), guide(key="4", name="Соснин Илья", places=2)]
    case = case_of(mentees, mentors, Settings())
    empty = replace(run(case).answer, pairs=type(run(case).answer.pairs)(*(np.zeros(0, np.int32),) * 3), matched=0)
    nobody = type(run(case))(case, empty)
    assert unmatched_mentees(nobody)[0].sentence == (
        "Свободное место у тех, кто подходит, есть (Горин Пётр и Соснин Илья), "
        "но при выбранной цели эта пара не сложилась."
    )
    assert (
        idle_mentors(nobody)[0].sentence == "Подходящие наставляемые есть, но при выбранной цели эта пара не сложилась."
    )
    unasked = solved(mentees[1:], mentors[:1])
    assert idle_mentors(unasked)[0].sentence == "Все, кто подходит, в этот раз не просят наставника."


def test_the_only_mentor_is_already_given():
    left = unmatched_mentees(solved([pupil(wanted=3)], [guide()]))
    assert left[0].sentence == "Наставников нашлось: 1 из 3. Других наставников, кроме уже назначенных, нет."


def test_a_stable_run_names_rules_but_no_places():
    mentees = [pupil(key=str(n)) for n in range(2)]
    run_ = solved(mentees, [guide(name="А")], goal=Goal.STABLE)
    assert mends(run_, unmatched_mentees(run_)) == [""]


def test_a_mentor_who_is_full_elsewhere_and_weightless_criteria():
    weightless = replace(Settings(), weights=(1, *(0,) * (len(criteria()) - 1)))
    report = readiness(case_of([pupil()], [guide()], weightless))
    assert [one.title for one in report.silence] == [next(iter(criteria().values())).title]
