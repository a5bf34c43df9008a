from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django_scopes.exceptions import ScopeError

from estafeta.core.journal import MASK, record
from estafeta.core.models import JournalLine
from estafeta.organisations.scope import tenant_scope


@pytest.fixture
def line(in_school):
    school = in_school.school
    return record(
        user=in_school.curator,
        tenant=school.path,
        verb="test.change",
        target=school,
        sentence="Изменена карточка",
        before={"site": "", "on": dt.date(2026, 9, 1)},
        after={"site": "x", "access_token": "open sesame", "director": in_school.director},
    )


def test_line_holds_plain_values_and_masks_secrets(line, in_school):
    line.refresh_from_db()
    assert line.before == {"site": "", "on": "2026-09-01"}
    assert line.after == {
        "site": "x",
        "access_token": MASK,
        "director": f"accounts.user:{in_school.director.pk}",
    }
    assert (line.target_type, line.target_id) == ("organisations.organisation", in_school.school.pk)


@pytest.mark.parametrize("change", [lambda rows: rows.update(sentence="иначе"), lambda rows: rows.delete()])
def test_database_refuses_to_change_or_erase_a_line(line, change):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change(JournalLine.objects.filter(pk=line.pk))
    assert JournalLine.objects.get(pk=line.pk).sentence == "Изменена карточка"


def test_journal_of_one_tenant_is_closed_to_another(line, cast):
    with tenant_scope(cast.forest_school):
        assert list(JournalLine.objects.filter(verb="test.change")) == []
    with tenant_scope(cast.department):
        assert list(JournalLine.objects.filter(verb="test.change")) == [line]


def test_journal_outside_a_scope_raises(db):
    with pytest.raises(ScopeError):
        JournalLine.objects.count()
