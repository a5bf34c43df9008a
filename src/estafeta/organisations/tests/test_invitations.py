"""The life of an invitation: sent, sent again, revoked, accepted once; only the hash of its token is kept."""

from __future__ import annotations

import contextlib
import datetime as dt
import re

import pytest
from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone
from tests.cast import TODAY, acting

from estafeta.accounts.models import User
from estafeta.core.models import JournalLine
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.notifications.models import Letter
from estafeta.organisations import actions
from estafeta.organisations.mail import link_of
from estafeta.organisations.models import Invitation, Membership
from estafeta.organisations.queries import invitation_by_token, is_open, pending_invitations, still_open
from estafeta.organisations.roles import Role
from estafeta.organisations.scope import outside_scope
from estafeta.organisations.tokens import hash_of, token_of

NOW = timezone.now()
PASSWORD = "тихая-заводь-27"


@pytest.fixture
def invite(in_school):
    def send(email="New@example.org", role=Role.METHODIST, **extra):
        return actions.invite_colleague(
            actor=acting(in_school.curator, in_school.school), email=email, role=role, now=NOW, today=TODAY, **extra
        )

    return send


def newcomer(invitation, today, **extra):
    names = {"last_name": "Новикова", "first_name": "Вера", "patronymic": "", "password": PASSWORD}
    return actions.accept_as_new_user(invitation=invitation, by_letter=True, now=NOW, today=today, **{**names, **extra})


def test_invitation_letter_carries_the_link(invite, letters):
    invitation = invite()
    (letter,) = letters()
    link = re.search(r"http\S+", letter.body).group()
    assert letter.to == ["new@example.org"]
    assert letter.subject == "Приглашение в «Эстафету»: МБОУ «СОШ № 2 «Заречная»"
    assert link == link_of(invitation)
    assert link.endswith(f"/invite/{token_of(invitation.nonce)}/")
    assert "Петрова Анна Сергеевна" in letter.body
    assert "Ваша роль: методист" in letter.body


def test_invitation_keeps_no_token(invite):
    invitation = invite()
    token = token_of(invitation.nonce)
    assert token not in [str(value) for value in Invitation.objects.values().get().values()]
    assert invitation.token_hash == hash_of(token)
    assert token not in str(list(JournalLine.objects.values()))


def test_invitation_token_depends_on_the_secret_key(invite, settings):
    token = token_of(invite().nonce)
    settings.SECRET_KEY = "another"
    assert token_of(Invitation.objects.get().nonce) != token


def test_letter_goes_with_the_act_or_not_at_all(invite, in_school, letters):
    with contextlib.suppress(RuntimeError), transaction.atomic():
        invite()
        raise RuntimeError
    assert letters() == []


def test_invitation_waits_for_no_mail_server(invite, settings):
    settings.MAIL_TRANSPORT, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    invite()
    letter = Letter.objects.get()
    assert (letter.state, letter.is_secret, letter.address) == (Letter.State.WAITING, True, "new@example.org")


def test_without_mail_an_invitation_lives_by_its_link_alone(invite, settings):
    settings.MAIL_TRANSPORT = ""
    assert link_of(invite(), shown=True)
    assert not Letter.objects.exists()


def test_invite_refuses_a_second_open_invitation(invite):
    invite()
    with pytest.raises(Refusal, match="уже отправлено"):
        invite("new@EXAMPLE.org")


def test_invite_refuses_who_has_the_role(invite, in_school):
    with pytest.raises(Refusal, match="уже есть"):
        invite(in_school.methodist.email.upper())


def test_invite_refuses_a_role_of_others(invite):
    with pytest.raises(Refusal, match="Роли «Региональный оператор» нет"):
        invite(role=Role.REGIONAL_OPERATOR)


def test_resend_kills_the_old_link(invite, in_school, letters):
    invitation = invite()
    old = token_of(invitation.nonce)
    later = NOW + dt.timedelta(days=20)
    actions.resend_invitation(
        actor=acting(in_school.curator, in_school.school), invitation=invitation, now=later, today=TODAY
    )
    assert invitation_by_token(old) is None
    assert invitation_by_token(token_of(invitation.nonce)) == invitation
    assert invitation.expires_at == later + dt.timedelta(days=14)
    assert len(letters()) == 2


def test_revoke_closes_the_link(invite, in_school, today):
    invitation = invite()
    actions.revoke_invitation(
        actor=acting(in_school.curator, in_school.school), invitation=invitation, now=NOW, today=TODAY
    )
    assert list(pending_invitations(in_school.school)) == []
    with pytest.raises(Refusal, match="больше не действует"):
        newcomer(invitation, today)
    for act in (actions.revoke_invitation, actions.resend_invitation):
        with pytest.raises(Refusal, match="принято или отозвано"):
            act(actor=acting(in_school.curator, in_school.school), invitation=invitation, now=NOW, today=TODAY)


def test_accept_makes_a_user_with_the_address_of_the_invitation(invite, today):
    invitation = invite(post="методист")
    user = newcomer(invitation, today)
    assert (user.email, user.username, user.check_password(PASSWORD)) == ("new@example.org", "novikova-v", True)
    row = Membership.objects.get(user=user)
    assert (row.role, row.post, row.starts) == (Role.METHODIST, "методист", today)
    invitation.refresh_from_db()
    assert (invitation.accepted_at, invitation.accepted_by) == (NOW, user)
    assert JournalLine.objects.filter(verb="organisations.accept_invitation").get().user == user


def test_accept_works_once(invite, in_school, today):
    invitation = invite(in_school.teacher.email)
    teacher = acting(in_school.teacher, in_school.school)
    actions.accept_invitation(actor=teacher, invitation=invitation, now=NOW, today=today)
    with pytest.raises(Refusal, match="больше не действует"):
        actions.accept_invitation(actor=teacher, invitation=invitation, now=NOW, today=today)


def test_accept_refuses_an_old_link_and_makes_nobody(invite, today):
    invitation = invite()
    Invitation.objects.update(expires_at=NOW)
    with pytest.raises(Refusal, match="больше не действует"):
        newcomer(invitation, today)
    assert not User.objects.filter(email="new@example.org").exists()


def test_accept_keeps_a_role_that_is_there(invite, in_school, today):
    invitation = invite(in_school.teacher.email)
    director = acting(in_school.director, in_school.school)
    row = actions.add_member(
        actor=director, user=in_school.teacher, organisation=in_school.school, role=Role.METHODIST, starts=today
    )
    teacher = acting(in_school.teacher, in_school.school)
    assert actions.accept_invitation(actor=teacher, invitation=invitation, now=NOW, today=today) == row


def test_accept_brings_a_stranger_in(invite, in_school, today):
    stranger = acting(in_school.stranger, in_school.school)
    actions.accept_invitation(actor=stranger, invitation=invite(in_school.stranger.email), now=NOW, today=today)
    with outside_scope("test"):
        organisations = [row.organisation for row in Membership.objects.filter(user=in_school.stranger).order_by("pk")]
    assert organisations == [in_school.forest_school, in_school.school]


@pytest.mark.parametrize(
    "change",
    [{}, {"expires_at": NOW}, {"accepted_at": NOW}, {"revoked_at": NOW}, {"expires_at": NOW + dt.timedelta(seconds=1)}],
)
def test_is_open_is_the_twin_of_still_open(invite, change):
    invite()
    if change:
        Invitation.objects.update(**change)
    row = Invitation.objects.get()
    assert is_open(row, NOW) == Invitation.objects.filter(still_open(NOW)).exists()


def test_accept_is_for_the_address_alone(invite, in_school, today):
    invitation = invite(in_school.teacher.email)
    clerk = acting(in_school.clerk, in_school.school)
    with pytest.raises(Forbidden, match="только тот, кому оно отправлено"):
        actions.accept_invitation(actor=clerk, invitation=invitation, now=NOW, today=today)
    elsewhere = acting(in_school.teacher, in_school.centre)
    with pytest.raises(Forbidden):
        actions.accept_invitation(actor=elsewhere, invitation=invitation, now=NOW, today=today)
    assert Invitation.objects.get().accepted_at is None


def test_an_address_that_is_not_confirmed_accepts_nothing(invite, in_school, today):
    """A curator writes the director's address into her own account: it is hers only when the letter has been read."""
    invitation = invite("real@sosh2.example")
    EmailAddress.objects.create(user=in_school.clerk, email="real@sosh2.example", verified=False)
    clerk = acting(in_school.clerk, in_school.school)
    with pytest.raises(Forbidden):
        actions.accept_invitation(actor=clerk, invitation=invitation, now=NOW, today=today)


@pytest.mark.parametrize(("shown", "verified"), [(False, True), (True, False)])
def test_only_the_letter_proves_the_address(invite, client, shown, verified):
    invitation = invite()
    link = link_of(invitation, shown=shown)
    names = {"last_name": "Новикова", "first_name": "Вера", "patronymic": "", "password": PASSWORD}
    assert client.post(link.removeprefix("http://127.0.0.1:8000"), names).status_code == 302
    assert EmailAddress.objects.get(email="new@example.org").verified is verified


def test_both_links_die_together(invite, in_school, django_capture_on_commit_callbacks):
    invitation = invite()
    old = [token_of(invitation.nonce, shown=shown) for shown in (False, True)]
    actor = acting(in_school.curator, in_school.school)
    actions.resend_invitation(actor=actor, invitation=invitation, now=NOW, today=TODAY)
    assert [invitation_by_token(token) for token in old] == [None, None]
