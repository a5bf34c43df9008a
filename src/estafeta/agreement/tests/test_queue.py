"""What waits for the coordinator, who answers to her, and that a bigger district costs no more queries."""

from __future__ import annotations

import pytest
from django.urls import reverse

from estafeta.agreement import actions
from estafeta.agreement.models import Agreement
from estafeta.agreement.papers import list_blocks
from estafeta.agreement.queries import upper_of
from estafeta.agreement.queue import answering_to, queue_of
from estafeta.organisations.models import Organisation
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps.models import Roadmap


@pytest.fixture
def more(cast, roadmap, curator):
    """`more(3)`: so many schools beside ours, each with a plan that waits, one that does not and an open remark."""

    def add(count: int) -> None:
        for number in range(count):
            slug = f"more-{number}"
            school = Organisation.objects.create(
                parent=cast.department,
                path=f"{cast.department.path}{slug}/",
                slug=slug,
                kind="school",
                short_name=f"Школа {number:02}",
            )
            days = {"starts": roadmap.starts, "ends": roadmap.ends}
            Roadmap.objects.create(organisation=school, title="Своя", state="in_force", **days)
            plan = Roadmap.objects.create(organisation=school, title="Новая", state="sent", **days)
            edition = plan.revisions.create(content={}, made_by=cast.curator, sort="sent")
            asked = {"edition": edition, "sent_by": cast.curator, "sent_at": plan.created_at}
            rounds = Agreement.objects.create(roadmap=plan, to=cast.department, **asked)
            rounds.remarks.create(author=cast.coordinator, text="Уточнить", place="вся карта")

    return add


def names(rows) -> list[str]:
    return [row.short_name for row in rows]


def test_queue_holds_exactly_what_was_sent_to_this_node(sent, cast, act, foreign, today):
    with tenant_scope(cast.forest_school):
        actions.send_roadmap(actor=act(cast.stranger, cast.forest_school), roadmap=foreign)
    with tenant_scope(cast.department):
        found = queue_of(cast.department, today=today)
        assert [(row.roadmap.pk, row.measures, row.again) for row in found.rows] == [(sent.pk, 5, False)]
        others = {row for row in cast.institutions if row != cast.school}
        assert set(found.others) == others
        assert [row.plans for row in found.others] == [[]] * len(others)
        assert (found.agreed, found.total) == (0, 5)
    with tenant_scope(cast.forest_department):
        assert [row.roadmap.pk for row in queue_of(cast.forest_department, today=today).rows] == [foreign.pk]


def test_others_stand_with_their_plans_and_count_when_agreed(running, cast, today):
    with tenant_scope(cast.department):
        found = queue_of(cast.department, today=today)
        assert [row.plans for row in found.others if row == cast.school] == [[running]]
        assert (found.others[0], found.agreed, found.total) == (cast.school, 1, 5)
        assert found.rows == ()


def test_only_the_nearest_node_agrees(cast, roadmap):
    with tenant_scope(cast.ministry):
        assert set(answering_to(cast.ministry)) == {cast.department, cast.forest_department}
        for top in (cast.department, cast.ministry):
            for row in Organisation.objects.filter(path__startswith=cast.ministry.path).exclude(kind="partner"):
                assert (row in answering_to(top)) == (upper_of(row) == top), (row, top)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_queries_do_not_grow_with_the_district(cast, more, today, count, django_assert_num_queries):
    more(count)
    with tenant_scope(cast.department):
        with django_assert_num_queries(8):
            found = queue_of(cast.department, today=today)
            assert len(found.rows) == count
            assert sum(len(row.plans) for row in found.others) == count + 1
        with django_assert_num_queries(4):
            assert len(list_blocks(cast.department, today)) == 5


def test_pages_of_both_lists(cast, more, today):
    more(5)
    with tenant_scope(cast.department):
        pages = [queue_of(cast.department, (number, 1), today=today, size=2) for number in (1, 2, 3)]
        assert [len(page.rows) for page in pages] == [2, 2, 1]
        others = [queue_of(cast.department, (1, number), today=today, size=4) for number in (1, 2, 3)]
        shown = [row for page in others for row in page.others]
        assert (len(shown), len(set(shown)), {page.total for page in others}) == (10, 10, {10})


def test_page_of_a_big_district_and_what_is_no_longer_waiting(cast, more, sign_in):
    more(60)
    client = sign_in(cast.coordinator)
    link = reverse("agreement:agreements", args=[cast.department.slug])
    page = client.get(link).content.decode()
    assert page.count('name="selected"') == 50
    assert "?page=2" in page
    assert "?others=2" in page
    chosen = reverse("agreement:agree_chosen", args=[cast.department.slug])
    for wrong in ("\u00b2", "1" * 23, "0"):
        answer = client.post(chosen, {"selected": [wrong]})
        assert (answer.status_code, "уже не ждёт ответа" in answer.content.decode()) == (422, True)
