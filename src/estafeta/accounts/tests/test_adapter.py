"""The single sign-on lets in only who is known here by a confirmed address."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.test import RequestFactory

from estafeta.accounts.models import User
from estafeta.core.refusals import Refusal

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


def test_letter_that_cannot_be_sent_is_refused_in_words(client, cast, settings):
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    answer = client.post("/enter/password/reset/", {"email": cast.curator.email})
    assert answer.status_code == 422
    assert "почтовый сервер не отвечает" in answer.content.decode()
    assert issubclass(Refusal, Exception)
