import pytest
from django.urls import reverse
from django.utils import timezone
from tests.cast import TODAY
from tests.pages import html_of

from estafeta.core.journal.models import JournalLine
from estafeta.organisations.actions import create_organisation, invite_colleague
from estafeta.organisations.models import Invitation
from estafeta.organisations.queries import actor_for
from estafeta.organisations.scope import tenant_scope
from estafeta.people import actions
from estafeta.people.codes import code_svg
from estafeta.people.queries.entering import entering_below


@pytest.fixture
def new_school(cast, act):
    with tenant_scope(cast.department):
        above = act(cast.coordinator, cast.department)
        made = create_organisation(actor=above, parent=cast.department, kind="school", short_name="СОШ № 9")
        here = actor_for(cast.coordinator, made, today=TODAY)
        with tenant_scope(made):
            invite_colleague(actor=here, email="zam@sosh9.example", role="curator", now=timezone.now(), today=TODAY)
        return made


def page(cast, name="entering"):
    return reverse(f"people:{name}", args=[cast.department.slug])


def test_coordinator_sees_numbers_and_no_names(cast, sign_in, curator, new_school):
    with tenant_scope(cast.school):
        actions.add_person(actor=curator, surname="Секретова", name="Ия", affiliation={"kind": "pupil", "unit": "8Б"})
    text = html_of(sign_in(cast.coordinator).get(page(cast)))
    assert "Секретова" not in text
    assert "Лесная" not in text
    with tenant_scope(cast.department):
        rows = {row.organisation: row for row in entering_below(cast.department, today=TODAY)}
    assert (rows[cast.school].cards, rows[cast.school].words) == (1, "вошли: 9")
    assert (rows[new_school].waiting, rows[new_school].words) == (1, "приглашены, ещё не вошли")
    only = html_of(sign_in(cast.coordinator).get(page(cast), {"absent": "1"}))
    assert "СОШ № 9" in only
    assert "Заречная»" not in only.split("<main")[1]


def test_school_has_no_such_page(cast, sign_in):
    assert sign_in(cast.curator).get(reverse("people:entering", args=[cast.school.slug])).status_code == 403


def test_sheets_are_printed_and_written_down(cast, sign_in, new_school):
    client = sign_in(cast.coordinator)
    answer = client.post(page(cast, "sheets"), {"selected": [new_school.pk]})
    assert answer.content[:4] == b"%PDF"
    with tenant_scope(cast.department):
        assert JournalLine.objects.filter(verb="people.note_codes", tenant=cast.department.path).count() == 1
    assert sign_in(cast.curator).post(page(cast, "sheets")).status_code in {403, 404}


def test_again_kills_the_old_link(cast, sign_in, new_school):
    with tenant_scope(new_school):
        before = Invitation.objects.get().shown_hash
    assert sign_in(cast.coordinator).post(page(cast, "invite_again"), {"selected": [new_school.pk]}).status_code == 302
    with tenant_scope(new_school):
        assert Invitation.objects.get().shown_hash != before


@pytest.mark.parametrize("count", [1, 3, 30])
def test_as_often_for_thirty(cast, act, count, django_assert_num_queries):
    with tenant_scope(cast.department):
        above = act(cast.coordinator, cast.department)
        for number in range(count):
            create_organisation(actor=above, parent=cast.department, kind="school", short_name=f"СОШ № {number + 20}")
        with django_assert_num_queries(4):
            entering_below(cast.department, today=TODAY)


def test_code_is_a_drawing():
    svg = code_svg("https://estafeta.example/invite/abc")
    assert svg.startswith("<svg")
    assert "viewBox" in svg
