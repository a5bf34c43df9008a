"""What the cookbook promises of its app, tried as a person would."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from python_calamine import load_workbook

from estafeta.communities import actions
from estafeta.communities.models import Community
from estafeta.core.models import JournalLine
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.evidence.answers import State
from estafeta.evidence.questions import Question, Session, Window
from estafeta.evidence.registry import ask
from estafeta.notifications.models import Notice
from estafeta.organisations.places import place_of
from estafeta.organisations.scope import tenant_scope
from estafeta.workbench.imports.applying import undo_import
from estafeta.workbench.models import Undo
from estafeta.workbench.tests.imports.sheets import brought
from estafeta.workbench.undoing import take_back

DAY = dt.date(2026, 11, 25)


@pytest.fixture
def community(cast, curator, act):
    """One of the school, and one of the same name elsewhere: it may leak into nothing."""
    with tenant_scope(cast.forest_school):
        stranger = act(cast.stranger, cast.forest_school)
        actions.add_community(actor=stranger, name="Чужое", leader=cast.stranger, meets_on=DAY, places=5)
    with tenant_scope(cast.school):
        return actions.add_community(actor=curator, name="Ёлка", leader=cast.teacher, meets_on=DAY, places=12)


def address(cast, name, *keys):
    return reverse(f"communities:{name}", args=[cast.school.slug, *keys])


def test_list_shows_its_own_and_goes_out_as_excel(cast, sign_in, community):
    client = sign_in(cast.curator)
    text = client.get(address(cast, "list")).content.decode()
    assert "Ёлка" in text
    assert "Чужое" not in text
    file = b"".join(client.get(address(cast, "list") + "?export=xlsx").streaming_content)
    rows = load_workbook(io.BytesIO(file)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows if row[0]][-1] == "Ёлка"


@pytest.mark.parametrize("count", [1, 3, 30])
def test_list_asks_as_often_for_thirty_rows(cast, sign_in, curator, community, count, django_assert_max_num_queries):
    with tenant_scope(cast.school):
        for number in range(count - 1):
            actions.add_community(actor=curator, name=f"Круг {number}", leader=cast.teacher, meets_on=DAY, places=3)
    client = sign_in(cast.curator)
    client.get(address(cast, "list"))
    with django_assert_max_num_queries(30):
        client.get(address(cast, "list"))


def test_form_creates_says_what_is_wrong_and_a_second_press_makes_no_second_one(cast, sign_in):
    client = sign_in(cast.curator)
    wrong = client.post(
        address(cast, "add"), {"name": "", "leader": cast.teacher.pk, "meets_on": "25.11.2026", "places": 3}
    )
    assert wrong.status_code == 422
    right = {"name": "Клуб", "leader": cast.teacher.pk, "meets_on": "25.11.2026", "places": "3", "once": "k" * 32}
    answers = [client.post(address(cast, "add"), right) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    with tenant_scope(cast.school):
        assert Community.objects.filter(name="Клуб").count() == 1
        assert JournalLine.objects.filter(verb="communities.add_community").count() == 1


def test_stranger_finds_nothing_and_a_teacher_may_only_look(cast, sign_in, community):
    assert sign_in(cast.stranger).get(address(cast, "card", community.pk)).status_code == 404
    assert sign_in(cast.teacher).get(address(cast, "card", community.pk)).status_code == 200
    assert sign_in(cast.teacher).get(address(cast, "change", community.pk)).status_code == 403


def test_second_editor_sees_both_versions(cast, sign_in, community):
    client = sign_in(cast.curator)
    opened = client.get(address(cast, "change", community.pk)).context["form"].edit.version
    sent = {"name": "Ёлка", "leader": cast.teacher.pk, "meets_on": "25.11.2026", "places": "20", "version": opened}
    sent |= {
        "initial-name": "Ёлка",
        "initial-places": "12",
        "initial-leader": cast.teacher.pk,
        "initial-meets_on": "25.11.2026",
    }
    assert client.post(address(cast, "change", community.pk), sent).status_code == 302
    late = sign_in(cast.director).post(address(cast, "change", community.pk), {**sent, "places": "30"})
    assert late.status_code == 422
    with tenant_scope(cast.school):
        community.refresh_from_db()
        assert community.places == 20


def test_step_is_journalled_taken_back_and_refused_twice(cast, curator, community):
    with tenant_scope(cast.school):
        undo = actions.step_community(actor=curator, community=community, step="close")
        with pytest.raises(Refusal, match="уже закрыто"):
            actions.step_community(actor=curator, community=community, step="close")
        take_back(actor=curator, undo=Undo.objects.get(pk=undo.pk))
        community.refresh_from_db()
        assert community.state == "open"
        assert JournalLine.objects.filter(verb="communities.close_community").count() == 1


def test_right_is_asked_by_the_action(cast, act, community):
    with tenant_scope(cast.school), pytest.raises(Forbidden):
        actions.step_community(actor=act(cast.teacher, cast.school), community=community, step="close")


def test_leader_is_told_with_the_act(cast, curator):
    with tenant_scope(cast.school):
        actions.add_community(actor=curator, name="Клуб", leader=cast.teacher, meets_on=DAY, places=3)
        assert Notice.objects.get(kind="communities.leads").user == cast.teacher


@pytest.mark.parametrize(
    ("until", "state"), [(DAY, State.PROVEN), (DAY - dt.timedelta(days=1), State.MISSING)], ids=["on the day", "before"]
)
def test_open_community_proves_within_the_window(cast, community, until, state):
    place = place_of(cast.school)
    with tenant_scope(cast.school):
        question = Question("community_work", place, Window(until), Session([place], DAY))
        assert ask(question).state == state


def test_room_stands_in_the_rail(cast, sign_in, community):
    page = sign_in(cast.curator).get(address(cast, "card", community.pk)).content.decode()
    assert f'href="{address(cast, "list")}"' in page


def test_excel_comes_in_and_is_taken_back(cast, in_school, curator, community):
    made = brought(
        curator, "communities.list", ("Сообщество", "Дата", "Мест"),
        ("Новое", "01.12.2026", 7), ("ЁЛКА", "25.11.2026", 15), ("Ошибка", "31.02.2026", 3),
    )  # fmt: skip
    assert [(row["number"], row["became"]) for row in made.rows] == [(2, "new"), (3, "changed")]
    assert set(Community.objects.filter(organisation=cast.school).values_list("name", "places")) == {
        ("Новое", 7),
        ("Ёлка", 15),
    }
    undo_import(actor=curator, made=made)
    assert list(Community.objects.filter(organisation=cast.school).values_list("name", "places")) == [("Ёлка", 12)]
