"""Whom a head, a letter and those above may let in and out; the matrix of the reference says the same."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.cast import TODAY, acting

from estafeta.accounts.lockout import shut_until
from estafeta.accounts.published import DEMO_PASSWORD
from estafeta.config.rights_reference import actors_above, actors_here
from estafeta.core.jobs import run_all
from estafeta.core.models import JournalLine
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.core.rights import may
from estafeta.organisations import actions
from estafeta.organisations.models import Membership
from estafeta.organisations.roles import Role
from estafeta.organisations.scope import tenant_scope

NOW = timezone.now()


def head_of(cast) -> Membership:
    return Membership.objects.get(user=cast.director, role=Role.DIRECTOR, stopped_at=None)


def shut(cast, user):
    for _ in range(6):
        Client().post("/enter/login/", {"login": user.username, "password": "нет"}, REMOTE_ADDR="10.0.0.1")


def test_the_last_head_stays_until_another_is_named_or_those_above_release_her(in_school):
    own, above = acting(in_school.director, in_school.school), acting(in_school.coordinator, in_school.school)
    head = head_of(in_school)
    ending = {"membership": head, "last_day": None, "now": NOW, "today": TODAY}
    with pytest.raises(Refusal, match="единственный руководитель"):
        actions.end_membership(actor=own, **ending)
    with pytest.raises(Refusal, match="единственный руководитель"):
        actions.change_role(actor=own, membership=head, role="methodist", post="", now=NOW, today=TODAY)
    actions.add_member(
        actor=own, user=in_school.teacher, organisation=in_school.school, role=Role.DIRECTOR, starts=TODAY
    )
    actions.end_membership(actor=own, **ending)
    other = Membership.objects.get(user=in_school.teacher, role=Role.DIRECTOR)
    actions.end_membership(actor=above, **{**ending, "membership": other})


def test_both_sides_are_told(in_school, django_capture_on_commit_callbacks):
    above = acting(in_school.coordinator, in_school.school)
    teacher = Membership.objects.get(user=in_school.teacher, stopped_at=None)
    with django_capture_on_commit_callbacks(execute=True):
        actions.change_role(actor=above, membership=teacher, role="director", post="", now=NOW, today=TODAY)
    run_all()
    told = {letter.to[0]: letter.subject for letter in mail.outbox}
    assert set(told) == {in_school.teacher.email, in_school.director.email}
    assert told[in_school.teacher.email].startswith("Ваша роль — директор")
    assert told[in_school.director.email].startswith("Изменились руководители")


def test_a_director_opens_the_door_to_her_colleague(cast, client):
    shut(cast, cast.curator)
    assert shut_until(cast.curator, timezone.now())
    with tenant_scope(cast.school):
        row = Membership.objects.get(user=cast.curator, role=Role.CURATOR)
    client.force_login(cast.director)
    card = reverse("organisations:membership", args=[cast.school.slug, row.pk])
    assert "Вход закрыт до" in client.get(card).content.decode()
    client.post(reverse("organisations:open_sign_in", args=[cast.school.slug, row.pk]))
    assert shut_until(cast.curator, timezone.now()) is None
    line = JournalLine.objects.with_scopes_disabled().get(verb="organisations.open_sign_in")
    assert (line.user, line.tenant) == (cast.director, cast.school.path)
    sign_in = {"login": cast.curator.username, "password": DEMO_PASSWORD}
    assert Client().post("/enter/login/", sign_in, REMOTE_ADDR="10.0.0.1").status_code == 302
    assert "Вход закрыт до" not in client.get(card).content.decode()


def test_those_above_open_it_to_a_director_and_a_curator_does_not(in_school):
    shut(in_school, in_school.director)
    asked = {"membership": head_of(in_school), "now": timezone.now(), "today": TODAY}
    with pytest.raises(Forbidden):
        actions.open_sign_in(actor=acting(in_school.curator, in_school.school), **asked)
    actions.open_sign_in(actor=acting(in_school.coordinator, in_school.school), **asked)
    with pytest.raises(Refusal, match="и так открыт"):
        actions.open_sign_in(actor=acting(in_school.coordinator, in_school.school), **asked)


@pytest.mark.parametrize("kind", ["school", "kindergarten", "college", "education_department", "ministry"])
def test_nobody_gives_a_role_above_her_own(kind):
    """The rule over the whole matrix, not over chosen cells."""
    for label, actor in actors_here(kind).items():
        (own,) = actor.here
        for role in Role:
            gives = may("organisations.grant_role", actor, role)
            if role == Role.DIRECTOR:
                assert gives is (own == Role.DIRECTOR), (kind, label, role)
            if own in {Role.METHODIST, Role.CLERK, Role.AUDITOR, Role.EMPLOYEE}:
                assert not gives, (kind, label, role)
    from_above = {
        next(iter(actor.above)) for actor in actors_above(kind).values() if may("organisations.change_kind", actor)
    }
    assert from_above == {Role.MUNICIPAL_COORDINATOR, Role.REGIONAL_OPERATOR}
    assert not any(may("organisations.change_kind", actor) for actor in actors_here(kind).values())
