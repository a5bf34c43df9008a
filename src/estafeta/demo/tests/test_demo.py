"""The demo looks alive on any day, is played once, and says who can sign in."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from estafeta.accounts.published import DEMO_PASSWORD
from estafeta.agreement.queue import queue_of
from estafeta.core.models import JournalLine
from estafeta.demo.playing import play
from estafeta.demo.story import CHAPTERS
from estafeta.documents.folder import checklist
from estafeta.documents.models import Document
from estafeta.intake.models import Load
from estafeta.notifications.models import Notice
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import actor_for
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps.models import DueMove, Proof, Roadmap
from estafeta.roadmaps.queries.live import live_dues
from estafeta.roadmaps.queries.states import due_state
from estafeta.today.queries import Today, today_for

DAYS = ["2026-11-21", "2026-09-01", "2027-01-05", "2027-07-15", "2028-02-29"]


def states(organisation: Organisation, day: dt.date) -> Counter[str]:
    return Counter(due_state(due, day, conditional=due.measure.conditional).state for due in live_dues(organisation))


def kinds_of(page: Today) -> set[str]:
    return {line.kind.code for group in page.groups for line in (*group.lines, *group.more)}


def written() -> int:
    with tenant_scope(Organisation.objects.get(parent=None)):
        return JournalLine.objects.count()


@pytest.mark.django_db
@pytest.mark.parametrize("text", DAYS)
def test_school_is_alive_on_any_day(text):
    day = dt.date.fromisoformat(text)
    cast = play(day)
    with tenant_scope(cast.school):
        found = states(cast.school, day)
        page = today_for(actor_for(cast.curator, cast.school, today=day), day)
    assert {"done", "done_late", "late", "soon", "in_progress", "planned", "cancelled", "not_needed"} <= set(found)
    assert page.group("late").count >= 2
    assert page.group("week").count >= 2
    assert page.colleagues_late >= 2
    assert page.following is not None
    assert "intake.load" in kinds_of(page)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["2026-11-21", "2027-07-15"])
def test_every_organisation_has_its_own_shape_and_something_to_do(text):
    day = dt.date.fromisoformat(text)
    cast = play(day)
    with tenant_scope(cast.department):
        layouts = {row.organisation: row.layout for row in Roadmap.objects.select_related("organisation")}
        assert {layouts[organisation] for organisation in cast.institutions} == set(Roadmap.Layout.values)
        for organisation in cast.institutions:
            assert states(organisation, day)["soon"] >= 1
        for roadmap in Roadmap.objects.select_related("organisation").filter(amends=None):
            assert roadmap.approved_post == roadmap.organisation.head_post
            assert roadmap.order_number
    assert len(layouts) == len(CHAPTERS)
    with tenant_scope(cast.forest_department):
        assert not Roadmap.objects.exists()


@pytest.mark.django_db
def test_story_has_every_kind_of_proof_and_request(today):
    cast = play(today)
    with tenant_scope(cast.school):
        assert set(Proof.objects.values_list("sort", flat=True)) == set(Proof.Sort.values)
        assert sorted(DueMove.objects.values_list("state", flat=True)) == ["agreed", "asked"]
        load = Load.objects.get()
        assert load.state == Load.State.READ
        assert len(load.draft["doubts"]) >= 2
        waiting = {
            user: kinds_of(today_for(actor_for(user, cast.school, today=today), today))
            for user in (cast.director, cast.curator)
        }
    assert "roadmaps.move" in waiting[cast.director]
    assert "roadmaps.remark" in waiting[cast.curator]


@pytest.mark.django_db
def test_plans_stand_in_every_part_of_their_way(today):
    cast = play(today)
    with tenant_scope(cast.department):
        plans = Roadmap.objects.filter(amends=None).select_related("organisation")
        found = {plan.organisation: plan.state for plan in plans}
        amended = Roadmap.objects.get(amends__isnull=False)
        queue = queue_of(cast.department, today=today)
    assert found == {
        cast.school: "in_force",
        cast.centre: "sent",
        cast.college: "returned",
        cast.kindergarten: "sent",
        cast.orion: "draft",
        cast.department: "in_force",
    }
    assert (amended.organisation, amended.state) == (cast.school, "draft")
    assert {row.roadmap.organisation for row in queue.waiting} == {cast.centre, cast.kindergarten}


@pytest.mark.django_db
def test_people_find_notices(today, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        cast = play(today)
    with tenant_scope(cast.school):
        kinds = {user: set() for user in ("petrova", "gromov", "ryabov", "orlova")}
        for user, kind in Notice.objects.values_list("user__username", "kind"):
            kinds.setdefault(user, set()).add(kind)
    assert "roadmaps.remark" in kinds["petrova"]
    assert "roadmaps.move_asked" in kinds["gromov"]
    assert {"roadmaps.assigned", "roadmaps.move_decided"} <= kinds["ryabov"]
    assert "roadmaps.assigned" in kinds["orlova"]


@pytest.mark.django_db
def test_command_plays_once_and_names_who_signs_in():
    out = StringIO()
    call_command("demo", "--once", stdout=out)
    assert "petrova" in out.getvalue()
    assert DEMO_PASSWORD in out.getvalue()
    lines = written()

    out = StringIO()
    call_command("demo", "--once", stdout=out)
    assert out.getvalue() == ""
    assert written() == lines

    with pytest.raises(CommandError, match="Организации уже есть"):
        call_command("demo")


@pytest.mark.django_db
def test_command_takes_a_day_and_refuses_anything_else():
    call_command("demo", "--day", "2027-01-05", stdout=StringIO())
    with tenant_scope(Organisation.objects.get(kind=Organisation.Kind.SCHOOL, parent__short_name__contains="Заречн")):
        assert Roadmap.objects.get(amends=None).starts == dt.date(2026, 9, 1)
    with pytest.raises(CommandError, match="не день"):
        call_command("demo", "--day", "завтра")


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["2026-11-21", "2027-07-15"])
def test_register_shows_papers_in_every_state(text):
    day = dt.date.fromisoformat(text)
    cast = play(day)
    with tenant_scope(cast.school):
        rows = list(Document.objects.filter(organisation=cast.school))
        found = checklist(cast.school, day)
    assert {row.state for row in rows} == {"registered", "on_signature", "draft", "cancelled"}
    assert 0 < found.have < found.total
    assert all(row.word and row.pdf for row in rows if row.number)


@pytest.mark.django_db
def test_on_the_first_day_papers_wait_for_their_day():
    cast = play(dt.date(2026, 9, 1))
    with tenant_scope(cast.kindergarten):
        assert {row.state for row in Document.objects.filter(organisation=cast.kindergarten)} == {"on_signature"}
