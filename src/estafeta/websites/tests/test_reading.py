from __future__ import annotations

import pytest

from estafeta.websites.packs import read
from estafeta.websites.reading import speaks_of_mentoring


@pytest.mark.parametrize(
    ("html", "speaks"),
    [
        ("<h1>НАСТАВНИЧЕСТВО</h1>", True),
        ("<a href='/n'>Наши наставники</a>", True),
        ("<p>Расписание звонков</p>", False),
        ("<script>var наставничество = 1</script><p>Школа</p>", False),
        ("<style>.наставник {}</style>", False),
        ("<!-- наставничество -->", False),
        ("<a title='наставничество' href='/nastavnichestvo'>Раздел</a>", False),
        ("", False),
    ],
)
def test_only_what_a_visitor_reads_counts(html, speaks):
    assert speaks_of_mentoring(html.encode()) == speaks


@pytest.mark.parametrize(
    ("encoding", "declared"), [("utf-8", ""), ("cp1251", ""), ("cp1251", "windows-1251"), ("koi8-r", "koi8-r")]
)
def test_any_encoding_of_a_school_site_is_read(encoding, declared):
    assert speaks_of_mentoring("<p>Целевая модель наставничества</p>".encode(encoding), declared)


def test_cut_letter_at_the_end_spoils_nothing():
    assert speaks_of_mentoring("Наставничество ж".encode()[:-1], "utf-8")


def test_unknown_encoding_is_read_as_utf8():
    assert speaks_of_mentoring("наставник".encode(), "no-such-thing")


@pytest.mark.parametrize("table", [{}, {"words": []}, {"words": 3}, {"words": ["наставник", 1]}, {"words": [" "]}])
def test_pack_names_its_mistakes(table):
    with pytest.raises(ValueError, match="words"):
        read(table)
