from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps import actions
from estafeta.roadmaps.models import Due
from estafeta.roadmaps.queries.stages import ribbon_of, season_of, season_rows, stage_card


def ribbon(organisation, today):
    return ribbon_of(season_rows(organisation, today), url=str)


def close(actor, measure, day):
    due = Due.objects.select_related("measure__section__roadmap__organisation").filter(measure=measure).first()
    return actions.close_due(actor=actor, due=due, fact_on=day, today=day, reason="так")


def test_rings_fill_by_measures_done_and_say_what_is_late_or_absent(roadmap, pick, curator, cast, today, foreign):
    def figures():
        return [(stage.done, stage.total, stage.late, stage.look) for stage in ribbon(cast.school, today)]

    assert figures()[0] == (0, 2, 1, "late")
    close(curator, pick("1.1"), today)
    found = ribbon(cast.school, today)
    assert figures()[0] == (1, 2, 0, "started")
    assert figures()[5] == (0, 1, 0, "empty")
    assert {stage.look for stage in found if stage.number not in {1, 6}} == {"absent"}
    assert [stage.number for stage in found if stage.current] == [1]
    assert [stage.words for stage in found[:2]] == ["Выполнено 1 из 2", "Нет в плане"]
    close(curator, pick("1.2"), today)
    assert [(stage.number, stage.look) for stage in ribbon(cast.school, today) if stage.current] == [(6, "empty")]


@pytest.mark.parametrize(
    ("day", "bounds"),
    [
        ("2026-08-31", ("2025-09-01", "2026-08-31")),
        ("2026-09-01", ("2026-09-01", "2027-08-31")),
        ("2027-08-31", ("2026-09-01", "2027-08-31")),
    ],
)
def test_a_season_is_a_school_year(day, bounds):
    assert season_of(dt.date.fromisoformat(day)) == tuple(map(dt.date.fromisoformat, bounds))


@pytest.mark.parametrize(
    ("due_on", "counted"), [("2026-08-31", 0), ("2026-09-01", 1), ("2027-08-31", 1), ("2027-09-01", 0)]
)
def test_only_dues_of_the_season_count(roadmap, pick, cast, today, due_on, counted):
    Due.objects.filter(measure=pick("1.1")).update(due_on=due_on)
    assert ribbon(cast.school, today)[0].total == 1 + counted


def test_ongoing_work_counts_once_it_is_done_this_season(roadmap, pick, curator, cast, today):
    assert ribbon(cast.school, today)[5].total == 1
    close(curator, pick("2.2"), today)
    assert (ribbon(cast.school, today)[5].done, ribbon(cast.school, today)[5].total) == (1, 2)


def test_what_is_dropped_does_not_count(roadmap, pick, curator, cast, today):
    due = Due.objects.select_related("measure__section__roadmap__organisation").get(measure=pick("1.1"))
    actions.cancel_due(actor=curator, due=due, reason="нет")
    assert ribbon(cast.school, today)[0].total == 1


def test_a_ring_opens_what_is_done_and_what_is_lacking(roadmap, pick, curator, cast, today, foreign):
    close(curator, pick("1.2"), today)
    card = stage_card(cast.school, today, 1)
    assert [row.measure.title for row in card.done] == ["Провести собрание"]
    assert [(row.measure.title, row.state) for row in card.lacking] == [("Издать приказ", "late")]
    with tenant_scope(cast.forest_school):
        assert len(stage_card(cast.forest_school, today, 1).lacking) == 2


def test_the_page_of_a_stage_has_one_verb(roadmap, cast, sign_in):
    url = lambda number: reverse("roadmaps:stage", args=[cast.school.slug, number])  # noqa: E731
    client = sign_in(cast.curator)
    page = client.get(url(1)).content.decode()
    assert "Зарегистрировать приказ" in page
    assert reverse("documents:register", args=[cast.school.slug]) in page
    panel = client.get(url(6), headers={"HX-Request": "true"}).content.decode()
    assert "Открыть в карте" in panel
    assert "<html" not in panel
    assert "Открыть в карте" in sign_in(cast.teacher).get(url(1)).content.decode()
    assert client.get(url(8)).status_code == 404
    assert sign_in(cast.stranger).get(url(1)).status_code == 404


def test_the_stages_ask_as_often_for_many_rows(roadmap, pick, curator, cast, today, django_assert_num_queries):
    for shift in range(30):
        actions.add_due(actor=curator, measure=pick("1.1"), due_on=dt.date(2026, 10, 1) + dt.timedelta(days=shift))
    with django_assert_num_queries(2):
        season_rows(cast.school, today)
