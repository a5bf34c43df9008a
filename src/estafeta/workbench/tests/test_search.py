"""One search: what is found, by whom, and how the index follows the rows."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.urls import reverse
from tests.plans import small_draft

from estafeta.accounts.actions import change_profile
from estafeta.core.jobs import run_all
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps import actions as plan
from estafeta.roadmaps.actions import create_from_draft
from estafeta.workbench.models import SearchEntry
from estafeta.workbench.search.indexing import rebuild
from estafeta.workbench.search.queries import HELP, find
from estafeta.workbench.search.registry import SOURCES, sources
from estafeta.workbench.search.words import MOST_WORDS, asked_words, stem_of, words_of
from estafeta.workbench.task_actions import TaskDraft, add_task


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("приказы", "приказ"),
        ("приказ", "приказ"),
        ("громову", "громов"),
        ("согласия", "соглас"),
        ("школы", "школ"),
        ("анна", "анна"),
        ("еиоуыэ", "еиоу"),
        ("8б", "8б"),
    ],
)
def test_ends_of_words_do_not_count(word, stem):
    assert stem_of(word) == stem


def test_words_are_folded_once_each_and_a_question_is_bounded():
    assert words_of("Ёлка и ёлка", "№ 01-14/210") == "елка и no 01 14 210"
    assert asked_words("  ЁЛКИ,  елка! ") == ("елки", "елка")
    assert asked_words("?! —") == ()
    assert len(asked_words(" ".join(f"слово{n}а" for n in range(30)))) == MOST_WORDS


@pytest.fixture
def index(roadmap, ordered, curator, cast):
    """Everything of both tenants stands in the index."""
    add_task(actor=curator, draft=TaskDraft("Позвонить в центр", due_on=roadmap.ends, user=cast.curator))
    for source in sources():
        rebuild(source)


def titles(actor, question, **more) -> dict[str, list[str]]:
    """What was found in the index; guides, which are files, have a test of their own."""
    found = find(actor, question, **more)
    return {group.kind: [row.title for row in group.rows] for group in found if group.kind != HELP}


def test_guides_are_found_by_any_word_and_the_one_that_is_about_it_comes_first(curator):
    (guides,) = find(curator, "согласование", only=HELP)
    assert guides.rows[0].title.startswith("Согласование")
    assert guides.rows[0].url.startswith(f"/o/{curator.organisation.slug}/help/soglasovanie-")
    assert [group.kind for group in find(curator, "подтверждение кнопка абракадабра", only=HELP)] == []


@pytest.mark.usefixtures("index")
def test_every_kind_is_found_by_whoever_may_see_it(curator, cast, act):
    assert titles(curator, "издать приказ") == {"measure": ["1.1 Издать приказ"]}
    assert titles(curator, "карта 2026") == {"plan": ["Дорожная карта на 2026/27 учебный год"]}
    assert titles(curator, "ГРОМОВУ") == {"member": ["Громов Павел Андреевич"]}
    assert list(titles(curator, "41-од")) == ["document"]
    assert titles(curator, "центр позвонить") == {"task": ["Позвонить в центр"]}
    assert titles(curator, "родничок") == {}
    assert titles(curator, "ничего такого") == titles(curator, " ?! ") == {}


@pytest.mark.usefixtures("index")
def test_a_yo_and_the_case_do_not_matter(curator, cast, act):
    assert titles(curator, "отчёты") == titles(curator, "ОТЧЕТЫ") == {"measure": ["2.1 Собрать отчёты"]}
    with tenant_scope(cast.department):
        assert titles(act(cast.coordinator, cast.department), "Родничёк") == {}
        assert list(titles(act(cast.coordinator, cast.department), "родничок")["organisation"]) == [
            cast.kindergarten.short_name
        ]


@pytest.mark.usefixtures("index")
def test_another_tenant_finds_its_own_alone(curator, cast, act):
    with tenant_scope(cast.forest_school):
        stranger = act(cast.stranger, cast.forest_school)
        found = find(stranger, "издать")
        assert [row.url for group in found for row in group.rows] != [
            row.url for group in find(curator, "издать") for row in group.rows
        ]
        assert len(found[0].rows) == 1
        assert titles(stranger, "громов") == titles(stranger, "01-14") == titles(stranger, "позвонить") == {}


@pytest.mark.usefixtures("index")
def test_above_sees_measures_and_no_names(cast, act):
    for user, place in ((cast.coordinator, cast.department), (cast.operator, cast.ministry)):
        with tenant_scope(place):
            actor = act(user, place)
            assert len(titles(actor, "издать")["measure"]) == (1 if place == cast.department else 2)
            for question in ("громов", "орлова", "41-од", "позвонить"):
                assert titles(actor, question) == {}, question


@pytest.mark.usefixtures("index")
def test_a_clerk_of_a_department_does_not_look_into_schools(cast, act):
    with tenant_scope(cast.department):
        assert titles(act(cast.department_clerk, cast.department), "издать") == {}


@pytest.mark.usefixtures("index")
def test_a_teacher_finds_no_papers_and_no_tasks_of_others(teacher):
    assert titles(teacher, "41-од") == titles(teacher, "позвонить") == {}
    assert list(titles(teacher, "издать")) == ["measure"]


@pytest.mark.usefixtures("index")
def test_of_one_kind_many_are_shown_and_of_each_few(roadmap, curator, pick):
    for number in range(8):
        plan.add_measure(actor=curator, section=pick("1.1").section, draft=plan_row(number))
    rebuild(SOURCES["measure"])
    (few,) = find(curator, "пятница")
    (many,) = find(curator, "пятница", limit=50, only="measure")
    assert (len(few.rows), few.more, len(many.rows), many.more) == (5, True, 8, False)
    assert find(curator, "пятница", only="document") == ()


def plan_row(number):
    from estafeta.roadmaps.drafts import MeasureDraft

    return MeasureDraft(title=f"Пятница {number}")


def test_the_index_follows_every_change(cast, curator, in_school, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        roadmap = create_from_draft(actor=curator, draft=small_draft(cast))
    assert titles(curator, "издать") == {"measure": ["1.1 Издать приказ"]}
    measure = (
        roadmap.sections.get(number="1").measures.select_related("section__roadmap__organisation").get(number="1.1")
    )
    with django_capture_on_commit_callbacks(execute=True):
        plan.change_measure(actor=curator, measure=measure, title="Подписать распоряжение")
    assert titles(curator, "издать") == {}
    assert titles(curator, "распоряжение") == {"measure": ["1.1 Подписать распоряжение"]}
    with django_capture_on_commit_callbacks(execute=True):
        plan.archive_roadmap(actor=curator, roadmap=roadmap)
    assert titles(curator, "распоряжение") == titles(curator, "карта") == {}
    with django_capture_on_commit_callbacks(execute=True):
        plan.restore_roadmap(actor=curator, roadmap=roadmap)
    assert list(titles(curator, "распоряжение")) == ["measure"]


def test_a_new_name_is_found_at_once(cast, curator, in_school, django_capture_on_commit_callbacks):
    rebuild(SOURCES["member"])
    with django_capture_on_commit_callbacks(execute=True):
        change_profile(
            by=cast.teacher,
            user=cast.teacher,
            last_name="Синицына",
            first_name="Татьяна",
            patronymic="Дмитриевна",
            username="orlova",
        )
    assert titles(curator, "синицына") == {"member": ["Синицына Татьяна Дмитриевна"]}
    assert titles(curator, "орлова") == {}


def test_nothing_is_written_before_the_commit(cast, curator, in_school, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        add_task(actor=curator, draft=TaskDraft("Позвонить", due_on=dt.date(2026, 12, 1), user=cast.curator))
    assert titles(curator, "позвонить") == {}
    for callback in callbacks:
        callback()
    assert titles(curator, "позвонить") == {"task": ["Позвонить"]}


@pytest.mark.usefixtures("roadmap")
def test_rebuild_brings_back_what_was_lost_and_drops_what_is_no_more(curator, cast, capsys):
    call_command("search", "rebuild")
    assert "Мероприятия: 10" in capsys.readouterr().out
    ghost = SearchEntry.objects.filter(kind="measure").first()
    SearchEntry.objects.filter(kind="measure").exclude(pk=ghost.pk).delete()
    SearchEntry.objects.filter(pk=ghost.pk).update(key=10_000_000)
    run_all()
    call_command("search", "rebuild")
    assert list(titles(curator, "издать")) == ["measure"]
    assert not SearchEntry.objects.filter(key=10_000_000).exists()


def test_periodic_work_rebuilds_too(roadmap, curator):
    from estafeta.workbench.tasks import rebuild_search

    rebuild_search.func()
    assert list(titles(curator, "издать")) == ["measure"]


@pytest.mark.usefixtures("index")
def test_the_page_works_without_scripts_and_suggests_with_them(cast, sign_in):
    client, address = sign_in(cast.curator), reverse("workbench:search", args=[cast.school.slug])
    page = client.get(address, {"q": "приказ"}).content.decode()
    assert "1.1 Издать приказ" in page
    assert "Мероприятия" in page
    headers = {"HX-Request": "true", "HX-Target": "suggestions"}
    fragment = client.get(address, {"q": "приказ"}, headers=headers).content.decode()
    assert "1.1 Издать приказ" in fragment
    assert "<html" not in fragment
    assert "Издать" not in client.get(address, {"q": "и"}, headers=headers).content.decode()
    assert "ничего не нашлось" in client.get(address, {"q": "zzz"}).content.decode()
    assert client.get(address, {"q": "'\"*(:", "kind": "../"}).status_code == 200
    assert sign_in(cast.stranger).get(address, {"q": "приказ"}).status_code == 404


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize(
    "question", ["'", '"', "\\", "a' | 'b", "при*", "scope : приказ", "NEAR(приказ)", "%_", "\x00"]
)
def test_no_question_breaks_the_query(curator, question):
    find(curator, question)
