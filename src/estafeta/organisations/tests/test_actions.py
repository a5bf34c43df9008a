"""What changes organisations and memberships, and what refuses."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from tests.cast import TODAY, acting

from estafeta.accounts.actions import create_user
from estafeta.core.models import JournalLine
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.organisations import actions
from estafeta.organisations.models import Membership, Organisation
from estafeta.organisations.queries import actor_for
from estafeta.organisations.roles import Role
from estafeta.organisations.scope import tenant_scope

NOW = timezone.now()


def membership_of(user, role=None) -> Membership:
    rows = Membership.objects.filter(user=user, stopped_at=None)
    return rows.filter(role=role).get() if role else rows.get()


def last_line() -> JournalLine:
    return JournalLine.objects.first()


def test_create_organisation_stands_below_its_parent(cast):
    made = actions.create_organisation(
        actor=acting(cast.coordinator, cast.department),
        parent=cast.department,
        kind="school",
        short_name="МБОУ «СОШ № 2 «Заречная»",
    )
    assert made.path.startswith(cast.department.path)
    assert made.path.count("/") == 3
    assert made.slug == "mbou-sosh-2-zarechnaya-2"
    assert made.full_name == made.short_name
    with tenant_scope(made):
        line = last_line()
    assert (line.user, line.tenant, line.verb) == (cast.coordinator, made.path, "organisations.create_organisation")


def test_create_organisation_without_latin_or_russian_letters(db):
    made = actions.create_organisation(actor=None, parent=None, kind="school", short_name="★ ★")
    assert made.slug == "organisation"


def test_create_organisation_refuses_to_stand_below_a_school(cast):
    with pytest.raises(Refusal, match="не может быть других"):
        actions.create_organisation(actor=None, parent=cast.school, kind="school", short_name="Филиал")


def test_change_card_writes_only_what_changed(in_school):
    cast = in_school
    actions.change_card(actor=acting(cast.curator, cast.school), place="с. Новое", head_post="Директор")
    line = last_line()
    assert Organisation.objects.get(pk=cast.school.pk).place == "с. Новое"
    assert (line.before, line.after) == ({"place": "г. Заречный"}, {"place": "с. Новое"})
    assert (line.verb, line.target_id) == ("organisations.change_card", cast.school.pk)


def test_change_card_without_a_change_leaves_no_line(in_school):
    cast = in_school
    before = last_line()
    actions.change_card(actor=acting(cast.curator, cast.school), place=cast.school.place)
    assert last_line() == before


def test_change_card_keeps_the_address(in_school):
    cast = in_school
    actions.change_card(actor=acting(cast.curator, cast.school), short_name="Гимназия")
    assert Organisation.objects.get(pk=cast.school.pk).slug == "mbou-sosh-2-zarechnaya"
    with pytest.raises(TypeError):
        actions.change_card(actor=acting(cast.curator, cast.school), slug="other")


def test_change_card_refuses_an_institution_with_others_below(cast):
    with tenant_scope(cast.ministry), pytest.raises(Refusal, match="подведомственные"):
        actions.change_card(actor=acting(cast.operator, cast.department), kind="school")


def test_add_member_gives_a_role_from_a_day_on(in_school, today):
    cast = in_school
    row = actions.add_member(
        actor=acting(cast.curator, cast.school),
        user=cast.teacher,
        organisation=cast.school,
        role=Role.METHODIST,
        starts=today,
    )
    assert actor_for(cast.teacher, cast.school, today=today).here == {Role.EMPLOYEE, Role.METHODIST}
    assert actor_for(cast.teacher, cast.school, today=today - dt.timedelta(days=1)).here == {Role.EMPLOYEE}
    assert last_line().sentence == "Орлова Татьяна Дмитриевна — теперь методист"
    assert last_line().target_id == row.pk


def test_add_member_refuses_the_same_role_twice(in_school, today):
    cast = in_school
    with pytest.raises(Refusal, match="уже есть роль «Куратор»"):
        actions.add_member(
            actor=acting(cast.director, cast.school),
            user=cast.curator,
            organisation=cast.school,
            role=Role.CURATOR,
            starts=today,
        )


@pytest.mark.parametrize("role", [Role.MUNICIPAL_COORDINATOR, Role.REGIONAL_OPERATOR])
def test_add_member_refuses_a_coordinator_in_a_school(in_school, today, role):
    cast = in_school
    with pytest.raises(Refusal, match="вида «школа»"):
        actions.add_member(
            actor=acting(cast.director, cast.school),
            user=cast.teacher,
            organisation=cast.school,
            role=role,
            starts=today,
        )


def test_add_member_refuses_to_end_before_the_start(in_school, today):
    cast = in_school
    with pytest.raises(Refusal, match="раньше"):
        actions.add_member(
            actor=acting(cast.director, cast.school),
            user=cast.teacher,
            organisation=cast.school,
            role=Role.CLERK,
            starts=today,
            ends=today - dt.timedelta(days=1),
        )


def test_end_membership_at_once_closes_the_door_today(in_school, today):
    cast = in_school
    row = membership_of(cast.methodist)
    actions.end_membership(
        actor=acting(cast.director, cast.school), membership=row, last_day=None, now=NOW, today=today
    )
    row.refresh_from_db()
    assert (row.ends, row.stopped_at) == (today, NOW)
    assert not actor_for(cast.methodist, cast.school, today=today).belongs


def test_end_membership_after_a_day_keeps_the_door_open_until_then(in_school, today):
    cast = in_school
    row, friday = membership_of(cast.methodist), today + dt.timedelta(days=6)
    actions.end_membership(
        actor=acting(cast.director, cast.school), membership=row, last_day=friday, now=NOW, today=today
    )
    assert actor_for(cast.methodist, cast.school, today=friday).belongs
    assert not actor_for(cast.methodist, cast.school, today=friday + dt.timedelta(days=1)).belongs
    assert last_line().sentence.endswith("закончена после 27.11.2026")


def test_end_membership_refuses_a_day_in_the_past(in_school, today):
    cast = in_school
    row = membership_of(cast.methodist)
    with pytest.raises(Refusal, match="в прошлом"):
        actions.end_membership(
            actor=acting(cast.director, cast.school),
            membership=row,
            last_day=today - dt.timedelta(days=1),
            now=NOW,
            today=today,
        )


def test_end_membership_refuses_a_role_that_is_over(in_school, today):
    cast = in_school
    row = membership_of(cast.methodist)
    actions.end_membership(
        actor=acting(cast.director, cast.school), membership=row, last_day=None, now=NOW, today=today
    )
    with pytest.raises(Refusal, match="уже закончена"):
        actions.end_membership(
            actor=acting(cast.director, cast.school), membership=row, last_day=None, now=NOW, today=today
        )


def test_end_membership_refuses_to_leave_nobody_who_manages(db, today):
    alone = actions.create_organisation(actor=None, parent=None, kind="school", short_name="Одна")
    user = create_user(by=None, email="a@one.example", last_name="Один", first_name="Иван")
    with tenant_scope(alone):
        row = actions.add_member(actor=None, user=user, organisation=alone, role=Role.CURATOR, starts=today)
        with pytest.raises(Refusal, match="последний, кто управляет"):
            actions.end_membership(actor=acting(user, alone), membership=row, last_day=None, now=NOW, today=today)
        with pytest.raises(Refusal, match="последний, кто управляет"):
            actions.change_role(
                actor=acting(user, alone), membership=row, role=Role.CLERK, post="", now=NOW, today=today
            )
        assert actions.change_role(
            actor=acting(user, alone), membership=row, role=Role.DIRECTOR, post="", now=NOW, today=today
        ).role == (Role.DIRECTOR)


def test_end_membership_of_the_last_manager_is_fine_under_a_coordinator(in_department, today):
    cast = in_department
    for user in (cast.orion_curator, cast.orion_director):
        row = membership_of(user)
        row = actions.end_membership(
            actor=acting(cast.coordinator, row.organisation), membership=row, last_day=None, now=NOW, today=today
        )
        assert row.stopped_at == NOW


def test_change_role_is_a_new_row_and_works_on_the_first_day(in_school, today):
    cast = in_school
    first = actions.change_role(
        actor=acting(cast.director, cast.school),
        membership=membership_of(cast.clerk),
        role=Role.METHODIST,
        post="м",
        now=NOW,
        today=today,
    )
    second = actions.change_role(
        actor=acting(cast.director, cast.school), membership=first, role=Role.CLERK, post="к", now=NOW, today=today
    )
    assert actor_for(cast.clerk, cast.school, today=today).here == {Role.CLERK}
    assert second.post == "к"
    assert Membership.objects.filter(user=cast.clerk).count() == 3


def test_change_role_to_the_same_role_changes_the_post(in_school, today):
    cast = in_school
    row = membership_of(cast.clerk)
    changed = actions.change_role(
        actor=acting(cast.director, cast.school),
        membership=row,
        role=Role.CLERK,
        post="архивариус",
        now=NOW,
        today=today,
    )
    assert (changed.pk, changed.post) == (row.pk, "архивариус")
    assert last_line().before == {"post": "секретарь"}


def test_change_post_without_a_change_leaves_no_line(in_school):
    cast = in_school
    before = last_line()
    actions.change_post(
        actor=acting(cast.director, cast.school), membership=membership_of(cast.clerk), post="секретарь", today=TODAY
    )
    assert last_line() == before


def test_note_export_says_what_left(in_school):
    cast = in_school
    actions.note_export(actor=acting(cast.clerk, cast.school), title="Сотрудники", rows=3)
    assert (last_line().sentence, last_line().after) == ("Выгружен список «Сотрудники»", {"rows": 3})


ACTS = {
    "change_card": lambda cast, actor, row: actions.change_card(actor=actor, place="с. Новое"),
    "add_member": lambda cast, actor, row: actions.add_member(
        actor=actor, user=cast.stranger, organisation=cast.school, role=Role.CLERK, starts=NOW.date()
    ),
    "end_membership": lambda cast, actor, row: actions.end_membership(
        actor=actor, membership=row, last_day=None, now=NOW, today=NOW.date()
    ),
    "change_role": lambda cast, actor, row: actions.change_role(
        actor=actor, membership=row, role=Role.METHODIST, post="", now=NOW, today=NOW.date()
    ),
    "change_post": lambda cast, actor, row: actions.change_post(
        actor=actor, membership=row, post="архивариус", today=NOW.date()
    ),
    "invite_colleague": lambda cast, actor, row: actions.invite_colleague(
        actor=actor, email="new@school.example", role=Role.CLERK, now=NOW, today=NOW.date()
    ),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=list(ACTS))
def test_a_teacher_changes_nothing_in_her_school(in_school, act):
    before = last_line()
    with pytest.raises(Forbidden):
        act(in_school, acting(in_school.teacher, in_school.school), membership_of(in_school.clerk))
    assert last_line() == before


@pytest.mark.parametrize("act", [ACTS[name] for name in ("add_member", "end_membership", "change_role", "change_post")])
def test_a_curator_acts_in_her_own_organisation_only(in_school, act):
    elsewhere = acting(in_school.stranger, in_school.forest_school)
    with pytest.raises(Forbidden):
        act(in_school, elsewhere, membership_of(in_school.clerk))


def test_an_organisation_is_added_by_a_coordinator_below_her_own(cast):
    with pytest.raises(Forbidden):
        actions.create_organisation(
            actor=acting(cast.curator, cast.school), parent=cast.department, kind="school", short_name="Новая"
        )
    with pytest.raises(Forbidden):
        actions.create_organisation(
            actor=acting(cast.coordinator, cast.department), parent=None, kind="school", short_name="Новая"
        )
