"""Text as it is compared and sought."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from russian.folding import fold, search_key

RUSSIAN = st.text(st.sampled_from("АаЕеЁёЯяИиЙй -—«».,№5xX\u0301\u00a0\u00ad"), max_size=30)


@pytest.mark.parametrize(
    ("text", "folded"), [("Ёлкин  Пётр", "елкин  петр"), ("ЩЁКИНО, №5", "щекино, №5"), ("", ""), ("ABC", "abc")]
)
def test_fold_keeps_spaces_and_marks(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Салтыков-Щедрин, М. Е.", "салтыков щедрин м е"),
        ("  «Школа\u00a0№ 5» (г. Орёл) ", "школа no 5 г орел"),
        ("е\u0308лка за\u0301мок", "елка замок"),
        ("пе\u00adре\u00adнос", "перенос"),
        ("КАФЕ_МЁД/сад", "кафе мед сад"),
        ("и\u0306од", "йод"),
        ("—", ""),
    ],
)
def test_search_key(text, key):
    assert search_key(text) == key


@given(st.text())
def test_the_key_of_a_key_is_the_key(text):
    assert search_key(search_key(text)) == search_key(text)


@given(RUSSIAN)
def test_case_and_yo_do_not_count(text):
    assert search_key(text) == search_key(text.upper()) == search_key(text.replace("ё", "е").replace("Ё", "Е"))


@given(st.text(), st.text())
def test_a_space_between_texts_is_a_space_between_keys(one, other):
    assert search_key(f"{one} {other}") == " ".join(filter(None, (search_key(one), search_key(other))))
