from __future__ import annotations

import pytest
from django.urls import reverse

from estafeta.organisations.models import Invitation, Organisation

ROUTES = ("card", "change_card", "members", "invite", "journal")


def at(name, organisation, *args):
    return reverse(f"organisations:{name}", args=[organisation.slug, *args])


@pytest.mark.parametrize("name", ROUTES)
def test_strangers_get_404_and_guests_are_asked_to_sign_in(client, cast, sign_in, name):
    assert sign_in(cast.stranger).get(at(name, cast.school)).status_code == 404
    assert client.get(at(name, cast.school))["Location"].startswith("/enter/login/")


@pytest.mark.parametrize(
    ("who", "codes"),
    [
        ("curator", (200, 200, 200, 200, 200)),
        ("director", (200, 200, 200, 200, 200)),
        ("coordinator", (200, 200, 200, 200, 200)),
        ("auditor", (200, 403, 200, 403, 200)),
        ("teacher", (200, 403, 200, 403, 403)),
    ],
)
def test_roles_open_what_is_theirs(cast, sign_in, who, codes):
    client = sign_in(getattr(cast, who))
    assert tuple(client.get(at(name, cast.school)).status_code for name in ROUTES) == codes


def test_members_of_the_school_are_hers_alone(cast, sign_in):
    page = sign_in(cast.curator).get(at("members", cast.school)).content.decode()
    assert [user.last_name in page for user in (cast.director, cast.teacher, cast.stranger)] == [True, True, False]


def test_card_is_saved_or_says_what_is_wrong(cast, sign_in):
    client = sign_in(cast.curator)
    page = client.get(at("change_card", cast.school))
    data = {name: value or "" for name, value in page.context["form"].initial.items() if not isinstance(value, bool)}
    bad = client.post(at("change_card", cast.school), {**data, "email": "не почта"})
    assert bad.status_code in (200, 422)
    assert client.post(at("change_card", cast.school), {**data, "place": "г. Новый"}).status_code == 302
    assert Organisation.objects.get(pk=cast.school.pk).place == "г. Новый"


def test_invitation_goes_by_mail_and_opens_the_school(client, cast, sign_in, letters):
    data = {"email": "new@example.org", "role": "methodist", "post": "методист"}
    sign_in(cast.curator).post(at("invite", cast.school), data)
    (letter,) = letters()
    link = next(word for word in letter.body.split() if "/invite/" in word)
    page = client.get("/invite/" + link.partition("/invite/")[2])
    assert page.status_code == 200
    assert Invitation.objects.with_scopes_disabled().get().email == "new@example.org"
    assert client.get("/invite/forged-token/").status_code in (404, 410)


def test_organisations_below_are_those_of_the_district(cast, sign_in):
    page = sign_in(cast.coordinator).get(at("below", cast.department)).content.decode()
    names = [cast.school, cast.college, cast.forest_school]
    assert [row.short_name.replace('"', "&quot;") in page for row in names] == [True, True, False]


def test_switch_finds_only_what_a_role_reaches(cast, sign_in):
    page = sign_in(cast.coordinator).get(reverse("organisations:switch"), {"q": "СОШ"}).content.decode()
    assert [cast.school.short_name in page, cast.forest_school.short_name in page] == [True, False]
