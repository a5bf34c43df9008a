from __future__ import annotations

import pytest

from pairing.rules.organisation import Kind
from pairing.tests.data.people import guide, pupil

HERE, NEAR, FAR = "Школа № 1", "Лицей", "Гимназия"
RULE = Kind(among=((HERE, NEAR),))


@pytest.mark.parametrize(
    ("rule", "theirs", "elsewhere", "reason"),
    [
        (RULE, "школа  № 1", None, None),
        (RULE, NEAR, True, None),
        (RULE, NEAR, None, "наставник из другой организации («Лицей») и не отмечено согласие помогать в других"),
        (RULE, NEAR, False, "наставник из другой организации («Лицей») и помогает только в своей"),
        (RULE, FAR, True, "наставник из другой организации («Гимназия»), а обмен с ней не разрешён"),
        (RULE, "", True, "наставник из другой организации (не указана), а обмен с ней не разрешён"),
        (Kind(among=(("*",),)), FAR, True, None),
        (Kind(among=((HERE, NEAR),), unsaid=True), NEAR, None, None),
        (Kind(), NEAR, True, "наставник из другой организации («Лицей»), а обмен с ней не разрешён"),
    ],
)
def test_reason(rule, theirs, elsewhere, reason):
    assert rule.reason(pupil(organisation=HERE), guide(organisation=theirs, elsewhere=elsewhere)) == reason


def test_exchange_goes_both_ways():
    assert RULE.reason(pupil(organisation=NEAR), guide(organisation=HERE, elsewhere=True)) is None


def test_more_neighbours_keep_the_old_ones():
    wider = RULE.with_neighbours(((HERE, FAR),))
    assert wider.neighbours["школа № 1"] == {"школа № 1", "лицей", "гимназия"}
