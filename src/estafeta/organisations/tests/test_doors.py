"""The link of an invitation: a newcomer, a known user, somebody else; a link that works no more."""

from __future__ import annotations

import pytest
from django.utils import timezone
from tests.cast import TODAY, acting

from estafeta.accounts.models import User
from estafeta.organisations import actions
from estafeta.organisations.queries import actor_for
from estafeta.organisations.roles import Role
from estafeta.organisations.scope import tenant_scope
from estafeta.organisations.tokens import token_of

NEW = {"last_name": "Новикова", "first_name": "Вера", "patronymic": "", "password": "тихая-заводь-27"}


@pytest.fixture
def invite(cast):
    def send(email):
        with tenant_scope(cast.school):
            row = actions.invite_colleague(
                actor=acting(cast.curator, cast.school),
                email=email,
                role=Role.METHODIST,
                now=timezone.now(),
                today=TODAY,
            )
        return f"/invite/{token_of(row.nonce)}/"

    return send


def test_newcomer_names_herself_and_is_inside(client, cast, invite, today):
    link = invite("new@example.org")
    assert client.get(link).status_code == 200
    answer = client.post(link, NEW)
    user = User.objects.get(email="new@example.org")
    assert answer["Location"] == f"/o/{cast.school.slug}/"
    assert client.session["_auth_user_id"] == str(user.pk)
    assert actor_for(user, cast.school, today=today).here == {Role.METHODIST}
    client.logout()
    assert client.get(link).status_code == 410


@pytest.mark.parametrize("password", ["123", "1234567890", "Новикова", ""])
def test_newcomer_with_a_weak_password_is_told(client, invite, password):
    answer = client.post(invite("new@example.org"), {**NEW, "password": password})
    assert "password" in answer.context["form"].errors
    assert not User.objects.filter(email="new@example.org").exists()


def test_newcomer_cannot_choose_another_address(client, invite):
    client.post(invite("new@example.org"), {**NEW, "email": "boss@example.org"})
    assert not User.objects.filter(email="boss@example.org").exists()


def test_known_user_is_asked_to_sign_in_first(client, cast, invite):
    link = invite(cast.stranger.email)
    page = client.get(link).content.decode()
    assert f"/enter/login/?next={link.replace('/', '/')}" in page
    client.post(link, NEW)
    assert "_auth_user_id" not in client.session


def test_known_user_accepts_by_post(cast, invite, sign_in, today):
    link, client = invite(cast.stranger.email), sign_in(cast.stranger)
    client.get(link)
    assert not actor_for(cast.stranger, cast.school, today=today).belongs
    assert client.post(link)["Location"] == f"/o/{cast.school.slug}/"
    assert actor_for(cast.stranger, cast.school, today=today).here == {Role.METHODIST}


def test_another_user_sees_whom_the_link_was_meant_for_and_cannot_accept(cast, invite, sign_in, today):
    client, link = sign_in(cast.orion_curator), invite("new@example.org")
    page = client.get(link).content.decode()
    assert "new@example.org" in page
    assert "Ветрова Полина Андреевна" in page
    assert "Принять как" not in page
    assert client.post(link).status_code == 403
    assert not actor_for(cast.orion_curator, cast.school, today=today).belongs


def test_page_of_an_invitation_is_never_kept(client, invite):
    assert "no-store" in client.get(invite("new@example.org"))["Cache-Control"]
