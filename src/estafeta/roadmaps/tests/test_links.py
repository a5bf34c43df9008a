"""An address among words is recognised; words that only look like one stay words."""

from __future__ import annotations

import pytest

from estafeta.roadmaps.forms.links import link_in


@pytest.mark.parametrize(
    ("words", "url", "rest"),
    [
        ("https://sosh2.example/prikaz", "https://sosh2.example/prikaz", ""),
        ("sosh2.example/prikaz", "https://sosh2.example/prikaz", ""),
        ("www.sosh2.example", "https://www.sosh2.example", ""),
        ("Приказ на сайте: sosh2.example/prikaz.", "https://sosh2.example/prikaz", "Приказ на сайте:"),
        ("(http://sosh2.example), раздел 3", "http://sosh2.example", "раздел 3"),
        ("школа2.рф/наставничество", "https://школа2.рф/наставничество", ""),
        ("Совет прошёл.Протокол у и.о.директора", "", "Совет прошёл.Протокол у и.о.директора"),
        ("письмо на petrova@sosh2.example", "", "письмо на petrova@sosh2.example"),
        ("файл приказ.docx в папке", "", "файл приказ.docx в папке"),
        ("https://", "", "https://"),
        ("https://" + "a" * 1000 + ".ru", "", "https://" + "a" * 1000 + ".ru"),
        ("javascript:alert(1)", "", "javascript:alert(1)"),
        ("", "", ""),
    ],
)
def test_link_in_words(words, url, rest):
    assert link_in(words) == (url, rest)
