from __future__ import annotations

import gc

import pytest

from pairing.garbage import pause


def interrupted() -> None:
    with pause():
        assert not gc.isenabled()
        raise LookupError


def test_the_collector_rests_and_works_again_even_after_trouble():
    assert gc.isenabled()
    with pytest.raises(LookupError):
        interrupted()
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off():
    gc.disable()
    try:
        with pause():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
