from __future__ import annotations

import datetime as dt
import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from estafeta.accounts import lockout
from estafeta.accounts.lockout import CODE, COOKIE, PASSWORD, PATIENCE, Shut, try_door
from estafeta.accounts.models import Tries
from estafeta.accounts.published import DEMO_PASSWORD
from estafeta.core.models import JournalLine

LOGIN = "/enter/login/"
SECRET = "JBSWY3DPEHPK3PXP"
NOW = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def sign_in(client, password=DEMO_PASSWORD, login="gromov", address="10.0.0.1"):
    return client.post(LOGIN, {"login": login, "password": password}, REMOTE_ADDR=address)


def wrong(account, place, now, kind=PASSWORD):
    """One wrong try; whether the door was open for it."""
    try:
        try_door(kind, account, place, now)
    except Shut:
        return False
    return True


def lines(verb):
    return JournalLine.objects.with_scopes_disabled().filter(verb=verb)


@pytest.mark.django_db
def test_every_wrong_try_beyond_patience_waits_twice_as_long():
    waits, now = [], NOW
    for _ in range(12):
        assert wrong("gromov", "a", now)
        until = Tries.objects.get(account="gromov", address="a").shut_until
        waits.append(int((until - now).total_seconds()) // 60 if until else 0)
        now = until or now
    assert waits == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60]


@pytest.mark.django_db
def test_a_shut_door_counts_nothing_and_opens_in_time():
    for _ in range(PATIENCE[PASSWORD, "pair"]):
        wrong("gromov", "a", NOW)
    assert [wrong("gromov", "a", NOW + dt.timedelta(seconds=s)) for s in (1, 59, 60)] == [False, False, True]


@pytest.mark.django_db
def test_a_count_begins_anew_after_a_quiet_day():
    for _ in range(PATIENCE[PASSWORD, "pair"] - 1):
        wrong("gromov", "a", NOW)
    later = NOW + lockout.FORGIVEN + dt.timedelta(seconds=1)
    wrong("gromov", "a", later)
    assert Tries.objects.get(account="gromov", address="a").count == 1


@pytest.mark.django_db
def test_many_addresses_do_not_get_many_times_the_tries():
    opened = sum(wrong("gromov", f"10.0.{n // 200}.{n % 200}", NOW) for n in range(300))
    assert opened == PATIENCE[PASSWORD, "account"]


@pytest.mark.django_db
def test_many_accounts_from_one_address_are_not_many_times_the_tries():
    opened = sum(wrong(f"somebody-{n}", "10.0.0.9", NOW) for n in range(300))
    assert opened == PATIENCE[PASSWORD, "place"]


@pytest.mark.django_db
def test_a_region_behind_one_address_signs_in_as_it_likes():
    for n in range(1000):
        try_door(PASSWORD, f"teacher-{n}", "10.0.0.9", NOW).succeed(NOW)
    assert wrong("latecomer", "10.0.0.9", NOW)


@pytest.mark.django_db
def test_old_counts_are_forgotten_and_known_places_kept():
    wrong("nobody", "10.0.0.9", NOW)
    try_door(PASSWORD, "gromov", "10.0.0.1", NOW).succeed(NOW)
    lockout.forget_old(NOW + dt.timedelta(days=2))
    assert list(Tries.objects.values_list("account", "address")) == [("gromov", "10.0.0.1")]
    lockout.forget_old(NOW + dt.timedelta(days=100))
    assert not Tries.objects.exists()


def test_a_stranger_never_locks_the_director_out_of_her_own_address(cast):
    director = Client()
    sign_in(director)
    director.logout()
    director.cookies.clear()
    answers = [sign_in(Client(), "нет", address=f"203.0.113.{n}").status_code for n in range(60)]
    assert answers.count(429) == 60 - PATIENCE[PASSWORD, "account"]
    assert sign_in(Client(), address="198.51.100.7").status_code == 429, "another new address waits too"
    assert sign_in(director).status_code == 302


def test_nor_of_her_own_browser_from_the_desk_beside_hers(cast):
    director = Client()
    sign_in(director)
    director.post("/enter/logout/")
    assert director.cookies[COOKIE]["httponly"]
    pupil = Client()
    answers = [sign_in(pupil, "нет").status_code for _ in range(8)]
    assert answers == [200] * 4 + [429] * 4
    assert sign_in(pupil).status_code == 429, "the right password too: the pupil could guess on"
    assert sign_in(director).status_code == 302


def test_a_forged_or_foreign_device_is_no_place(cast):
    owner = Client()
    sign_in(owner, login="petrova")
    stranger = Client()
    stranger.cookies[COOKIE] = owner.cookies[COOKIE].value
    for _ in range(5):
        sign_in(stranger, "нет")
    assert Tries.objects.get(account="gromov", address="10.0.0.1", kind=PASSWORD).count == 5
    stranger.cookies[COOKIE] = "WyJncm9tb3YiLCJ4Il0:1:x"
    assert sign_in(stranger).status_code == 429


def test_the_page_says_when_and_the_journal_says_who_and_whence(client, cast):
    for _ in range(5):
        answer = sign_in(client, "нет", login=cast.director.email.upper())
    text = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert "через 1\xa0минуту" in text
    line = lines("accounts.lock_out").get()
    assert (line.user, line.target_id, line.after["address"]) == (None, cast.director.pk, "10.0.0.1")
    assert {row.after["address"] for row in lines("accounts.fail_sign_in")} == {"10.0.0.1"}


def test_a_letter_is_a_way_out(client, cast, letters):
    for _ in range(5):
        sign_in(client, "нет")
    client.post("/enter/password/reset/", {"email": cast.director.email})
    (letter,) = letters()
    form = client.get(re.search(r"http://[^/]+(\S+)", letter.body).group(1), follow=True)
    new = {"password1": "новая-тропа-2026", "password2": "новая-тропа-2026"}
    client.post(form.redirect_chain[-1][0], new)
    assert sign_in(client, "новая-тропа-2026").status_code == 302


def code_now(shift=0):
    return format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time())) + shift))


def test_codes_of_the_second_factor_are_not_guessed_for_long(client, cast):
    TOTP.activate(cast.director, SECRET)
    address = sign_in(client)["Location"]
    answers = [client.post(address, {"code": f"{n:06}"}, REMOTE_ADDR="10.0.0.1").status_code for n in range(60)]
    assert answers == [200] * 4 + [429] * 56
    assert client.post(address, {"code": code_now()}, REMOTE_ADDR="10.0.0.1").status_code == 429
    assert "_auth_user_id" not in client.session
    assert lines("accounts.fail_second_factor").count() == 5


def test_signing_in_again_gives_no_new_tries_at_the_code(cast):
    TOTP.activate(cast.director, SECRET)
    opened = 0
    for n in range(60):
        client = Client()
        address = sign_in(client, address=f"203.0.113.{n}")["Location"]
        opened += client.post(address, {"code": "000000"}, REMOTE_ADDR=f"203.0.113.{n}").status_code == 200
    assert opened == PATIENCE[CODE, "account"]


def test_a_spare_code_lets_in_once(client, cast):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    TOTP.activate(cast.director, SECRET)
    spare = RecoveryCodes.activate(cast.director).get_unused_codes()[0]
    address = sign_in(client)["Location"]
    assert client.post(address, {"code": spare}, REMOTE_ADDR="10.0.0.1").status_code == 302
    other = Client()
    address = sign_in(other)["Location"]
    assert other.post(address, {"code": spare}, REMOTE_ADDR="10.0.0.1").status_code == 200


def test_the_right_code_begins_the_count_anew(client, cast):
    TOTP.activate(cast.director, SECRET)
    address = sign_in(client)["Location"]
    for _ in range(3):
        client.post(address, {"code": "000000"}, REMOTE_ADDR="10.0.0.1")
    assert client.post(address, {"code": code_now()}, REMOTE_ADDR="10.0.0.1").status_code == 302
    assert Tries.objects.get(kind=CODE, account="gromov", address="10.0.0.1").count == 0


def test_ten_minutes_of_a_region_from_one_address(cast):
    answers = {sign_in(Client(), address="10.0.0.9").status_code for _ in range(100)}
    assert answers == {302}


HERE = {"HTTP_HOST": "127.0.0.1:8000"}


@pytest.mark.parametrize(
    ("local", "meta", "opened"),
    [
        (True, HERE, True),
        (True, HERE | {"REMOTE_ADDR": "::1"}, True),
        (True, HERE | {"REMOTE_ADDR": "10.0.0.1"}, False),
        (True, HERE | {"HTTP_X_FORWARDED_FOR": "8.8.8.8"}, False),
        (True, {"HTTP_HOST": "estafeta.example.ru"}, False),
        (False, HERE, False),
    ],
)
def test_published_password_opens_on_the_same_machine_alone(client, cast, settings, local, meta, opened):
    settings.DEMO_OPEN, settings.LOCAL, settings.ALLOWED_HOSTS = False, local, ["*"]
    answer = client.post(LOGIN, {"login": "gromov", "password": DEMO_PASSWORD}, **meta)
    assert ("_auth_user_id" in client.session) is opened
    assert opened or "их пароль опубликован" in answer.content.decode()


def test_an_installation_may_open_its_demo_by_a_setting(client, cast, settings):
    settings.LOCAL = False
    assert sign_in(client, address="10.0.0.1").status_code == 302


def test_published_password_cannot_be_chosen(client, cast):
    cast.director.set_password("тихая-река-26")
    cast.director.save()
    sign_in(client, "тихая-река-26")
    new = {"oldpassword": "тихая-река-26", "password1": DEMO_PASSWORD, "password2": DEMO_PASSWORD}
    answer = client.post("/enter/password/change/", new)
    assert "Этот пароль опубликован" in answer.content.decode()


def test_own_sign_ins_are_listed_and_ended(cast):
    here, there = (
        Client(HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux) Firefox/130"),
        Client(HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile YaBrowser/24"),
    )
    sign_in(here)
    sign_in(there, address="10.0.0.2")
    address = reverse("accounts:sessions")
    page = here.get(address, REMOTE_ADDR="10.0.0.1")
    shown = [(row.device, row.address, row.is_current) for row in page.context["sessions"]]
    assert shown == [("Firefox, Linux", "10.0.0.1", True), ("Яндекс Браузер, Android", "10.0.0.2", False)]
    other = page.context["sessions"][1].pk
    here.post(address, {"session": other})
    assert there.get(reverse("accounts:profile")).status_code == 302
    assert here.get(reverse("accounts:profile")).status_code == 200
    assert lines("accounts.end_sessions").get().after["devices"] == ["Яндекс Браузер, Android"]


def test_sign_ins_of_others_are_not_ended(cast):
    mine, hers = Client(), Client()
    sign_in(mine)
    sign_in(hers, login="petrova")
    number = hers.get(reverse("accounts:sessions")).context["sessions"][0].pk
    mine.post(reverse("accounts:sessions"), {"session": number})
    mine.post(reverse("accounts:sessions"))
    assert hers.get(reverse("accounts:profile")).status_code == 200


def test_a_new_password_ends_every_other_sign_in(cast):
    cast.director.set_password("тихая-река-26")
    cast.director.save()
    here, there = Client(), Client()
    for client in (here, there):
        sign_in(client, "тихая-река-26")
    new = {"oldpassword": "тихая-река-26", "password1": "новая-тропа-26", "password2": "новая-тропа-26"}
    assert here.post("/enter/password/change/", new).status_code == 302
    assert [client.get(reverse("accounts:profile")).status_code for client in (here, there)] == [200, 302]
    assert len(here.get(reverse("accounts:sessions")).context["sessions"]) == 1


def test_use_is_noted_now_and_then(client, cast):
    from allauth.usersessions.models import UserSession

    sign_in(client)
    client.get(reverse("accounts:profile"))
    UserSession.objects.update(last_seen_at=timezone.now() - HOUR)
    client.get(reverse("accounts:profile"))
    assert timezone.now() - UserSession.objects.get().last_seen_at > HOUR / 2, "not at every page"
