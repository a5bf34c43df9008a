from __future__ import annotations

import pytest
from django.db import transaction

from estafeta.accounts.models import User
from estafeta.core import erasures
from estafeta.core.journal.keys import Erasure


@pytest.fixture
def place(tmp_path, settings):
    settings.BACKUPS = tmp_path / "backups"
    return settings.BACKUPS / erasures.LIST


@pytest.fixture
def planted(monkeypatch):
    """A subject that two rooms know: its row, and a word kept elsewhere."""
    kept = {}
    monkeypatch.setattr(erasures, "ERASERS", {})

    @erasures.eraser("tests.Subject")
    def erase_row(key):
        User.objects.filter(username=key).delete()

    @erasures.eraser("tests.Subject")
    def erase_word(key):
        kept.pop(key, None)

    return kept


def plant(kept, key):
    User.objects.create(username=key, email=f"{key}@example.org")
    kept[key] = "слово"


@pytest.mark.django_db
def test_erased_subject_is_forgotten_by_all_listed_and_erased_again_after_a_restore(
    place, planted, django_capture_on_commit_callbacks
):
    for key in ("ivanova", "petrova"):
        plant(planted, key)
    with django_capture_on_commit_callbacks(execute=True):
        erasures.erase("tests.Subject", "ivanova")
    assert list(planted) == ["petrova"]
    assert list(erasures.listed(place)) == [("tests.Subject", "ivanova")]
    assert place.stat().st_mode & 0o777 == 0o600

    plant(planted, "ivanova")  # the restore brings her back, and knows of no erasure
    Erasure.objects.all().delete()
    assert erasures.replay(erasures.listed(place)) == 1
    assert list(planted) == ["petrova"]
    assert list(User.objects.filter(username__in=["ivanova", "petrova"]).values_list("username", flat=True)) == [
        "petrova"
    ]
    assert erasures.replay(erasures.listed(place)) == 0  # nobody there: nothing happens


@pytest.mark.django_db
def test_erasure_that_did_not_commit_is_not_listed(place, planted):
    plant(planted, "ivanova")
    with transaction.atomic():
        erasures.erase("tests.Subject", "ivanova")
        transaction.set_rollback(True)
    assert list(erasures.listed(place)) == []


@pytest.mark.django_db
def test_kind_that_nobody_forgets_stops_the_replay(place, planted):
    plant(planted, "ivanova")
    with pytest.raises(KeyError):
        erasures.replay([("tests.Subject", "ivanova"), ("tests.Other", "1")])
    assert User.objects.filter(username="ivanova").exists()


def test_line_that_cannot_be_read_is_not_passed_over(place):
    place.parent.mkdir()
    place.write_text('{"kind": "tests.Subject", "key": "1"}\n{"kin')
    with pytest.raises(ValueError, match="Unterminated"):
        list(erasures.listed(place))
