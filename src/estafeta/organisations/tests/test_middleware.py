"""The door of a tenant: 404 for strangers, 403 with a reason, the clock of the organisation, no loops."""

from __future__ import annotations

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse
from django.utils import timezone

from estafeta.organisations.models import Membership, Organisation
from estafeta.organisations.scope import tenant_scope

CARD = "organisations:card"
HTMX = {"HX-Request": "true"}


def card(organisation):
    return reverse(CARD, args=[organisation.slug])


def test_unknown_and_foreign_organisations_look_alike(cast, sign_in):
    client = sign_in(cast.stranger)
    unknown, foreign = client.get("/o/no-such/settings/"), client.get(card(cast.school))
    assert (unknown.status_code, foreign.status_code) == (404, 404)
    assert cast.school.short_name not in foreign.content.decode()


def test_forbidden_says_why(cast, sign_in):
    answer = sign_in(cast.teacher).get(reverse("organisations:journal", args=[cast.school.slug]))
    assert answer.status_code == 403
    assert "Журнал читают куратор, директор, координатор и проверяющий." in answer.content.decode()


def test_members_of_another_tenant_are_404_under_one_s_own_address(cast, sign_in):
    with tenant_scope(cast.forest_school):
        foreign = Membership.objects.get(user=cast.stranger)
    link = reverse("organisations:membership", args=[cast.school.slug, foreign.pk])
    assert sign_in(cast.curator).get(link).status_code == 404


def test_a_stopped_role_closes_the_door_at_once(cast, sign_in):
    client = sign_in(cast.teacher)
    assert client.get(card(cast.school)).status_code == 200
    with tenant_scope(cast.school):
        Membership.objects.filter(user=cast.teacher).update(stopped_at=timezone.now())
    assert client.get(card(cast.school)).status_code == 404


def test_guest_in_a_fragment_is_led_by_the_whole_page(client, cast):
    answer = client.get(card(cast.school), headers=HTMX)
    assert answer["HX-Redirect"].startswith("/enter/login/?next=/o/")


@pytest.mark.parametrize("codes_only", [True, False])
def test_recovery_codes_alone_are_no_second_factor(cast, sign_in, codes_only):
    Organisation.objects.filter(pk=cast.school.pk).update(demands_second_factor=True)
    if codes_only:
        RecoveryCodes.activate(cast.curator)
    else:
        TOTP.activate(cast.curator, "JBSWY3DPEHPK3PXP")
    assert sign_in(cast.curator).get(card(cast.school)).status_code == (302 if codes_only else 200)
