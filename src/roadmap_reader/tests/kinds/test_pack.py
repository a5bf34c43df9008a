"""The pack on disk: complete, sound, quick to read, and refused where it is broken."""

import shutil

import pytest

from roadmap_reader.kinds import PackError, classify, load_catalogue
from roadmap_reader.kinds.pack import DEFAULT_PACK, load_pack
from roadmap_reader.kinds.patterns import Alphabet, Line, compile_pattern, find


def line(alphabet, text):
    words = text.split()
    return Line(tuple(alphabet.bits_of(word) for word in words), (0,) * len(words), (0,) * len(words))


def fits(source, text):
    alphabet = Alphabet({"пары": "пара|пары"})
    pattern = compile_pattern(source, kind="x", weight=1.0, alphabet=alphabet)
    return find(pattern, line(alphabet, text))


@pytest.mark.parametrize(
    ("source", "text", "mask"),
    [
        ("баз~", "базами", 0b1),
        ("баз~", "базовый", 0),
        ("баз*", "базовый", 0b1),
        ("база|банк", "банк", 0b1),
        ("@пары", "новые пары", 0b10),
        ("база наставников", "база двух лучших наставников", 0b1001),
        ("база наставников", "база всех двух лучших наставников", 0),
        ("база + наставников", "база лучших наставников", 0),
        ("база .. наставников", "база всех двух лучших наставников", 0b10001),
        ("база -практик наставников", "база практик наставников", 0),
        ("^ база", "наша база", 0),
        ("^ база", "база", 0b1),
    ],
)
def test_pattern_language(source, text, mask):
    assert fits(source, text) == mask


def test_pattern_does_not_cross_into_another_clause_unless_told():
    alphabet = Alphabet({})
    plain = compile_pattern("опрос .. запросов", kind="x", weight=1.0, alphabet=alphabet)
    across = compile_pattern("опрос >> запросов", kind="x", weight=1.0, alphabet=alphabet)
    bits = tuple(alphabet.bits_of(word) for word in ("опрос", "запросов"))
    assert find(plain, Line(bits, (0, 0), (0, 1))) == 0
    assert find(across, Line(bits, (0, 0), (0, 1))) == 0b11


def test_pattern_without_words_is_refused():
    with pytest.raises(ValueError, match="нет ни одного слова"):
        compile_pattern("!база ..", kind="x", weight=1.0, alphabet=Alphabet({}))


def test_catalogue_names_sixty_kinds_with_their_proof():
    catalogue = load_catalogue()
    assert len(catalogue) == 60
    assert all(kind.code == code and kind.name and kind.app and kind.proof for code, kind in catalogue.items())
    assert {kind.stage for kind in catalogue.values()} == {1, 2, 3, 4, 5, 6, 7, 8, None}
    assert [code for code, kind in catalogue.items() if kind.stage is None] == ["other"]


def test_no_two_kinds_hide_each_other():
    hides = load_pack().hides
    assert not [(one, other) for one, hidden in hides.items() for other in hidden if one in hides[other]]


def test_pack_says_its_version_and_source():
    pack = load_pack(DEFAULT_PACK)
    assert pack.version
    assert pack.source


def test_pack_of_one_s_own_may_be_given(tmp_path):
    shutil.copytree(DEFAULT_PACK, tmp_path / "own")
    own = tmp_path / "own" / "stage_8.toml"
    text = own.read_text(encoding="utf-8").replace("strong = [", 'strong = [\n  "субботник*",', 1)
    own.write_text(text, encoding="utf-8")
    assert [guess.code for guess in classify("Субботник", pack=tmp_path / "own")] == ["informing_community"]
    assert [guess.code for guess in classify("Субботник")] == ["other"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("pack.toml", "version", "versions"),
        ("stage_8.toml", 'code = "other"', 'code = "another"'),
        ("stage_8.toml", 'code = "other"', 'code = "social_media"'),
        ("stage_5.toml", 'hides = ["informing_community"]', 'hides = ["nobody"]'),
        ("stage_5.toml", "@pairs", "@unknown"),
        ("stage_5.toml", "[[kind]]", "[[kind"),
    ],
)
def test_broken_pack_is_refused(tmp_path, file, old, new):
    shutil.copytree(DEFAULT_PACK, tmp_path / "own")
    path = tmp_path / "own" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackError):
        load_catalogue(tmp_path / "own")


def test_missing_pack_is_refused(tmp_path):
    with pytest.raises(PackError):
        load_catalogue(tmp_path / "nowhere")
