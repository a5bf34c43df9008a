from __future__ import annotations

import re

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.urls import reverse

from estafeta.accounts.published import DEMO_PASSWORD
from estafeta.core.models import JournalLine
from estafeta.organisations.models import Organisation

LOGIN = "/enter/login/"
LINES = JournalLine.objects.with_scopes_disabled()


def sign_in(client, login, password=DEMO_PASSWORD):
    return client.post(LOGIN, {"login": login, "password": password})


def journal():
    return sorted(LINES.filter(verb__startswith="accounts.").values_list("verb", flat=True))


@pytest.mark.parametrize("by", ["username", "email"])
def test_sign_in_by_name_or_address_leads_to_today(client, cast, by):
    answer = sign_in(client, getattr(cast.curator, by))
    assert answer.status_code == 302
    page = client.get("/", follow=True)
    assert page.redirect_chain[-1][0] == reverse("today:today", args=[cast.school.slug])
    assert "accounts.sign_in" in journal()


def test_wrong_password_says_one_thing_for_known_and_unknown(client, cast):
    known = sign_in(client, "petrova", "нет")
    unknown = sign_in(client, "nobody", "нет")
    said = "Неверная почта, имя для входа или пароль."
    assert [said in answer.content.decode() for answer in (known, unknown)] == [True, True]
    assert journal().count("accounts.fail_sign_in") == 2


def test_nobody_signs_up_from_the_street(client, db):
    page = client.post("/enter/signup/", {"email": "x@example.org", "username": "x", "password1": "тихая-река-26"})
    assert "_auth_user_id" not in client.session
    assert page.status_code in (200, 403)


def test_password_is_restored_by_a_letter(client, cast, letters):
    client.post("/enter/password/reset/", {"email": cast.curator.email})
    (letter,) = letters()
    link = re.search(r"http://[^/]+(\S+)", letter.body).group(1)
    form = client.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    client.post(address, {"password1": "новая-тропа-2026", "password2": "новая-тропа-2026"})
    assert sign_in(client, "petrova", "новая-тропа-2026").status_code == 302
    assert "accounts.reset_password" in journal()


def test_restoring_an_unknown_address_gives_nothing_away(client, cast):
    known = client.post("/enter/password/reset/", {"email": cast.curator.email})
    unknown = client.post("/enter/password/reset/", {"email": "nobody@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_second_factor_is_demanded_without_a_loop(client, cast):
    Organisation.objects.filter(pk=cast.school.pk).update(demands_second_factor=True)
    sign_in(client, "petrova")
    answer = client.get(reverse("today:today", args=[cast.school.slug]))
    assert answer["Location"] == reverse("mfa_index")
    page = client.get(reverse("mfa_index"), follow=True)
    assert page.status_code == 200
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_second_factor_is_asked_after_the_password(client, cast):
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(cast.curator, secret)
    assert Authenticator.objects.filter(user=cast.curator).exists()
    answer = sign_in(client, "petrova")
    assert answer["Location"] == reverse("mfa_authenticate")
    wrong = client.post(answer["Location"], {"code": "000000"})
    assert wrong.status_code == 200
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    assert client.post(answer["Location"], {"code": code}).status_code == 302
    assert "_auth_user_id" in client.session
    assert get_adapter().is_mfa_enabled(cast.curator)


def test_signing_out_is_a_post_and_leaves_a_line(client, cast):
    sign_in(client, "petrova")
    client.get("/enter/logout/")
    assert "_auth_user_id" in client.session
    client.post("/enter/logout/")
    assert "_auth_user_id" not in client.session
    assert "accounts.sign_out" in journal()


def test_profile_is_changed_by_its_owner(client, cast):
    sign_in(client, "petrova")
    page = client.get(reverse("accounts:profile"))
    assert "Петрова" in page.content.decode()
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_profile_asks_to_sign_in(client, db):
    assert client.get(reverse("accounts:profile"))["Location"].startswith(LOGIN)
