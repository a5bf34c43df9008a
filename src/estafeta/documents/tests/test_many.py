from __future__ import annotations

import io
import zipfile

import pytest
from django.urls import reverse

from estafeta.core import jobs
from estafeta.core.models import Job
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.documents import actions
from estafeta.documents.actions import many
from estafeta.documents.models import Document, PaperBatch
from estafeta.documents.tests.conftest import CURATOR, body, journalled, taken, word_file, words_of
from estafeta.organisations.models import Membership


def papers(count: int) -> tuple[dict[str, object], ...]:
    return tuple(
        {"starts": "2026-09-01", "curator": CURATOR, "pairs": [[f"Наставник {place}", "Ученик", "", ""]]}
        for place in range(1, count + 1)
    )


def at(name, organisation, *args):
    return reverse(f"documents:{name}", args=[organisation.slug, *args])


def archive_of(batch) -> dict[str, str]:
    with batch.archive.open("rb") as kept, zipfile.ZipFile(io.BytesIO(kept.read())) as packed:
        return {name: words_of(packed.read(name)) for name in packed.namelist()}


@pytest.fixture
def batch(in_school, curator) -> PaperBatch:
    """Forty-five papers that wait: three steps of work."""
    return actions.start_batch(actor=curator, kind="pair_order", file_name="пары.xlsx", papers=papers(45))


def test_job_makes_drafts_and_the_archive(batch, cast):
    assert jobs.run_all() == 1
    batch.refresh_from_db()
    assert (batch.is_done, batch.done, batch.total, batch.rows) == (True, 45, 45, [])
    job = Job.queue.get()
    assert (job.state, job.done, job.total, job.result) == ("done", 45, 45, "Готово: 45\xa0бумаг")
    assert job.result_url == at("batch", cast.school, batch.pk)
    assert (job.user, job.tenant, job.title) == (cast.curator, cast.school.path, "Бумаги по списку «пары.xlsx»")
    rows = Document.objects.order_by("pk")
    assert {row.state for row in rows} == {"draft"}
    assert [row.filled["pairs"][0][0] for row in rows] == [f"Наставник {place}" for place in range(1, 46)]
    packed = archive_of(batch)
    names = list(packed)
    assert (len(names), names[0][:4], names[-1][:4]) == (45, "001 ", "045 ")
    assert "Наставник 7" in packed[names[6]]
    assert journalled("start_batch") == [
        "Бумаги по списку «пары.xlsx»: Приказ о закреплении наставнических пар и групп, 45."
    ]


def test_proven_grounds_are_put_in(in_school, curator):
    made = actions.start_batch(
        actor=curator,
        kind="introduction_order",
        file_name="x.xlsx",
        papers=({"aim": "a", "starts": "2026-09-01", "forms": "b", "curator": CURATOR, "reports": "c"},),
    )
    assert "r145" in made.grounds


def test_own_template_prints_the_archive(in_school, clerk, curator):
    template = actions.offer_template(actor=clerk, kind="pair_order", file=taken(word_file("Свой бланк {{ heading }}")))
    actions.keep_template(actor=clerk, template=template)
    made = actions.start_batch(actor=curator, kind="pair_order", file_name="x.xlsx", papers=papers(2))
    jobs.run_all()
    made.refresh_from_db()
    assert all(text.startswith("Свой бланк") for text in archive_of(made).values())


class Killed(BaseException):
    """A worker that is killed raises nothing that anybody catches."""


def test_killed_worker_goes_on_and_makes_no_double(batch, monkeypatch):
    real, made = many.draft_paper, []

    def dying(**words):
        if len(made) == 27:
            raise Killed
        made.append(words)
        return real(**words)

    monkeypatch.setattr(many, "draft_paper", dying)
    with pytest.raises(Killed):
        many.make_papers(batch=batch)
    batch.refresh_from_db()
    assert (batch.done, Document.objects.count()) == (20, 20)
    monkeypatch.setattr(many, "draft_paper", real)
    jobs.run_all()
    batch.refresh_from_db()
    assert (batch.is_done, batch.done, Document.objects.count()) == (True, 45, 45)
    mentors = [row.filled["pairs"][0][0] for row in Document.objects.order_by("pk")]
    assert len(set(mentors)) == 45


def test_killed_while_packing_packs_again(batch, monkeypatch):
    real = many._pack

    def dying(batch):
        raise Killed

    monkeypatch.setattr(many, "_pack", dying)
    with pytest.raises(Killed):
        many.make_papers(batch=batch)
    monkeypatch.setattr(many, "_pack", real)
    many.make_papers(batch=batch)
    batch.refresh_from_db()
    assert (batch.is_done, Document.objects.count(), len(archive_of(batch))) == (True, 45, 45)
    many.make_papers(batch=batch)
    assert Document.objects.count() == 45


def test_stopped_batch_makes_nothing_more(batch, curator, monkeypatch):
    real = many._make_some

    def once(actor, batch):
        goes_on = real(actor, batch)
        actions.stop_batch(actor=curator, batch=batch)
        return goes_on

    monkeypatch.setattr(many, "_make_some", once)
    jobs.run_all()
    batch.refresh_from_db()
    assert (batch.is_open, batch.is_done, batch.done, Document.objects.count()) == (False, False, 20, 20)
    assert batch.job.state == "cancelled"
    assert not batch.archive
    assert journalled("stop_batch") == ["Бумаги по списку остановлены: готово 20 из 45."]
    with pytest.raises(Refusal, match="уже закончена"):
        actions.stop_batch(actor=curator, batch=batch)


def test_stopped_batch_goes_on(batch, curator, teacher):
    actions.stop_batch(actor=curator, batch=batch)
    jobs.run_all()
    with pytest.raises(Forbidden):
        actions.resume_batch(actor=teacher, batch=batch)
    actions.resume_batch(actor=curator, batch=batch)
    with pytest.raises(Refusal, match="Продолжать нечего"):
        actions.resume_batch(actor=curator, batch=batch)
    jobs.run_all()
    batch.refresh_from_db()
    assert (batch.is_done, Document.objects.count()) == (True, 45)
    assert journalled("resume_batch") == ["Бумаги по списку «пары.xlsx» составляются дальше."]
    with pytest.raises(Refusal, match="Продолжать нечего"):
        actions.resume_batch(actor=curator, batch=batch)


def test_batch_whose_job_was_given_up_says_so_and_goes_on(batch, cast, sign_in):
    Job.queue.update(state="failed", problem="Работа обрывалась несколько раз подряд.")
    client = sign_in(cast.curator)
    assert client.get(at("batch_progress", cast.school, batch.pk))["HX-Refresh"] == "true"
    assert "обрывалась несколько раз" in client.get(at("batch", cast.school, batch.pk)).content.decode()
    page = client.post(at("batch_resume", cast.school, batch.pk), follow=True).content.decode()
    assert "Ждём очереди" in page
    jobs.run_all()
    batch.refresh_from_db()
    assert batch.is_done


def test_who_has_lost_the_right_makes_nothing(batch, cast):
    Membership.objects.filter(user=cast.curator).delete()
    jobs.run_all()
    batch.refresh_from_db()
    assert (batch.is_open, batch.is_done, Document.objects.count()) == (False, False, 0)
    assert (batch.job.state, batch.job.attempts) == ("failed", 1)
    assert "Готовить документы могут" in batch.job.problem


def test_a_paper_that_cannot_be_made_stops_with_the_reason(in_school, curator):
    wrong = ({**papers(1)[0], "curator": None},)
    made = actions.start_batch(actor=curator, kind="pair_order", file_name="x.xlsx", papers=wrong)
    jobs.run_all()
    made.refresh_from_db()
    assert (made.is_open, made.is_done, made.job.problem) == (False, False, "«Куратор» нужно заполнить.")


def test_drafts_of_a_wrong_list_are_thrown_away_at_once(batch, curator, clerk, today):
    with pytest.raises(Refusal, match="Сначала остановите"):
        actions.discard_batch(actor=curator, batch=batch)
    jobs.run_all()
    kept = Document.objects.first()
    actions.send_paper(actor=curator, document=kept, today=today)
    assert actions.discard_batch(actor=curator, batch=batch) == 44
    assert list(Document.objects.all()) == [kept]
    assert journalled("discard_batch") == ["Удалены проекты по списку «пары.xlsx»: 44."]
    with pytest.raises(Refusal, match="не осталось"):
        actions.discard_batch(actor=curator, batch=batch)


def test_refusals_and_rights(batch, curator, teacher):
    with pytest.raises(Refusal):
        actions.start_batch(actor=curator, kind="pair_order", file_name="x", papers=())
    with pytest.raises(Refusal):
        actions.start_batch(actor=curator, kind="nothing", file_name="x", papers=papers(1))
    with pytest.raises(Forbidden):
        actions.start_batch(actor=teacher, kind="pair_order", file_name="x", papers=papers(1))
    for action in (actions.stop_batch, actions.discard_batch):
        with pytest.raises(Forbidden):
            action(actor=teacher, batch=batch)


def test_pages_from_work_to_archive(cast, sign_in, in_school, curator):
    batch = actions.start_batch(actor=curator, kind="pair_order", file_name="пары.xlsx", papers=papers(2))
    client, address = sign_in(cast.curator), at("batch", cast.school, batch.pk)
    assert "Ждём очереди" in client.get(address).content.decode()
    fragment = client.get(at("batch_progress", cast.school, batch.pk)).content.decode()
    assert "Ждём очереди" in fragment
    assert "<html" not in fragment
    Job.queue.update(state="running", done=1, total=2, sentence="Составляем бумаги: 1 из 2")
    fragment = client.get(at("batch_progress", cast.school, batch.pk)).content.decode()
    assert "Составляем бумаги: 1 из 2" in fragment
    assert "50\xa0%" in fragment
    Job.queue.update(state="waiting")
    assert client.get(at("batch_zip", cast.school, batch.pk)).status_code == 404
    jobs.run_all()
    assert client.get(at("batch_progress", cast.school, batch.pk))["HX-Refresh"] == "true"
    page = client.get(address).content.decode()
    assert "Готово: 2 бумаги" in page.replace("\xa0", " ")
    assert "Удалить проекты" in page
    packed = body(client.get(at("batch_zip", cast.school, batch.pk)))
    assert len(zipfile.ZipFile(io.BytesIO(packed)).namelist()) == 2
    page = client.post(at("batch_discard", cast.school, batch.pk), follow=True).content.decode()
    assert "Удалено проектов: 2" in page
    assert "Проекты потом удалены" in client.get(address).content.decode()


def test_page_stops_the_work(cast, sign_in, batch):
    page = sign_in(cast.curator).post(at("batch_stop", cast.school, batch.pk), follow=True).content.decode()
    assert "Остановлено на 0 из 45" in page


@pytest.mark.parametrize(
    "name", ["batch", "batch_progress", "batch_zip", "batch_stop", "batch_discard", "batch_resume"]
)
def test_batch_of_another_tenant(cast, sign_in, batch, name):
    client = sign_in(cast.stranger)
    ask = client.post if name in ("batch_stop", "batch_discard", "batch_resume") else client.get
    assert ask(at(name, cast.forest_school, batch.pk)).status_code == 404
    assert ask(at(name, cast.school, batch.pk)).status_code == 404
