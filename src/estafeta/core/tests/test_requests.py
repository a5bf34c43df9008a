from __future__ import annotations

import json
import logging

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory

from estafeta.core.requests import NUMBER, Lines, Numbered, RequestMiddleware

pytestmark = pytest.mark.django_db


def answer(view, **headers):
    return RequestMiddleware(view)(RequestFactory().get("/o/school/?secret=1", headers=headers))


def test_every_answer_has_its_number_and_every_line_written_meanwhile(caplog):
    seen = []

    def view(request):
        seen.append(NUMBER.get())
        logging.getLogger("estafeta.tests").warning("внутри")
        return HttpResponse("да")

    caplog.handler.addFilter(Numbered())
    numbers = [answer(view)["X-Request-ID"] for _ in range(2)]
    assert seen == numbers
    assert len(set(numbers)) == 2
    inside = [record.request_number for record in caplog.records if record.name == "estafeta.tests"]
    assert inside == numbers
    assert NUMBER.get() == ""


@pytest.mark.parametrize(
    ("proxies", "given", "kept"),
    [(["127.0.0.1"], "abcdef123456", True), ([], "abcdef123456", False), (["127.0.0.1"], "a\r\nSet-Cookie", False)],
)
def test_number_of_a_proxy_counts_only_behind_one_of_ours(settings, proxies, given, kept):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", **{"HTTP_X_REQUEST_ID": given})
    number = RequestMiddleware(lambda request: HttpResponse(""))(request)["X-Request-ID"]
    assert (number == given) is kept


def test_line_of_a_request_says_how_it_went_and_not_what_was_asked(caplog):
    caplog.set_level(logging.INFO, "estafeta.requests")

    def view(request):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.execute("SELECT 2")
        return HttpResponse("да", status=404)

    answer(view)
    (record,) = [record for record in caplog.records if record.name == "estafeta.requests"]
    Numbered().filter(record)
    line = json.loads(Lines().format(record))
    assert {name: line[name] for name in ("method", "path", "status", "queries")} == {
        "method": "GET", "path": "/o/school/", "status": 404, "queries": 2,
    }  # fmt: skip
    assert "secret" not in json.dumps(line)


def test_slow_query_is_written_without_its_values(settings, caplog):
    settings.SLOW_QUERY = -1.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s", ["тайное слово"])
    lines = [record.getMessage() for record in caplog.records if record.name == "estafeta.queries"]
    assert [line for line in lines if "SELECT %s" in line]
    assert "тайное" not in "".join(lines)
    settings.SLOW_QUERY = 100.0
    caplog.clear()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert [record for record in caplog.records if record.name == "estafeta.queries"] == []


def test_trace_of_an_error_is_in_its_line():
    try:
        raise ValueError("вот")
    except ValueError as error:
        record = logging.LogRecord("a", logging.ERROR, "f", 1, "сбой", None, (type(error), error, error.__traceback__))
    Numbered().filter(record)
    line = json.loads(Lines().format(record))
    assert (line["words"], line["level"], line["request"]) == ("сбой", "error", "-")
    assert "ValueError: вот" in line["trace"]


def test_pages_are_compressed_and_their_length_tells_nothing(client):
    """The same page has different lengths: a secret in it cannot be guessed by what compresses best (BREACH)."""
    pages = [client.get("/enter/login/", headers={"Accept-Encoding": "gzip"}) for _ in range(12)]
    assert {page["Content-Encoding"] for page in pages} == {"gzip"}
    assert len({len(page.content) for page in pages}) > 3
    assert len(pages[0].content) < 6000
