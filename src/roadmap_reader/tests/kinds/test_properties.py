"""Whatever the text, the answer is orderly, and the layout of the text changes nothing."""

from hypothesis import given
from hypothesis import strategies as st

from roadmap_reader.kinds import classify, load_catalogue
from roadmap_reader.tests.kinds.tables import rows

TITLES = [title for name in ("titles_dev", "titles_second", "titles_third", "titles_fourth") for _, title in rows(name)]
WORDS = sorted({word for title in TITLES for word in title.split()})
WILD = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
MAYBE = st.one_of(st.none(), WILD)


@given(WILD, st.lists(WILD, max_size=3), MAYBE, MAYBE, MAYBE, MAYBE)
def test_answer_is_orderly_and_the_same_each_time(title, items, result, document, section, group):
    around = {"items": items, "result": result, "document": document, "section": section, "group": group}
    found = classify(title, **around)
    assert found == classify(title, **around)
    codes = [guess.code for guess in found]
    confidences = [guess.confidence for guess in found]
    assert len(codes) == len(set(codes)) >= 1
    assert set(codes) <= set(load_catalogue())
    assert confidences == sorted(confidences, reverse=True)
    assert all(0 < confidence <= 1 for confidence in confidences)
    assert "other" not in codes or len(codes) == 1


@st.composite
def noisy(draw):
    """A title and the same title as another office would have typed it."""
    title = draw(st.sampled_from(TITLES))
    other = draw(st.sampled_from([title, title.upper(), title.lower()]))
    other = other.replace("ё", draw(st.sampled_from("её"))).replace("Ё", draw(st.sampled_from("ЕЁ")))
    other = other.replace(" ", draw(st.sampled_from([" ", "\u00a0", "  ", " \t", "\n", "\u2009"])))
    other = other.replace("–", draw(st.sampled_from("–—−‑-"))).replace("-", draw(st.sampled_from("-‐‑‒")))
    return title, draw(st.sampled_from(["", " ", "\n"])) + other + draw(st.sampled_from(["", " ", "\n", ".", ";"]))


@given(noisy())
def test_layout_changes_nothing(pair):
    title, other = pair
    assert classify(title) == classify(other)
