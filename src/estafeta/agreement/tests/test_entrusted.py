"""A centre does by an order what the department would: these acts, organisations and days, and nothing else."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from tests.cast import TODAY, acting
from tests.pages import let_go

from estafeta.agreement import actions
from estafeta.agreement.models import Agreement
from estafeta.agreement.queries import addressee_of
from estafeta.config.reference import routes, rule_of
from estafeta.control.reminders import remind
from estafeta.core.jobs import run_all
from estafeta.core.models import JournalLine
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.core.rights import REASONS, may
from estafeta.notifications.models import Notice
from estafeta.organisations.actions import change_entrusting, entrust, withdraw_entrusting
from estafeta.organisations.entrusting import ACTS, AGREE, CONSULT, GATHER, REMIND, rights_of
from estafeta.organisations.models import Entrusting
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps.models import Roadmap
from estafeta.today.queries import today_for

DAY = dt.timedelta(days=1)
ORDER = {"order_number": "214-од", "order_date": TODAY - 10 * DAY, "starts": TODAY}


OF_LISTS = {"notifications.write"}
"""A right that asks the right of each list; who may remind may write to whom she reminds."""


@pytest.fixture
def give(cast):
    """`give("agree", …)`: the department entrusts its centre with these acts from today on."""

    def order(*acts, holder=None, **values):
        with tenant_scope(cast.department):
            by = acting(cast.coordinator, cast.department)
            return entrust(actor=by, holder=holder or cast.centre, acts=acts, **{**ORDER, **values})

    return order


def send(cast, roadmap) -> Agreement:
    with tenant_scope(cast.school):
        return actions.send_roadmap(actor=acting(cast.curator, cast.school), roadmap=roadmap)


def test_without_an_order_the_centre_sees_no_school(client, cast):
    client.force_login(cast.centre_curator)
    assert client.get(reverse("roadmaps:roadmaps", args=[cast.school.slug])).status_code == 404
    assert client.get(reverse("organisations:held", args=[cast.centre.slug])).status_code == 403


def test_plans_go_to_the_centre_and_its_curator_agrees(client, cast, give, roadmap, django_capture_on_commit_callbacks):
    give(AGREE)
    with django_capture_on_commit_callbacks(execute=True):
        sent = send(cast, roadmap)
    assert sent.to == cast.centre
    assert (
        Notice.objects.with_scopes_disabled().filter(user=cast.centre_curator, kind="agreement.roadmap_sent").exists()
    )
    client.force_login(cast.centre_curator)
    held = client.get(reverse("organisations:held", args=[cast.centre.slug]))
    (_, _, (work,)) = held.context["rows"][0]
    assert (work.count, client.get(work.url).status_code) == (1, 200)
    page = client.get(reverse("agreement:agreement", args=[cast.school.slug, roadmap.pk]))
    assert page.status_code == 200
    decide = reverse("agreement:decide_roadmap", args=[cast.school.slug, roadmap.pk])
    assert client.post(decide, {"decision": "agree"}).status_code == 302
    with tenant_scope(cast.school):
        assert Roadmap.objects.get(pk=roadmap.pk).state == "agreed"
        line = JournalLine.objects.filter(verb="agreement.agree_roadmap").get()
    assert (line.user, line.tenant) == (cast.centre_curator, cast.school.path)


def test_it_waits_on_the_first_page_of_the_centre(cast, give, roadmap):
    give(AGREE)
    send(cast, roadmap)
    with tenant_scope(cast.centre):
        page = today_for(acting(cast.centre_curator, cast.centre), TODAY)
    urls = {duty.url for group in page.groups for line in (*group.lines, *group.more) for duty in line.duties}
    assert reverse("agreement:agreement", args=[cast.school.slug, roadmap.pk]) in urls


def test_several_are_agreed_at_once(client, cast, give, roadmap):
    give(AGREE)
    send(cast, roadmap)
    client.force_login(cast.centre_director)
    address = reverse("agreement:agree_chosen", args=[cast.department.slug])
    client.post(address, {"selected": [roadmap.pk], "sure": "on"})
    with tenant_scope(cast.school):
        assert Roadmap.objects.get(pk=roadmap.pk).state == "agreed"


def test_the_department_sees_what_its_centre_agrees_and_may_answer_itself(client, cast, give, roadmap):
    give(AGREE)
    send(cast, roadmap)
    client.force_login(cast.coordinator)
    page = client.get(reverse("agreement:agreements", args=[cast.department.slug]))
    assert [row.roadmap.pk for row in page.context["queue"].rows] == [roadmap.pk]


def test_nobody_agrees_her_own_plan(cast, give):
    give(AGREE)
    assert addressee_of(cast.centre, TODAY) == cast.department
    own = acting(cast.centre_curator, cast.centre)
    assert own.trusts == ()
    with tenant_scope(cast.centre):
        plan = Roadmap(organisation=cast.centre, title="Своя", starts=TODAY, ends=TODAY)
        assert not may("roadmaps.agree_roadmap", own, plan)


def opens(client, address) -> bool:
    """Whether the rule of an address lets the person in, whatever the form behind it says; nothing stays done."""
    with transaction.atomic():
        answer = client.get(address)
        let_go(answer)
        if answer.status_code == 405:
            answer = client.post(address)
        transaction.set_rollback(True)
    return answer.status_code not in (403, 404)


def walk(client, slug) -> dict[str, tuple[str, bool]]:
    """Every ruled address of an organisation without other parts in it: its rule, and whether it opened."""
    found = {}
    for address, view in routes():
        if rule_of(view) in REASONS and "<int:" not in address and address.count("<") == 1:
            found[address] = (rule_of(view), opens(client, "/" + address.replace("<slug:organisation>", slug)))
    return found


@pytest.mark.parametrize("acts", [(AGREE,), (REMIND,), (CONSULT,), (GATHER,), tuple(ACTS)])
@pytest.mark.parametrize("place", ["school", "department"])
def test_exactly_the_rights_of_the_acts_open_and_nothing_else(client, cast, give, acts, place):
    give(*acts)
    client.force_login(cast.centre_curator)
    organisation = getattr(cast, place)
    carried = rights_of(acts)
    stands_in = acting(cast.centre_curator, organisation)
    found = walk(client, organisation.slug)
    assert len(found) > 40
    opened = {rule for rule, is_open in found.values() if is_open}
    assert opened <= carried | OF_LISTS
    assert opened == {rule for rule, _ in found.values() if may(rule, stands_in)}
    assert {rule for rule in REASONS if may(rule, stands_in)} <= carried | OF_LISTS


def test_other_districts_are_closed_as_before(client, cast, give):
    give(*ACTS)
    client.force_login(cast.centre_curator)
    for place in (cast.forest_school, cast.forest_department, cast.ministry):
        assert not any(is_open for _, is_open in walk(client, place.slug).values())


def test_schools_do_not_see_the_centre_by_it(client, cast, give):
    give(*ACTS)
    client.force_login(cast.curator)
    assert not any(is_open for _, is_open in walk(client, cast.centre.slug).values())
    assert not any(is_open for _, is_open in walk(client, cast.department.slug).values())


@pytest.mark.parametrize("role", ["clerk", "auditor", "employee"])
def test_other_roles_of_the_centre_do_not_do_it(cast, give, role):
    from estafeta.organisations.actions import add_member

    give(*ACTS)
    with tenant_scope(cast.centre):
        add_member(actor=None, user=cast.stranger, organisation=cast.centre, role=role, starts=TODAY)
    assert not acting(cast.stranger, cast.school).trusts


def test_reminding_reaches_the_schools_and_not_others(cast, give):
    give(REMIND)
    with tenant_scope(cast.department):
        by = acting(cast.centre_curator, cast.department)
        assert remind(actor=by, organisations=[cast.school], text="Проверьте сроки.", today=TODAY) >= 1
        with pytest.raises(Refusal):
            remind(actor=by, organisations=[cast.forest_school], text="Проверьте сроки.", today=TODAY)


def test_agreeing_is_not_reminding(cast, give):
    give(AGREE)
    with tenant_scope(cast.department), pytest.raises(Forbidden):
        remind(actor=acting(cast.centre_curator, cast.department), organisations=[cast.school], text="?", today=TODAY)


def test_consulting_is_reading_and_discussing(client, cast, give, roadmap):
    give(CONSULT)
    by = acting(cast.centre_curator, cast.school)
    with tenant_scope(cast.school):
        said = {right: may(right, by, roadmap) for right in ("roadmaps.view_plan", "roadmaps.remark")}
        assert said == dict.fromkeys(said, True)
        assert not may("roadmaps.change_plan", by, roadmap)
        assert not may("roadmaps.agree_roadmap", by, roadmap)
    client.force_login(cast.centre_curator)
    assert client.get(reverse("roadmaps:roadmaps", args=[cast.school.slug]), follow=True).status_code == 200


@pytest.mark.parametrize("shift", [-1, 0, 5, 6])
def test_it_begins_and_ends_by_its_days(cast, give, today, shift):
    from estafeta.organisations.queries import actor_for

    give(AGREE, ends=TODAY + 5 * DAY)
    day = TODAY + shift * DAY
    reached = bool(actor_for(cast.centre_curator, cast.school, today=day).trusts)
    assert reached is (0 <= shift <= 5)
    assert (addressee_of(cast.school, day) == cast.centre) is reached


def test_withdrawn_at_once_and_what_waits_goes_back(client, cast, give, roadmap):
    row = give(AGREE)
    send(cast, roadmap)
    mail.outbox.clear()
    with tenant_scope(cast.department):
        withdraw_entrusting(
            actor=acting(cast.coordinator, cast.department), entrusting=row, why="Центр закрыт", now=timezone.now()
        )
    client.force_login(cast.centre_curator)
    assert client.get(reverse("agreement:agreements", args=[cast.department.slug])).status_code == 404
    assert client.get(reverse("agreement:agreement", args=[cast.school.slug, roadmap.pk])).status_code == 404
    with tenant_scope(cast.department):
        actions.agree_roadmap(actor=acting(cast.coordinator, cast.school), roadmap=roadmap)


def test_own_methodists_of_the_department_do_it_when_the_centre_is_a_unit(cast, give, roadmap):
    from estafeta.organisations.actions import add_member

    with tenant_scope(cast.department):
        add_member(actor=None, user=cast.department_clerk, organisation=cast.department, role="curator", starts=TODAY)
    assert not acting(cast.department_clerk, cast.school).belongs
    give(AGREE, holder=cast.department)
    assert send(cast, roadmap).to == cast.department
    with tenant_scope(cast.department):
        actions.agree_roadmap(actor=acting(cast.department_clerk, cast.school), roadmap=roadmap)
        assert Roadmap.objects.get(pk=roadmap.pk).state == "agreed"


@pytest.mark.parametrize("who", ["centre_curator", "centre_director", "curator", "department_clerk"])
def test_only_the_department_entrusts(cast, who):
    with tenant_scope(cast.department), pytest.raises(Forbidden):
        entrust(actor=acting(getattr(cast, who), cast.department), holder=cast.centre, acts=[AGREE], **ORDER)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"acts": []}, "Отметьте"),
        ({"order_number": " "}, "номер приказа"),
        ({"order_date": TODAY + DAY}, "подписан позже"),
        ({"ends": TODAY - DAY}, "раньше, чем началось"),
    ],
)
def test_an_order_that_says_nothing_is_refused(cast, values, said):
    order = {"actor": acting(cast.coordinator, cast.department), "holder": cast.centre, "acts": [AGREE], **ORDER}
    with tenant_scope(cast.department), pytest.raises(Refusal, match=said):
        entrust(**order | values)


def test_strangers_are_not_entrusted_and_one_act_has_one_holder(cast, give):
    with pytest.raises(Refusal, match="подведомственной"):
        give(AGREE, holder=cast.forest_school)
    give(AGREE, REMIND, ends=TODAY + 30 * DAY)
    with pytest.raises(Refusal, match="уже поручено"):
        give(AGREE, holder=cast.school)
    give(CONSULT, holder=cast.school)
    give(AGREE, holder=cast.school, starts=TODAY + 31 * DAY)


def test_staff_is_told_and_the_journal_keeps_it(cast, give, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        row = give(AGREE)
    run_all()
    assert {letter.to[0] for letter in mail.outbox} == {cast.centre_curator.email, cast.centre_director.email}
    assert "согласовывать дорожные карты" in mail.outbox[0].body
    with tenant_scope(cast.department):
        by = acting(cast.coordinator, cast.department)
        changed = {**ORDER, "acts": [REMIND], "version": row.version}
        change_entrusting(actor=by, entrusting=row, **changed)
        verbs = JournalLine.objects.filter(target_type="organisations.entrusting").values_list("verb", flat=True)
        assert sorted(verbs) == ["organisations.change_entrusting", "organisations.entrust"]
        with pytest.raises(Refusal, match="сохранил"):
            change_entrusting(actor=by, entrusting=row, **changed)


def test_pages_of_the_department(client, cast):
    client.force_login(cast.coordinator)
    slug = cast.department.slug
    form = {"holder": cast.centre.pk, "acts": [AGREE, REMIND], "order_number": "7", "order_date": "2026-11-01"}
    new = reverse("organisations:entrust", args=[slug])
    assert client.get(new).status_code == 200
    refused = client.post(new, {**form, "order_number": "", "starts": "2026-11-20"})
    assert refused.status_code == 422
    assert client.post(new, {**form, "starts": "2026-11-20"}).status_code == 302
    row = Entrusting.objects.with_scopes_disabled().get()
    assert (row.holder, row.acts, row.order_number) == (cast.centre, [AGREE, REMIND], "7")
    listing = client.get(reverse("organisations:given", args=[slug])).content.decode()
    assert re.search("напоминать о сроках", listing)
    card = reverse("organisations:entrusting", args=[slug, row.pk])
    assert client.get(card).status_code == 200
    more = {**form, "acts": [AGREE], "starts": "2026-11-20", "version": row.version}
    assert client.post(card, more).status_code == 302
    assert Entrusting.objects.with_scopes_disabled().get().acts == [AGREE]
    away = reverse("organisations:withdraw_entrusting", args=[slug, row.pk])
    assert client.post(away, {"why": ""}).status_code == 422
    assert client.post(away, {"why": "Реорганизация"}).status_code == 302
    assert client.get(card).status_code == 404


def test_curator_without_any_trust_costs_no_query_more(cast, django_assert_num_queries):
    from estafeta.organisations.queries import memberships_of

    with django_assert_num_queries(1):
        memberships_of(cast.curator, today=TODAY)
