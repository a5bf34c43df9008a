from __future__ import annotations

from dataclasses import replace
from importlib import import_module

from pairing.answer import Goal
from pairing.explanations import explain_pair, helps, idle_mentors, mends, readiness, unmatched_mentees
from pairing.runs import case_of
from pairing.settings import Settings
from pairing.tests.data.people import guide, pupil
from pairing.tests.data.test_explaining import HERE, NEAR, solved


def test_one_mentor_or_mentee_is_told_the_very_reason():
    run_ = solved([pupil(relatives=("н",))], [guide()])
    assert unmatched_mentees(run_)[0].sentence == "Единственный наставник не подходит: они родственники."
    assert idle_mentors(run_)[0].sentence == "Единственный наставляемый не подходит: они родственники."
    assert idle_mentors(solved([], [guide()]))[0].sentence == "В таблице нет ни одного наставляемого."


def test_bans_are_named_on_both_sides():
    mentees = [pupil(key=str(n)) for n in range(2)]
    mentors = [guide(key="a", name="А"), guide(key="b", name="Б", languages=("якутский",))]
    banned = replace(Settings(), bans=(("0", "a"), ("1", "a")))
    run_ = solved(mentees, mentors, banned)
    assert unmatched_mentees(run_)[0].sentence == (
        "Не подходит никто из 2 наставников: говорят на другом языке — 1; исключены вами или в бюллетенях — 1."
    )
    assert [one.sentence for one in idle_mentors(run_)] == [
        "Не подходит никто из 2 наставляемых: исключены вами или в бюллетенях — 2.",
        "Не подходит никто из 2 наставляемых. Мешают правила: «язык общения» — все 2.",
    ]
    assert [one.person for one in readiness(run_.case).hopeless] == [0, 1]
    half = solved(mentees, [guide(key="a", name="А", ages_from=14), guide(key="b", name="Б")],
                  replace(Settings(), bans=(("0", "a"),)))  # fmt: skip
    assert half.answer.matched == 2


def test_a_mentor_whom_rules_and_bans_keep_apart():
    mentees = [pupil(key="1"), pupil(key="2", languages=("якутский",))]
    run_ = solved(mentees, [guide(name="А")], replace(Settings(), bans=(("1", "н"),)))
    assert idle_mentors(run_)[0].sentence == (
        "Не подходит никто из 2 наставляемых: исключены вами или в бюллетенях — 1; "
        "правила не пропускают: «язык общения» — 1."
    )


def test_places_that_were_never_offered():
    mentees = [pupil(key=str(n)) for n in range(2)]
    run_ = solved(mentees, [guide(key="a", name="А"), guide(key="b", name="Б", places=0)])
    assert unmatched_mentees(run_)[0].sentence == (
        "Подходят 2 наставника, но свободных мест нет: А (занято 1 из 1) и Б (мест не указано)."
    )


def test_a_rule_in_the_way_tells_who_is_free():
    mentees = [pupil(key="1"), pupil(key="2", languages=("якутский",))]
    mentors = [guide(key="a", name="А"), guide(key="b", name="Б")]
    run_ = solved(mentees, mentors)
    assert mends(run_, unmatched_mentees(run_)) == [
        "Если не требовать общего языка — подойдут 2 наставника, место есть у 1 из них."
    ]
    full = solved([*mentees, pupil(key="3")], mentors)
    assert mends(full, unmatched_mentees(full)) == [
        "Если не требовать общего языка — подойдут 2 наставника, но все места у них заняты."
    ]


def test_limits_of_the_search_are_said(monkeypatch):
    here = import_module("pairing.explanations.helps")
    mentees = [pupil(key=str(n), organisation=HERE, languages=("якутский",)[: n % 2]) for n in range(6)]
    mentors = [
        guide(key="a", name="А", organisation=HERE),
        guide(key="b", name="Б", organisation=HERE),
        guide(key="c", name="В", organisation=NEAR, elsewhere=True),
        guide(key="d", name="Г", organisation="Гимназия", elsewhere=True),
    ]
    monkeypatch.setattr(here, "MENTORS", 1)
    monkeypatch.setattr(here, "NEIGHBOURS", 1)
    monkeypatch.setattr(here, "WAITING", 1)
    said = [one.sentence for one in helps(solved(mentees, mentors)) if one.kind == "skipped"]
    assert said == [
        "Ещё одно место добавит пару и у других: таких наставников ещё 1.",
        "Обмен наставниками: проверено пар организаций — 1 из 2, начиная с тех, где ждут больше всего.",
        "Какие правила мешают, смотрели по первым 1 из 4 ждущих.",
    ]


def test_lists_in_a_reason_are_parted_by_semicolons():
    mentee = pupil(place="Лесное", interests=("кино",), organisation=HERE)
    reason = explain_pair(Settings(), mentee, guide(place="Лесное", interests=("кино",), load=0))
    assert reason.sentence == "Сейчас никого не ведёт; живут рядом: Лесное; общие интересы: кино."


def test_readiness_of_a_crowd_and_of_nobody():
    crowd = [pupil(key=str(n), interests=("кино", "театр", "шахматы")[: n % 4]) for n in range(520)]
    crowd += [pupil(key="-", consent=None, wanted=0)]
    report = readiness(case_of(crowd, [guide(interests=("кино",), places=600)], Settings()))
    assert report.sentences == (
        "Наставляемых: 521, им нужно наставников: 520. Наставников: 1, мест у них: 600.",
        "Наставника может получить каждый.",
    )
    idle = readiness(case_of([pupil(wanted=0)], [guide(consent=None)], Settings()))
    assert idle.sentences[1:] == ("Наставника не просит никто.", "1 наставник не подходит никому.")


def test_readiness_takes_a_run_that_is_there():
    run_ = solved([pupil(key=str(n)) for n in range(3)], [guide()])
    useful = helps(run_)
    assert readiness(run_.case, best=run_, useful=useful) == readiness(run_.case)
    stable = solved([pupil(key=str(n)) for n in range(3)], [guide()], goal=Goal.STABLE)
    assert readiness(run_.case, best=stable) == readiness(run_.case)


def test_names_with_quotes_of_their_own_get_no_others():
    mentees = [pupil(key=str(n), organisation="МБОУ «Лесновская СОШ»") for n in range(2)]
    mentors = [guide(key="a", name="А", organisation=NEAR, elsewhere=True)]
    assert helps(solved(mentees, mentors))[0].sentence == (
        "Разрешить обмен наставниками между МБОУ «Лесновская СОШ» и «Лицей»: +1 пара."
    )
