from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from estafeta.core import jobs
from estafeta.core.jobs import Job
from estafeta.core.models import JournalLine
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.core.tests.jobs import bodies  # noqa: F401
from estafeta.organisations.scope import tenant_scope
from estafeta.workbench.jobs.actions import cancel_job, repeat_job
from estafeta.workbench.jobs.queries import jobs_of

pytestmark = pytest.mark.django_db


def start(actor, title="Считаем до трёх", task="core.count", **payload) -> Job:
    payload = payload or {"total": 3}
    return jobs.enqueue(task, payload, user=actor.user, tenant=actor.organisation.path, title=title)


def at(name, organisation, *args):
    return reverse(f"workbench:{name}", args=[organisation.slug, *args])


def text(answer):
    return answer.content.decode().replace("\xa0", " ")


@pytest.fixture
def client(cast, sign_in):
    return sign_in(cast.curator)


@pytest.fixture
def job(curator):
    return start(curator)


def test_page_follows_the_job_to_its_result(cast, client, job):
    page = client.get(at("job", cast.school, job.pk))
    assert "Считаем до трёх" in text(page)
    assert "Ждём очереди" in text(page)
    assert 'http-equiv="refresh"' in text(page)
    Job.queue.update(state="running", done=1, total=3, sentence="Шаг 1")
    moving = client.get(at("job", cast.school, job.pk), headers={"HX-Request": "true"})
    assert "<html" not in text(moving)
    assert "Шаг 1" in text(moving)
    assert "33 %" in text(moving)
    assert f'hx-get="{at("job", cast.school, job.pk)}"' in text(moving)
    Job.queue.update(state="waiting")
    jobs.run_all()
    ended = text(client.get(at("job", cast.school, job.pk)))
    assert "Сосчитано" in ended
    assert 'href="/итог/"' in ended
    assert 'http-equiv="refresh"' not in ended
    assert "every 1s" not in ended
    assert at("job_repeat", cast.school, job.pk) not in ended


def test_waiting_job_is_stopped_and_begun_again(cast, client, job):
    page = text(client.post(at("job_cancel", cast.school, job.pk), follow=True))
    assert "Остановлено" in page
    assert jobs.run_all() == 0
    page = text(client.post(at("job_repeat", cast.school, job.pk), follow=True))
    assert "Ждём очереди" in page
    jobs.run_all()
    job.refresh_from_db()
    assert job.state == "done"
    with tenant_scope(cast.school):
        lines = JournalLine.objects.filter(target_type="core.job").order_by("pk")
        assert [(line.verb, line.sentence) for line in lines] == [
            ("workbench.cancel_job", "Остановлено: Считаем до трёх"),
            ("workbench.repeat_job", "Начато снова: Считаем до трёх"),
        ]


def test_running_job_says_that_it_is_being_stopped(cast, client, job):
    Job.queue.update(state="running")
    page = text(client.post(at("job_cancel", cast.school, job.pk), follow=True))
    assert "Останавливаем" in page
    assert at("job_cancel", cast.school, job.pk) not in page


def test_failed_job_says_why_and_offers_to_repeat(cast, client, curator):
    job = start(curator, task="core.refuse", **{})
    Job.queue.filter(pk=job.pk).update(payload={})
    jobs.run_all()
    page = text(client.get(at("job", cast.school, job.pk)))
    assert "Файл пустой. Выберите другой." in page
    assert at("job_repeat", cast.school, job.pk) in page


def test_ended_job_is_not_stopped_and_a_done_one_not_repeated(cast, client, job, curator):
    jobs.run_all()
    with tenant_scope(cast.school):
        with pytest.raises(Refusal, match="работа закончена"):
            cancel_job(actor=curator, job=job)
        with pytest.raises(Refusal, match="идёт или сделана"):
            repeat_job(actor=curator, job=job)
        assert not JournalLine.objects.filter(target_type="core.job").exists()


def test_job_of_a_colleague_is_neither_seen_nor_stopped(cast, sign_in, job, director):
    client = sign_in(cast.director)
    assert client.get(at("job", cast.school, job.pk)).status_code == 404
    for name in ("job_cancel", "job_repeat"):
        assert client.post(at(name, cast.school, job.pk)).status_code == 404
    assert "Считаем до трёх" not in text(client.get(at("jobs", cast.school)))
    with tenant_scope(cast.school):
        for action in (cancel_job, repeat_job):
            with pytest.raises(Forbidden, match="тот, кто её начал"):
                action(actor=director, job=job)


def test_job_of_another_organisation_is_not_there(cast, sign_in, job):
    client = sign_in(cast.stranger)
    for organisation in (cast.school, cast.forest_school):
        assert client.get(at("job", organisation, job.pk)).status_code == 404
    assert "Считаем до трёх" not in text(client.get(at("jobs", cast.forest_school)))


def test_list_shows_what_goes_on_and_what_came_of_it(cast, client, curator, job, act):
    start(act(cast.methodist, cast.school), title="Чужая работа")
    assert "Готовится" in text(client.get(at("jobs", cast.school)))
    jobs.run_all()
    start(curator, title="Ещё одна")
    page = text(client.get(at("jobs", cast.school)))
    running, ended = page.split("Закончено")
    assert "Ещё одна" in running
    assert "Считаем до трёх" not in running
    assert "Сосчитано" in ended
    assert "Чужая работа" not in page
    with tenant_scope(cast.school):
        assert [row.title for row in jobs_of(curator)] == ["Ещё одна", "Считаем до трёх"]


def test_list_of_a_department_does_not_show_what_one_started_in_a_school(cast, curator, job):
    above = replace(curator, organisation=cast.department)
    mine = start(above, title="Сводка района")
    with tenant_scope(cast.department):
        assert list(jobs_of(above)) == [mine]
        assert list(jobs_of(curator)) == [job]


def test_empty_list_says_what_will_be_here(cast, client):
    assert "Пока ничего" in text(client.get(at("jobs", cast.school)))


def test_list_costs_the_same_at_1_3_and_30_jobs(cast, client, curator):
    client.get(at("jobs", cast.school))
    costs = []
    for rows in (1, 2, 27):
        for _ in range(rows):
            start(curator)
        with CaptureQueriesContext(connection) as asked:
            client.get(at("jobs", cast.school))
        costs.append(len(asked))
    assert costs[0] == costs[1] == costs[2]
