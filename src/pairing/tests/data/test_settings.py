from __future__ import annotations

from fractions import Fraction

import pytest

from pairing.answer import Goal
from pairing.criteria import criteria
from pairing.criteria.distance import Kind as Distance
from pairing.rules import rules
from pairing.rules.ages import Kind as Ages
from pairing.rules.consents import Kind as Consents
from pairing.rules.languages import Kind as Languages
from pairing.rules.organisation import Kind as Organisation
from pairing.settings import BadSettings, Settings, load_settings, parse_settings, settings_of, whole_weights

FULL = """
goal = "total"
[weights]
request = 2.5
subject = 5
text = 0
[rules]
past = false
relatives = true
[rules.organisation]
among = [["Школа № 1", "Лицей"]]
[rules.ages]
older = 2
[rules.consents]
unsaid = true
[rules.languages]
usual = "якутский"
[criteria.distance]
far = 15
[criteria.distance.places]
"Берёзовка" = [56.1, 93.2]
[[pins]]
mentee = "М1"
mentor = "Н1"
[[bans]]
mentee = "М2"
mentor = "Н2"
"""


def test_everything_that_can_be_said():
    found = parse_settings(FULL)
    weights = dict(zip(criteria(), found.weights, strict=True))
    assert (found.goal, found.pins, found.bans) == (Goal.TOTAL, (("М1", "Н1"),), (("М2", "Н2"),))
    assert (weights["request"], weights["subject"], weights["text"]) == (5, 10, 0)
    assert found.rule("past") is None
    assert found.rule("consents") == Consents(unsaid=True)
    assert found.rule("languages") == Languages(usual="якутский")
    assert found.without("ages").rule("ages") is None
    assert found.rule("organisation") == Organisation(among=(("Школа № 1", "Лицей"),))
    assert found.rule("ages") == Ages(older=2)
    assert Distance(15, {"Берёзовка": (56.1, 93.2)}) in found.criteria
    assert settings_of(found.plain()).plain() == found.plain()


def test_nothing_said_means_the_defaults():
    found = parse_settings("")
    assert found == Settings()
    assert {rule.code for rule in found.rules} == set(rules())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[weights]\nrequest = \n", "Файл правил, строка 2: запись не по правилам TOML, проверьте кавычки и скобки."),
        ("[weights]\nлюбовь = 3", "Файл правил, строка 2: запись не по правилам TOML, проверьте кавычки и скобки."),
        ("\n[weights]\nreqest = 3", "Файл правил, строка 3, ключ «weights.reqest»: такого ключа нет. Возможны: "),
        ("[weights]\nrequest = -1", "Файл правил, строка 2, ключ «weights.request»: вес — число от нуля"),
        ("[weights]\nrequest = nan", "Файл правил, строка 2, ключ «weights.request»: вес — число от нуля"),
        ("[weights]\nrequest = true", "Файл правил, строка 2, ключ «weights.request»: вес — число от нуля"),
        ("[weights]\nrequest = 1e-12", "Файл правил, строка 1, ключ «weights»: веса слишком разные"),
        ("weights = 5", "Файл правил, строка 1, ключ «weights»: здесь нужен раздел в квадратных скобках."),
        (
            "goal = 'best'",
            "Файл правил, строка 1, ключ «goal»: цель — одно из слов everyone, total, stable в кавычках.",
        ),
        (
            "[rules]\nages = 5",
            "Файл правил, строка 2, ключ «rules.ages»: здесь нужно true, false или раздел с настройками.",
        ),
        ("[rules.ages]\nolder = 'много'", "Файл правил, строка 2, ключ «rules.ages.older»: здесь нужно целое число."),
        ("[rules.ages]\nelder = 2", "Файл правил, строка 2, ключ «rules.ages.elder»: такого ключа нет. Возможны: "),
        (
            "[rules.consents]\nunsaid = 1",
            "Файл правил, строка 2, ключ «rules.consents.unsaid»: здесь нужно true или false.",
        ),
        (
            "[rules.languages]\nusual = ''",
            "Файл правил, строка 2, ключ «rules.languages.usual»: здесь нужно слово в кавычках.",
        ),
        (
            "[rules.organisation]\namong = 'все'",
            "Файл правил, строка 2, ключ «rules.organisation.among»: здесь нужен список",
        ),
        (
            "[criteria.windows]\nminutes = 0",
            "Файл правил, строка 2, ключ «criteria.windows.minutes»: здесь нужно целое число",
        ),
        (
            "[criteria.distance]\nplaces = 3",
            "Файл правил, строка 2, ключ «criteria.distance.places»: здесь нужен раздел",
        ),
        (
            "[criteria.distance.places]\n'А' = [99, 1]",
            "Файл правил, строка 2, ключ «criteria.distance.places.А»: здесь нужны",
        ),
        ("[[pins]]\nmentee = 'М1'", "Файл правил, строка 1, ключ «pins»: здесь нужны записи [[pins]]"),
        ("[rules.ages]\nyoungest = -1", "Файл правил, строка 2, ключ «rules.ages.youngest»: здесь нужно целое число."),
        ("colour = 3", "Файл правил, строка 1, ключ «colour»: такого ключа нет. Возможны: goal, weights, "),
    ],
)
def test_mistakes_are_named_by_line_and_key(text, said):
    with pytest.raises(BadSettings) as refusal:
        parse_settings(text)
    assert str(refusal.value).startswith(said)


def test_all_weights_zero_are_refused():
    text = "[weights]\n" + "\n".join(f"{code} = 0" for code in criteria())
    with pytest.raises(BadSettings, match="все веса равны нулю"):
        parse_settings(text)


def test_files_that_do_not_open(tmp_path):
    with pytest.raises(BadSettings, match="не открывается"):
        load_settings(tmp_path / "нет.toml")
    (tmp_path / "a.toml").write_bytes("goal = 'Ё'".encode("cp1251"))
    with pytest.raises(BadSettings, match="не в UTF-8"):
        load_settings(tmp_path / "a.toml")
    (tmp_path / "b.toml").write_text("\ufeffgoal = 'stable'", encoding="utf-8")
    assert load_settings(tmp_path / "b.toml").goal == Goal.STABLE


def test_one_group_of_organisations_needs_no_double_brackets():
    assert parse_settings("[rules.organisation]\namong = ['*']").rule("organisation").everywhere


def test_weights_are_exact_decimals():
    assert whole_weights([Fraction("0.1"), Fraction("0.2"), Fraction(0)]) == (1, 2, 0)
