"""Lists of the room: exact rows with two tenants filled, constant queries, Excel with a line in the journal."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook
from tests.cast import acting

from estafeta.core.models import JournalLine
from estafeta.organisations import actions
from estafeta.organisations.models import Membership, Organisation
from estafeta.organisations.registries import changes
from estafeta.organisations.roles import Role
from estafeta.organisations.scope import tenant_scope

NOW = timezone.now()


def rows(answer) -> list:
    return [row for row in answer.context["page"].object_list]


def people(answer) -> set:
    return {row.user for row in rows(answer)}


def address(name, organisation):
    return reverse(f"organisations:{name}", args=[organisation.slug])


def test_members_of_two_tenants_stay_apart(cast, sign_in):
    school = {cast.curator, cast.director, cast.methodist, cast.clerk, cast.auditor, *cast.employees}
    assert people(sign_in(cast.curator).get(address("members", cast.school))) == school
    assert people(sign_in(cast.stranger).get(address("members", cast.forest_school))) == {cast.stranger}


def test_members_of_a_department_are_not_those_of_its_schools(cast, sign_in):
    answer = sign_in(cast.coordinator).get(address("members", cast.department))
    assert people(answer) == {cast.coordinator, cast.department_clerk}


@pytest.mark.parametrize(
    ("standing", "found"),
    [("", set()), ("past", {"methodist"}), ("future", {"stranger"}), ("all", {"methodist", "stranger"})],
)
def test_members_are_those_of_today_unless_others_are_asked_for(cast, sign_in, today, standing, found):
    with tenant_scope(cast.school):
        row = Membership.objects.get(user=cast.methodist)
        actions.end_membership(
            actor=acting(cast.director, cast.school), membership=row, last_day=None, now=NOW, today=today
        )
        soon = today + dt.timedelta(days=9)
        actions.add_member(actor=None, user=cast.stranger, organisation=cast.school, role=Role.CLERK, starts=soon)
    answer = sign_in(cast.curator).get(address("members", cast.school), {"standing": standing})
    assert people(answer) & {cast.methodist, cast.stranger} == {getattr(cast, name) for name in found}


def test_members_lead_to_their_card_only_for_those_who_manage(cast, sign_in):
    link = address("members", cast.school)
    with tenant_scope(cast.school):
        one = reverse("organisations:membership", args=[cast.school.slug, Membership.objects.first().pk])
    assert f'href="{one}"' in sign_in(cast.director).get(link).content.decode()
    assert f'href="{one}"' not in sign_in(cast.teacher).get(link).content.decode()


def test_organisations_below_are_exactly_those_of_the_node(cast, sign_in):
    assert set(rows(sign_in(cast.coordinator).get(address("below", cast.department)))) == set(cast.institutions)
    forest = sign_in(cast.forest_coordinator).get(address("below", cast.forest_department))
    assert set(rows(forest)) == {cast.forest_school}


def test_organisations_below_are_refused_to_a_clerk_and_in_a_school(cast, sign_in):
    assert sign_in(cast.department_clerk).get(address("below", cast.department)).status_code == 403
    assert sign_in(cast.director).get(address("below", cast.school)).status_code == 403


def test_journal_of_two_tenants_stays_apart(cast, sign_in):
    for organisation, who in ((cast.school, cast.curator), (cast.forest_school, cast.stranger)):
        answer = sign_in(who).get(address("journal", organisation))
        assert {line.tenant for line in rows(answer)} == {organisation.path}


@pytest.mark.parametrize(
    ("name", "who", "place", "one", "three"),
    [
        ("members", "curator", "school", "Петрова", "учитель"),
        ("below", "coordinator", "department", "колледж", "МБ"),
        ("journal", "curator", "school", "Петрова", "сотрудник"),
    ],
)
def test_list_asks_as_often_for_one_row_as_for_several(cast, sign_in, name, who, place, one, three):
    client, counts = sign_in(getattr(cast, who)), []
    link = address(name, getattr(cast, place))
    client.get(link)
    for text in (one, three):
        with CaptureQueriesContext(connection) as seen:
            found = len(rows(client.get(link, {"q": text})))
        counts.append((found, len(seen)))
    (few, asked), (many, asked_again) = counts
    assert (few, many >= 2, asked) == (1, True, asked_again)


def test_list_leaves_as_excel_with_a_line_in_the_journal(cast, sign_in):
    answer = sign_in(cast.clerk).get(address("members", cast.school), {"export": "xlsx", "role": "curator"})
    content = b"".join(answer.streaming_content)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert [row[:2] for row in sheet] == [["Сотрудник", "Роль"], ["Петрова Анна Сергеевна", "Куратор"]]
    with tenant_scope(cast.school):
        line = JournalLine.objects.first()
    assert (line.verb, line.user, line.after) == ("organisations.note_export", cast.clerk, {"rows": 1})


def test_changes_name_the_fields_as_people_do(in_school):
    school = Organisation.objects.get(pk=in_school.school.pk)
    actions.change_card(actor=acting(in_school.curator, school), place="", site="https://new.example/")
    assert changes(JournalLine.objects.first()) == (
        "населённый пункт: г. Заречный → —; сайт: https://sosh2.example/ → https://new.example/"
    )
