"""The single sign-on lets in only who is known here by a confirmed address."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.test import RequestFactory

from estafeta.accounts.models import User
from estafeta.notifications.models import Letter
from estafeta.organisations.scope import outside_scope

PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "oidc",
                "name": "Единый вход",
                "client_id": "x",
                "secret": "y",
                "settings": {"server_url": "https://sso.example"},
            }
        ]
    }
}


def login_of(email: str, *, verified: bool) -> SocialLogin:
    account = SocialAccount(provider="oidc", uid="outer-1")
    addresses = [EmailAddress(email=email, verified=verified, primary=True)]
    return SocialLogin(user=User(email=email), account=account, email_addresses=addresses)


@pytest.mark.parametrize(
    ("email", "verified", "known"),
    [("PETROVA@sosh2.example", True, True), ("petrova@sosh2.example", False, False), ("who@else.example", True, False)],
)
def test_oidc_knows_only_confirmed_addresses_of_users(cast, settings, email, verified, known):
    settings.SOCIALACCOUNT_PROVIDERS = PROVIDERS
    login = login_of(email, verified=verified)
    with context.request_context(RequestFactory().get("/")):
        login.lookup()
    assert login.is_existing is known
    assert (login.user == cast.curator) is known


def test_oidc_signs_nobody_up(db, rf):
    assert not get_adapter().is_open_for_signup(rf.get("/"), login_of("a@b.example", verified=True))


@pytest.mark.parametrize("configured", [True, False])
def test_button_of_the_single_sign_on_only_when_it_is_configured(client, db, settings, configured):
    settings.SOCIALACCOUNT_PROVIDERS = PROVIDERS if configured else {}
    assert ("Единый вход" in client.get("/enter/login/").content.decode()) is configured


def test_new_password_waits_for_no_mail_server(client, cast, settings):
    settings.MAIL_TRANSPORT, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    answer = client.post("/enter/password/reset/", {"email": cast.curator.email})
    assert answer.status_code == 302
    with outside_scope("a letter of nobody's organisation"):
        letter = Letter.objects.get()
    assert (letter.kind, letter.organisation, letter.user) == ("accounts.password_reset_key", None, cast.curator)
    assert (letter.is_secret, letter.state) == (True, Letter.State.WAITING)


def test_without_mail_nothing_secret_is_kept_and_the_page_says_so(client, cast, settings):
    settings.MAIL_TRANSPORT = ""
    assert "Почта не настроена" in client.get("/enter/password/reset/").content.decode()
    answer = client.post("/enter/password/reset/", {"email": cast.curator.email}, follow=True)
    assert "Почта не настроена" in answer.content.decode()
    with outside_scope("a letter of nobody's organisation"):
        assert not Letter.objects.exists()
