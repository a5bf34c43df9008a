"""Separation of duties: nobody gives a role above her own or one that reaches further; what a curator tried before."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.cast import TODAY, acting

from estafeta.accounts.actions import create_user
from estafeta.core.models import JournalLine
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.core.rights import may
from estafeta.organisations import actions
from estafeta.organisations.models import Invitation, Membership, Organisation
from estafeta.organisations.queries import actor_for, grantable
from estafeta.organisations.roles import Role
from estafeta.organisations.scope import tenant_scope

NOW = timezone.now()
HEAD = "Руководителя назначает"
PLAIN = {Role.CURATOR, Role.METHODIST, Role.CLERK, Role.AUDITOR, Role.EMPLOYEE}
OF_DEPARTMENT = {Role.CURATOR, Role.CLERK, Role.EMPLOYEE}


def role_of(user, role) -> Membership:
    return Membership.objects.get(user=user, role=role, stopped_at=None)


@pytest.mark.parametrize(
    ("who", "where", "roles"),
    [
        ("curator", "school", PLAIN),
        ("director", "school", PLAIN | {Role.DIRECTOR}),
        ("coordinator", "school", PLAIN | {Role.DIRECTOR}),
        ("operator", "school", PLAIN | {Role.DIRECTOR}),
        ("teacher", "school", set()),
        ("methodist", "school", set()),
        ("stranger", "school", set()),
        ("coordinator", "department", PLAIN | {Role.MUNICIPAL_COORDINATOR}),
        ("operator", "department", PLAIN | {Role.MUNICIPAL_COORDINATOR, Role.DIRECTOR}),
        ("department_clerk", "department", set()),
    ],
)
def test_roles_that_each_may_give(cast, who, where, roles):
    with tenant_scope(cast.ministry):
        found = grantable(acting(getattr(cast, who), getattr(cast, where)), today=TODAY)
    assert set(found) == roles


def test_a_curator_of_a_department_gives_no_role_that_reaches_its_schools(cast):
    with tenant_scope(cast.department):
        actions.add_member(
            actor=None, user=cast.department_clerk, organisation=cast.department, role=Role.CURATOR, starts=TODAY
        )
        assert set(grantable(acting(cast.department_clerk, cast.department), today=TODAY)) == OF_DEPARTMENT


def test_a_curator_does_not_make_herself_director(in_school):
    curator = acting(in_school.curator, in_school.school)
    mine = role_of(in_school.curator, Role.CURATOR)
    with pytest.raises(Forbidden, match=HEAD):
        actions.change_role(actor=curator, membership=mine, role=Role.DIRECTOR, post="", now=NOW, today=TODAY)
    with pytest.raises(Forbidden, match=HEAD):
        actions.add_member(
            actor=curator, user=in_school.curator, organisation=in_school.school, role=Role.DIRECTOR, starts=TODAY
        )
    with pytest.raises(Forbidden, match=HEAD):
        actions.invite_colleague(actor=curator, email="me@my.example", role=Role.DIRECTOR, now=NOW, today=TODAY)
    assert actor_for(in_school.curator, in_school.school, today=TODAY).here == {Role.CURATOR}


def test_a_curator_does_not_throw_the_director_out(in_school):
    curator = acting(in_school.curator, in_school.school)
    head = role_of(in_school.director, Role.DIRECTOR)
    with pytest.raises(Forbidden, match=HEAD):
        actions.end_membership(actor=curator, membership=head, last_day=None, now=NOW, today=TODAY)
    with pytest.raises(Forbidden, match=HEAD):
        actions.change_role(actor=curator, membership=head, role=Role.EMPLOYEE, post="", now=NOW, today=TODAY)
    assert actor_for(in_school.director, in_school.school, today=TODAY).here == {Role.DIRECTOR}


def test_head_and_coordinator_do_both(in_school):
    for user in (in_school.director, in_school.coordinator):
        actor = acting(user, in_school.school)
        made = actions.add_member(
            actor=actor, user=in_school.teacher, organisation=in_school.school, role=Role.DIRECTOR, starts=TODAY
        )
        actions.end_membership(actor=actor, membership=made, last_day=None, now=NOW, today=TODAY)
    assert actor_for(in_school.teacher, in_school.school, today=TODAY).here == {Role.EMPLOYEE}


def test_a_school_becomes_no_ministry_by_its_own_card(in_school):
    for user in (in_school.curator, in_school.director):
        with pytest.raises(Forbidden, match="Вид организации меняет вышестоящий"):
            actions.change_card(actor=acting(user, in_school.school), kind="ministry")
    assert Organisation.objects.get(pk=in_school.school.pk).kind == "school"


def test_the_coordinator_above_changes_the_kind_when_the_roles_suit(in_department):
    above = acting(in_department.coordinator, in_department.school)
    assert actions.change_card(actor=above, kind="college").kind == "college"
    region = acting(in_department.operator, in_department.department)
    assert may("organisations.change_kind", region)


def test_a_kind_that_does_not_suit_a_role_is_refused(cast):
    with tenant_scope(cast.ministry):
        actor = acting(cast.operator, cast.forest_department)
        Organisation.objects.filter(pk=cast.forest_school.pk).update(parent=None)
        with pytest.raises(Refusal, match=r"Жданов А[.]П[.] — муниципальный координатор"):
            actions.change_card(actor=actor, kind="school")


def test_the_first_head_of_a_school_on_its_own_is_named_by_its_curator(db):
    alone = actions.create_organisation(actor=None, parent=None, kind="school", short_name="Одна")
    user = create_user(by=None, email="a@one.example", last_name="Один", first_name="Иван")
    other = create_user(by=None, email="b@one.example", last_name="Два", first_name="Пётр")
    with tenant_scope(alone):
        actions.add_member(actor=None, user=user, organisation=alone, role=Role.CURATOR, starts=TODAY)
        curator = acting(user, alone)
        assert Role.DIRECTOR in grantable(curator, today=TODAY)
        head = actions.add_member(actor=curator, user=other, organisation=alone, role=Role.DIRECTOR, starts=TODAY)
        assert Role.DIRECTOR not in grantable(curator, today=TODAY)
        with pytest.raises(Forbidden, match=HEAD):
            actions.end_membership(actor=curator, membership=head, last_day=None, now=NOW, today=TODAY)


def test_whoever_lost_a_role_is_told_by_letter(in_school, letters):
    row = role_of(in_school.clerk, Role.CLERK)
    actions.end_membership(
        actor=acting(in_school.curator, in_school.school), membership=row, last_day=None, now=NOW, today=TODAY
    )
    (letter,) = letters()
    assert letter.to == [in_school.clerk.email]
    assert letter.subject == "Роль «Делопроизводитель» закончена: МБОУ «СОШ № 2 «Заречная»"


def test_a_role_given_up_by_oneself_wants_no_letter(in_school, letters):
    row = role_of(in_school.curator, Role.CURATOR)
    actions.end_membership(
        actor=acting(in_school.curator, in_school.school), membership=row, last_day=TODAY, now=NOW, today=TODAY
    )
    assert letters() == []


def test_the_page_of_the_director_offers_a_curator_her_post_alone(in_school, sign_in):
    client = sign_in(in_school.curator)
    row = role_of(in_school.director, Role.DIRECTOR)
    url = reverse("organisations:membership", args=[in_school.school.slug, row.pk])
    page = client.get(url).content.decode()
    assert "Эту роль заканчивает руководитель организации или вышестоящий координатор." in page
    assert 'value="employee"' not in page
    assert client.post(url, {"role": "director", "post": "директор школы"}).status_code == 302
    end = reverse("organisations:end_membership", args=[in_school.school.slug, row.pk])
    assert client.post(end, {"last_day": ""}).status_code == 403


def test_a_curator_sees_no_link_of_a_director(in_school, sign_in):
    director = acting(in_school.director, in_school.school)
    actions.invite_colleague(actor=director, email="head@sosh2.example", role=Role.DIRECTOR, now=NOW, today=TODAY)
    url = reverse("organisations:members", args=[in_school.school.slug])
    seen = [
        "head@sosh2.example" in sign_in(user).get(url).content.decode()
        for user in (in_school.director, in_school.curator)
    ]
    assert seen == [True, False]
    invitation = Invitation.objects.get()
    for act in (actions.resend_invitation, actions.revoke_invitation):
        with pytest.raises(Forbidden, match=HEAD):
            act(actor=acting(in_school.curator, in_school.school), invitation=invitation, now=NOW, today=TODAY)


def test_the_card_offers_no_kind_to_those_below(in_school, sign_in):
    url = reverse("organisations:change_card", args=[in_school.school.slug])
    offered = [
        'name="kind"' in sign_in(user).get(url).content.decode() for user in (in_school.director, in_school.coordinator)
    ]
    assert offered == [False, True]


def test_a_changed_role_writes_one_line_of_its_own(in_school):
    row = role_of(in_school.clerk, Role.CLERK)
    before = JournalLine.objects.count()
    actions.change_role(
        actor=acting(in_school.director, in_school.school),
        membership=row,
        role=Role.METHODIST,
        post="",
        now=NOW,
        today=TODAY,
    )
    assert [line.verb for line in JournalLine.objects.all()[: JournalLine.objects.count() - before]] == [
        "organisations.change_role"
    ]
