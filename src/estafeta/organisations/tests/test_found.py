from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from estafeta.accounts.models import User
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import memberships_of

ANSWERS = {
    "short_name": "МБОУ «Новая школа»",
    "email": "nova@example.org",
    "last_name": "Новикова",
    "first_name": "Нина",
    "username": "novikova",
}


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "role"), [("school", "curator"), ("education_department", "municipal_coordinator")])
def test_found_makes_an_organisation_that_somebody_manages(monkeypatch, client, today, capsys, kind, role):
    monkeypatch.setenv("ESTAFETA_PASSWORD", "тихая-река-2026")
    call_command("found", kind=kind, **ANSWERS)
    user = User.objects.get(username="novikova")
    assert [(row.organisation.short_name, row.role) for row in memberships_of(user, today=today)] == [
        ("МБОУ «Новая школа»", role)
    ]
    assert user.check_password("тихая-река-2026")


@pytest.mark.django_db
def test_found_refuses_a_weak_password_and_makes_nothing(monkeypatch):
    monkeypatch.setenv("ESTAFETA_PASSWORD", "123")
    with pytest.raises(CommandError):
        call_command("found", **ANSWERS)
    assert Organisation.objects.count() == 0
