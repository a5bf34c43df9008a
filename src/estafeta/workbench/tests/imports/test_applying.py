"""Confirming, the background, taking back: what is written once, what waits, what stays."""

from __future__ import annotations

import datetime as dt

import pytest

from estafeta.core import jobs
from estafeta.core.jobs import Job
from estafeta.core.models import JournalLine
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.core.writing import Stale
from estafeta.organisations.models import Invitation, Membership, Organisation
from estafeta.organisations.scope import tenant_scope
from estafeta.workbench.imports import actions, applying
from estafeta.workbench.models import Draft, SheetImport
from estafeta.workbench.tests.imports.sheets import PEOPLE, SCHOOLS, begun, brought, checked, mend, stands

HEADS = ("Почта", "Роль", "Должность")


@pytest.fixture
def coordinator(in_department, act):
    return act(in_department.coordinator, in_department.department)


def became(made):
    return [(row["number"], row["became"]) for row in made.rows]


def verbs():
    return list(JournalLine.objects.order_by("pk").values_list("verb", flat=True))


def test_new_ones_are_written_changed_ones_changed_and_the_rest_waits(
    in_school, curator, letters, django_capture_on_commit_callbacks
):
    member = Membership.objects.get(user=in_school.methodist, organisation=in_school.school)
    with django_capture_on_commit_callbacks(execute=True):
        made = brought(
            curator, PEOPLE, HEADS,
            ("new@sosh2.example", "сотрудник", "учитель"),
            (member.user.email, "методист", "старший методист"),
            ("не почта", "", ""),
        )  # fmt: skip
    assert became(made) == [(2, "new"), (3, "changed")]
    assert made.state == SheetImport.State.DONE
    letter = Invitation.objects.get(email="new@sosh2.example")
    assert (letter.role, letter.post) == ("employee", "учитель")
    assert [message.to for message in letters()] == [["new@sosh2.example"]]
    member.refresh_from_db()
    assert member.post == "старший методист"
    rest = Draft.objects.get(pk=made.waiting)
    assert stands(curator, rest) == {4: "check"}
    assert made.source == {}, "what was brought in is not kept twice"
    assert verbs()[-5:] == [
        "workbench.confirm_import",
        "organisations.invite_colleague",
        "organisations.change_post",
        "workbench.start_draft",
        "workbench.finish_import",
    ]


def test_pressing_twice_writes_once(in_school, curator):
    draft = begun(curator, PEOPLE, HEADS, ("a@b.example", "", ""))
    actions.confirm_import(actor=curator, draft=draft, version=draft.version)
    with pytest.raises(Refusal, match="Этого уже нет"):
        actions.confirm_import(actor=curator, draft=draft, version=draft.version)
    assert Invitation.objects.filter(email="a@b.example").count() == 1


def test_what_was_changed_since_it_was_seen_is_not_confirmed(in_school, curator):
    draft = begun(curator, PEOPLE, HEADS, ("a@b.example", "", ""))
    seen = draft.version
    mend(curator, draft, 2, left=True)
    with pytest.raises(Stale):
        actions.confirm_import(actor=curator, draft=draft, version=seen)
    assert not Invitation.objects.filter(email="a@b.example").exists()


def test_a_right_that_was_lost_stops_it(in_school, curator, act, cast):
    draft = begun(curator, PEOPLE, HEADS, ("a@b.example", "", ""))
    Membership.objects.filter(user=cast.curator).update(role="employee")
    with pytest.raises(Forbidden):
        actions.confirm_import(actor=act(cast.curator, cast.school), draft=draft, version=draft.version)


def test_a_line_that_its_action_refuses_waits_named(in_school, curator, cast, today):
    """She has the role from tomorrow on: nothing is in force today, and yet nobody may be invited twice."""
    tomorrow = today + dt.timedelta(days=1)
    Membership.objects.filter(user=cast.methodist, organisation=cast.school).update(starts=tomorrow)
    made = brought(curator, PEOPLE, HEADS, ("a@b.example", "", ""), (cast.methodist.email, "методист", "завуч"))
    assert [(row["became"], row["why"]) for row in made.rows] == [
        ("new", ""), ("waits", f"{cast.methodist.email}: эта роль уже есть."),
    ]  # fmt: skip
    assert Invitation.objects.filter(email="a@b.example").exists(), "the others are written"
    assert [line.number for line in checked(curator, Draft.objects.get(pk=made.waiting)).lines] == [3]


def long_list(count):
    return [(f"n{number}@b.example", "сотрудник", "") for number in range(count)]


def test_as_many_as_one_transaction_bears_are_written_at_once(in_school, curator):
    assert brought(curator, PEOPLE, HEADS, *long_list(applying.TOGETHER)).count("new") == applying.TOGETHER
    one_more = [(f"m{number}@b.example", "", "") for number in range(applying.TOGETHER + 1)]
    made = brought(curator, PEOPLE, HEADS, *one_more)
    assert (made.state, made.rows) == (SheetImport.State.APPLYING, [])
    jobs.run_all()
    made.refresh_from_db()
    assert made.count("new") == applying.TOGETHER + 1


def test_a_long_import_goes_on_in_the_background(in_school, curator):
    made = brought(curator, PEOPLE, HEADS, *long_list(450))
    assert (made.state, made.rows, made.job.state) == (SheetImport.State.APPLYING, [], "waiting")
    assert Invitation.objects.count() == 0
    assert jobs.run_all() == 1 + 450, "the import, then its letters"
    made.refresh_from_db()
    assert (made.state, made.count("new"), made.waiting) == (SheetImport.State.DONE, 450, None)
    assert Invitation.objects.count() == 450
    made.job.refresh_from_db()
    assert (made.job.result, made.job.result_url) == (
        "Приглашения сотрудников: 450\N{NO-BREAK SPACE}новых", made.get_absolute_url(),
    )  # fmt: skip


def test_a_body_that_runs_twice_writes_once(in_school, curator):
    made = brought(curator, PEOPLE, HEADS, *long_list(250))
    assert applying.apply_some(curator, made)
    assert Invitation.objects.count() == applying.TOGETHER
    applying.apply_all(actor=curator, made=SheetImport.objects.get(pk=made.pk))
    applying.apply_all(actor=curator, made=SheetImport.objects.get(pk=made.pk))
    assert Invitation.objects.count() == 250


def test_what_appeared_meanwhile_waits(in_school, curator):
    made = brought(curator, PEOPLE, HEADS, *long_list(150))
    brought(curator, PEOPLE, HEADS, ("n7@b.example", "сотрудник", ""))
    jobs.run_all()
    made.refresh_from_db()
    waits = [(row["label"], row["why"]) for row in made.rows if row["became"] == "waits"]
    assert waits == [("n7@b.example", applying.CHANGED_MEANWHILE)]
    assert Invitation.objects.filter(email="n7@b.example").count() == 1
    assert stands(curator, Draft.objects.get(pk=made.waiting)) == {9: "same"}


def test_the_whole_is_taken_back_and_what_was_changed_since_stays_named(in_school, curator):
    members = {name: Membership.objects.get(user=getattr(in_school, name)) for name in ("methodist", "clerk")}
    posts = {name: row.post for name, row in members.items()}
    made = brought(
        curator, PEOPLE, HEADS,
        ("new@b.example", "", ""),
        (members["methodist"].user.email, "методист", "иная"),
        (members["clerk"].user.email, "делопроизводитель", "иная"),
    )  # fmt: skip
    Membership.objects.filter(pk=members["clerk"].pk).update(post="своя")
    made = applying.undo_import(actor=curator, made=made)
    assert became(made) == [(2, "undone"), (3, "undone"), (4, "stays")]
    assert made.state == SheetImport.State.UNDONE
    assert made.rows[2]["why"] == "Отменить уже нельзя: после этого запись изменили."
    assert Invitation.objects.get(email="new@b.example").revoked_at is not None
    for name, post in (("methodist", posts["methodist"]), ("clerk", "своя")):
        members[name].refresh_from_db()
        assert members[name].post == post
    with pytest.raises(Refusal, match="ещё не отменена"):
        applying.undo_import(actor=curator, made=made)


def test_an_accepted_invitation_stays(in_school, curator):
    made = brought(curator, PEOPLE, HEADS, ("new@b.example", "", ""))
    Invitation.objects.filter(email="new@b.example").update(accepted_at="2026-11-21T10:00Z")
    made = applying.undo_import(actor=curator, made=made)
    assert became(made) == [(2, "stays")]
    assert made.rows[0]["why"] == "Это приглашение уже принято или отозвано."


def test_a_long_import_is_taken_back_in_the_background(in_school, curator):
    made = brought(curator, PEOPLE, HEADS, *long_list(250))
    jobs.run_all()
    made.refresh_from_db()
    made = applying.undo_import(actor=curator, made=made)
    assert made.state == SheetImport.State.UNDOING
    jobs.run_all()
    made.refresh_from_db()
    assert (made.state, made.count("undone")) == (SheetImport.State.UNDONE, 250)
    assert Invitation.objects.filter(revoked_at=None).count() == 0
    assert Job.objects.exclude(state="done").count() == 0


def test_others_may_not_take_back(in_school, curator, teacher):
    made = brought(curator, PEOPLE, HEADS, ("new@b.example", "", ""))
    with pytest.raises(Forbidden):
        applying.undo_import(actor=teacher, made=made)


SCHOOL = ("Школа", "Город", "Директор", "Почта куратора")


def test_schools_are_made_with_their_curators_and_taken_back(in_department, coordinator):
    before = set(Organisation.objects.values_list("pk", flat=True))
    made = brought(
        coordinator, SCHOOLS, SCHOOL,
        ("МБОУ «СОШ № 31»", "г. Заречный", "Иванов Иван Иванович", "zam@sosh31.example"),
        ("МБДОУ «Сад № 4»", "", "", ""),
    )  # fmt: skip
    rows = {row.short_name: row for row in Organisation.objects.exclude(pk__in=before)}
    school, garden = rows["МБОУ «СОШ № 31»"], rows["МБДОУ «Сад № 4»"]
    assert (school.kind, school.place, school.head_name) == ("school", "г. Заречный", "Иванов Иван Иванович")
    assert (garden.kind, garden.parent, garden.time_zone) == (
        "kindergarten", in_department.department, in_department.department.time_zone,
    )  # fmt: skip
    assert Invitation.objects.get(organisation=school).role == "curator"
    made = applying.undo_import(actor=coordinator, made=made)
    assert became(made) == [(2, "undone"), (3, "undone")]
    assert set(Organisation.objects.values_list("pk", flat=True)) == before


def test_a_school_that_somebody_has_entered_stays(in_department, coordinator, cast, today):
    made = brought(coordinator, SCHOOLS, SCHOOL, ("МБОУ «СОШ № 31»", "", "", ""))
    school = Organisation.objects.get(short_name="МБОУ «СОШ № 31»")
    Membership.objects.create(user=cast.teacher, organisation=school, role="employee", starts=today)
    made = applying.undo_import(actor=coordinator, made=made)
    assert [(row["became"], row["why"]) for row in made.rows] == [("stays", "В этой организации уже кто-то есть.")]


def test_the_card_of_a_school_is_changed_and_given_back(in_department, coordinator):
    school = in_department.school
    place = school.place
    made = brought(coordinator, SCHOOLS, ("Школа", "Город"), (school.short_name, "г. Иной"))
    school.refresh_from_db()
    assert school.place == "г. Иной"
    applying.undo_import(actor=coordinator, made=made)
    school.refresh_from_db()
    assert school.place == place


def test_imports_of_another_tenant_stay_there(in_school, curator, cast, act):
    made = brought(curator, PEOPLE, HEADS, ("new@b.example", "", ""))
    with tenant_scope(cast.forest_school):
        assert not SheetImport.objects.filter(pk=made.pk).exists()
