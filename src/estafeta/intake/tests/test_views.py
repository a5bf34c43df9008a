from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.pages import html_of

from estafeta.core import jobs
from estafeta.intake import queries
from estafeta.intake.models import Load
from estafeta.intake.tests.test_actions import docx
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps.models import Roadmap

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(cast, sign_in):
    return sign_in(cast.curator)


@pytest.fixture
def address(cast):
    return lambda name, *args: reverse(f"intake:{name}", args=[cast.school.slug, *args])


@pytest.fixture
def loaded(cast, client, address):
    client.post(address("load_start"), {"file": SimpleUploadedFile("Карта школы.docx", docx())})
    jobs.run_all()
    with tenant_scope(cast.school):
        return Load.objects.get()


def text(answer):
    return html_of(answer).replace("\xa0", " ")


def test_dropping_a_file_leads_to_its_page(client, address):
    answer = client.post(address("load_start"), {"file": SimpleUploadedFile("Карта школы.docx", docx())}, follow=True)
    assert "Ждём очереди" in text(answer)
    assert answer.status_code == 200


def test_nothing_chosen_is_said_in_words(client, address):
    answer = client.post(address("load_start"), {})
    assert (answer.status_code, "Выберите файл." in text(answer)) == (422, True)


def test_preview_shows_original_doubts_and_promise(client, address, loaded):
    page = text(client.get(address("load", loaded.pk)))
    assert "Создать карту: 4 мероприятия, 4 срока" in page
    assert page.count("Проверено</button>") == len(loaded.draft["doubts"])
    assert 'data-source id="place-' in page


def test_every_value_lights_a_place_that_is_there(client, address, loaded):
    ids = {
        cell["id"]
        for block in loaded.draft["source"]
        if block["sort"] == "table"
        for row in block["rows"]
        for cell in row
    }
    lit = {place for row in loaded.draft["rows"] for place in row["places"].values()}
    assert lit
    assert lit <= ids


def test_doubt_is_settled_and_the_page_returns(client, address, loaded):
    key = loaded.draft["doubts"][0]["key"]
    answer = client.post(address("load_doubt", loaded.pk, key), {"checked": "1"}, headers={"hx-request": "true"})
    assert answer["HX-Trigger-After-Swap"]
    assert text(answer).count("Проверено</button>") == len(loaded.draft["doubts"]) - 1


@pytest.fixture
def doubtful(loaded, cast):
    """The load with fourteen doubts of two sorts in turn."""
    whats = [("Ответственный не указан.", "low"), ("Срок «до {} мая» вне периода плана.", "high")]
    doubts = [
        {"key": f"d{number}", "what": what.format(number), "severity": level, "where": "", "row": "", "field": ""}
        for number, (what, level) in enumerate(whats * 7, 1)
    ]
    with tenant_scope(cast.school):
        loaded.draft = {**loaded.draft, "doubts": [{**doubt, "checked": False} for doubt in doubts]}
        loaded.save()
    return loaded


def test_many_doubts_stand_by_sort_and_ten_at_first(client, address, doubtful, cast, today):
    with tenant_scope(cast.school):
        view = queries.preview(doubtful, today=today)
    first = [(group.title, len(group.doubts)) for group in view.first_doubts]
    assert first == [("Срок «…» вне периода плана", 7), ("Ответственный не указан", 3)]
    assert [len(group.doubts) for group in view.more_doubts] == [4]
    assert "Показать ещё 4" in text(client.get(address("load", doubtful.pk)))


def test_doubts_of_a_sort_are_settled_at_once(client, address, doubtful, cast):
    answer = client.post(address("load_doubts", doubtful.pk), {"key": ["d1", "d3"]}, headers={"hx-request": "true"})
    assert answer["HX-Trigger-After-Swap"]
    with tenant_scope(cast.school):
        doubtful.refresh_from_db()
    assert [one["key"] for one in doubtful.draft["doubts"] if one["checked"]] == ["d1", "d3"]


@pytest.mark.parametrize(
    ("wording", "said"),
    [
        ("до 15.10.2026", "<b>до 15 октября</b>"),
        ("ноябрь 2026", "<b>ноябрь</b>"),
        ("до 15.10.2022", "вне периода"),
        ("постоянно", "постоянно"),
    ],
)
def test_deadline_is_read_while_it_is_typed(client, address, loaded, wording, said):
    form = text(client.get(address("load_row", loaded.pk, loaded.draft["rows"][0]["key"])))
    assert f'hx-get="{address("load_deadline", loaded.pk)}"' in form
    assert said in text(client.get(address("load_deadline", loaded.pk), {"deadline_text": wording}))


def test_row_form_saves_or_says_what_is_wrong(client, address, loaded, cast):
    row = loaded.draft["rows"][2]
    url = address("load_row", loaded.pk, row["key"])
    bad = client.post(url, {"title": "", "section": row["section"]})
    assert bad.status_code == 422
    good = {"title": "Обучить наставников", "section": row["section"], "deadline_text": "декабрь 2026"}
    client.post(url, {**good, "users": [cast.teacher.pk], "kinds": ["mentor_training"]})
    with tenant_scope(cast.school):
        loaded.refresh_from_db()
    new = loaded.draft["rows"][2]
    assert (new["title"], new["deadline_text"]) == ("Обучить наставников", "декабрь 2026")
    assert [one["user_id"] for one in new["responsibles"]] == [cast.teacher.pk]
    assert new["kinds"][0]["code"] == "mentor_training"


def test_responsible_typed_in_words_is_recognised(client, address, loaded, cast):
    row = loaded.draft["rows"][2]
    data = {"title": row["title"], "section": row["section"], "responsible_text": "Орлова Т.Д., куратор, Иванов И.И."}
    client.post(address("load_row", loaded.pk, row["key"]), data)
    with tenant_scope(cast.school):
        loaded.refresh_from_db()
    people = [(one["user_id"], one["role"]) for one in loaded.draft["rows"][2]["responsibles"]]
    assert people == [(cast.teacher.pk, ""), (None, "curator")]


def test_confirm_leads_to_the_plan_and_undo_takes_it_back(client, address, loaded, cast):
    answer = client.post(address("load_confirm", loaded.pk))
    with tenant_scope(cast.school):
        roadmap = Roadmap.objects.get()
    assert answer["Location"] == roadmap.get_absolute_url()
    client.post(address("load_undo", loaded.pk))
    assert client.get(roadmap.get_absolute_url()).status_code == 404


def test_finished_load_cannot_be_edited(client, address, loaded):
    client.post(address("load_discard", loaded.pk))
    assert client.get(address("load_row", loaded.pk, loaded.draft["rows"][0]["key"])).status_code == 404


@pytest.mark.parametrize("who", ["teacher", "auditor", "clerk"])
def test_those_who_may_not_load_are_told_why(sign_in, cast, address, who):
    answer = sign_in(getattr(cast, who)).get(address("load_start"))
    assert (answer.status_code, "Загружать дорожные карты могут" in text(answer)) == (403, True)


def test_stranger_sees_nothing(sign_in, cast, address, loaded):
    assert sign_in(cast.stranger).get(address("load", loaded.pk)).status_code == 404
