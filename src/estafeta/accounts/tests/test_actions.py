"""Making and renaming users; names in Latin letters."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from estafeta.accounts.actions import change_profile, create_user
from estafeta.accounts.latin import first_free, latin
from estafeta.accounts.models import User
from estafeta.core.models import JournalLine
from estafeta.core.refusals import Refusal

LINES = JournalLine.objects.with_scopes_disabled()
NAMES = {"last_name": "Щукина", "first_name": "Юлия"}


def test_create_user_makes_a_free_name_of_the_surname(db):
    first = create_user(by=None, email="A@One.example", **NAMES)
    second = create_user(by=None, email="b@one.example", **NAMES)
    assert (first.username, second.username) == ("shchukina-yu", "shchukina-yu-2")
    assert (first.email, first.has_usable_password()) == ("a@one.example", False)
    assert first.emailaddress_set.get().verified


@pytest.mark.parametrize("taken", [{"email": "PETROVA@sosh2.example"}, {"email": "x@y.example", "username": "Petrova"}])
def test_create_user_refuses_what_is_taken_in_any_spelling(cast, taken):
    with pytest.raises(Refusal):
        create_user(by=None, **NAMES, **taken)


def test_user_name_is_unique_in_the_database_in_any_spelling(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username="PETROVA", email="other@y.example")


def test_change_profile_notes_only_what_changed(cast):
    user = cast.curator
    names = {"first_name": "Анна", "patronymic": "Сергеевна", "username": "petrova"}
    change_profile(by=user, user=user, last_name="Иванова", **names)
    line = LINES.first()
    assert (line.before, line.after) == ({"last_name": "Петрова"}, {"last_name": "Иванова"})
    change_profile(by=user, user=user, last_name="Иванова", **names)
    assert LINES.first() == line


def test_change_profile_refuses_a_name_of_another(cast):
    names = {"last_name": "П", "first_name": "А", "patronymic": ""}
    with pytest.raises(Refusal, match="занято"):
        change_profile(by=cast.curator, user=cast.curator, username="GROMOV", **names)


@pytest.mark.parametrize(
    ("words", "limit", "expected"),
    [
        ("МБОУ «СОШ № 2»", 60, "mbou-sosh-2"),
        ("Ёлка и Щука", 60, "elka-i-shchuka"),
        ("очень длинное название", 14, "ochen-dlinnoe"),
        ("★", 9, ""),
    ],
)
def test_latin(words, limit, expected):
    assert latin(words, limit=limit) == expected


def test_first_free():
    assert first_free("a", {"b"}, limit=5) == "a"
    assert first_free("abcde", {"abcde", "abc-2"}, limit=5) == "abc-3"
