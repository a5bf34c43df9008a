"""The cast stands where its readers expect it."""

from __future__ import annotations

from estafeta.accounts.models import User
from estafeta.accounts.published import DEMO_PASSWORD
from estafeta.demo.cast import PARTS, school_year
from estafeta.organisations.models import Membership, Organisation
from estafeta.organisations.queries import organisations_of
from estafeta.organisations.scope import tenant_scope


def test_cast_tree_is_one_region_with_two_districts(cast):
    assert list(Organisation.objects.filter(parent=cast.department).order_by("pk")) == list(cast.institutions)
    assert list(Organisation.objects.filter(parent=cast.ministry).order_by("pk")) == [
        cast.department,
        cast.forest_department,
    ]


def test_cast_addresses_are_readable(cast):
    assert cast.school.slug == "mbou-sosh-2-zarechnaya"
    assert cast.curator.short_name == "Петрова А.С."


def test_cast_everyone_has_one_role_and_the_demo_password(cast):
    assert User.objects.count() == len(PARTS)
    with tenant_scope(cast.ministry):
        assert Membership.objects.count() == len(PARTS)
    assert User.objects.get(username="petrova").check_password(DEMO_PASSWORD)


def test_cast_stranger_reaches_only_the_other_district(cast, today):
    assert list(organisations_of(cast.stranger, today=today)) == [cast.forest_school]


def test_school_year_starts_in_september(today):
    assert school_year(today).isoformat() == "2026-09-01"
    assert school_year(today.replace(month=8)).isoformat() == "2025-09-01"
