"""Who is what where: reach of roles, tenants apart, the menu of organisations."""

from __future__ import annotations

import datetime as dt

import pytest
from django_scopes.exceptions import ScopeError

from estafeta.organisations import queries
from estafeta.organisations.actions import add_member, create_organisation
from estafeta.organisations.models import Membership, Organisation
from estafeta.organisations.roles import Role, roles_of_kind
from estafeta.organisations.scope import outside_scope, tenant_scope


def test_actor_of_a_curator_is_only_in_her_school(cast, today):
    here = queries.actor_for(cast.curator, cast.school, today=today)
    assert (here.here, here.above) == (frozenset({Role.CURATOR}), frozenset())
    for other in (cast.department, cast.college, cast.forest_school):
        assert not queries.actor_for(cast.curator, other, today=today).belongs


def test_actor_of_a_coordinator_reaches_the_district_and_no_other(cast, today):
    for organisation in cast.institutions:
        actor = queries.actor_for(cast.coordinator, organisation, today=today)
        assert (actor.here, actor.above) == (frozenset(), frozenset({Role.MUNICIPAL_COORDINATOR}))
    assert not queries.actor_for(cast.coordinator, cast.forest_school, today=today).belongs
    assert not queries.actor_for(cast.coordinator, cast.ministry, today=today).belongs


def test_actor_of_a_clerk_above_does_not_reach_the_schools(cast, today):
    assert queries.actor_for(cast.department_clerk, cast.department, today=today).here == {Role.CLERK}
    assert not queries.actor_for(cast.department_clerk, cast.school, today=today).belongs


def test_actor_needs_the_second_factor_of_her_own_organisation_below_too(cast, today):
    Organisation.objects.filter(pk=cast.department.pk).update(demands_second_factor=True)
    assert queries.actor_for(cast.coordinator, cast.school, today=today).needs_second_factor
    assert not queries.actor_for(cast.curator, cast.school, today=today).needs_second_factor


@pytest.mark.parametrize("user", ["curator", "coordinator", "operator", "department_clerk", "stranger", "auditor"])
def test_organisations_of_is_the_twin_of_actor_for(cast, today, user):
    person = getattr(cast, user)
    every = Organisation.objects.order_by("path")
    reached = [row for row in every if queries.actor_for(person, row, today=today).belongs]
    assert list(queries.organisations_of(person, today=today)) == reached


def test_organisations_of_somebody_without_a_role(cast, today):
    assert list(queries.organisations_of(cast.curator, today=today - dt.timedelta(days=365))) == []


def test_below_and_above(cast):
    assert set(queries.below(cast.department)) == set(cast.institutions)
    assert list(queries.above(cast.school)) == [cast.ministry, cast.department]
    assert list(queries.above(cast.ministry)) == []


def test_colleagues_are_those_of_the_organisation_itself(cast, today):
    with tenant_scope(cast.department):
        assert list(queries.colleagues(cast.department, today=today)) == [cast.coordinator, cast.department_clerk]


def test_colleagues_leave_out_who_may_not_sign_in(in_school, today):
    in_school.teacher.is_active = False
    in_school.teacher.save()
    assert in_school.teacher not in queries.colleagues(in_school.school, today=today)


def test_members_and_journal_of_another_tenant_are_not_seen(cast):
    with tenant_scope(cast.school):
        assert list(queries.members_of(cast.forest_school)) == []
        assert list(queries.journal_of(cast.forest_school)) == []
        assert {row.user for row in queries.members_of(cast.school)} == {
            cast.curator, cast.director, cast.methodist, cast.clerk, cast.auditor, *cast.employees,
        }  # fmt: skip


def test_scoped_rows_are_refused_outside_a_scope(cast):
    with pytest.raises(ScopeError):
        queries.members_of(cast.school)


def test_outside_scope_wants_a_reason(db):
    with pytest.raises(ValueError, match="reason"), outside_scope(""):
        pass


def test_scope_of_a_code_that_another_begins_with(cast):
    assert cast.school.path.endswith("/")
    twin = create_organisation(actor=None, parent=cast.department, kind="school", short_name="Тень")
    Organisation.objects.filter(pk=twin.pk).update(path=cast.school.path.rstrip("/") + "x/")
    with tenant_scope(cast.school):
        assert not Membership.objects.filter(organisation=twin).exists()
        assert set(queries.below(cast.school)) == set()


def test_switcher_puts_own_first_and_keeps_the_current_one(cast, today):
    menu = queries.switcher(queries.memberships_of(cast.coordinator, today=today), cast.school)
    assert [(choice.label, choice.note, choice.current) for choice in menu][:1] == [
        ("Управление образования Заречного района", "муниципальный координатор", False)
    ]
    assert {choice.label for choice in menu} == {row.short_name for row in (cast.department, *cast.institutions)}
    assert [choice.label for choice in menu if choice.current] == [cast.school.short_name]


def test_switcher_of_a_region_is_cut_but_holds_the_current_one(cast, today):
    menu = queries.switcher(queries.memberships_of(cast.operator, today=today), cast.forest_school, limit=1)
    assert len(menu) == 2
    assert menu[-1].label == cast.forest_school.short_name


def test_switcher_of_a_curator_is_her_school(cast, today):
    (choice,) = queries.switcher(queries.memberships_of(cast.curator, today=today), cast.school)
    assert (choice.url, choice.current) == (f"/o/{cast.school.slug}/", True)


@pytest.mark.parametrize("roles", [1, 3])
def test_switcher_asks_once_besides_the_memberships(cast, today, roles, django_assert_num_queries):
    with tenant_scope(cast.ministry):
        for organisation in (cast.college, cast.orion)[: roles - 1]:
            add_member(actor=None, user=cast.coordinator, organisation=organisation, role=Role.CURATOR, starts=today)
    with django_assert_num_queries(2):
        queries.switcher(queries.memberships_of(cast.coordinator, today=today), cast.department)


def test_find_organisations_by_words_of_name_or_place(cast, today):
    assert set(queries.find_organisations(cast.operator, "заречн колледж", today=today)) == {cast.college}
    assert set(queries.find_organisations(cast.operator, "ключи", today=today)) == {cast.kindergarten}
    assert set(queries.find_organisations(cast.curator, "лесн", today=today)) == set()


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("school", {Role.MUNICIPAL_COORDINATOR, Role.REGIONAL_OPERATOR}),
        ("education_department", {Role.REGIONAL_OPERATOR}),
        ("ministry", {Role.MUNICIPAL_COORDINATOR}),
    ],
)
def test_roles_of_kind(kind, missing):
    assert set(Role) - set(roles_of_kind(kind)) == missing
