"""Every request has a number, in the answer and in every line of the log; lines of JSON where they are wanted.

What is written of a request: when, how, where to (without the question behind «?»), with what answer, how long it took,
in how many queries. No name, no address of a person, no text of a form.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.backends.signals import connection_created
from django.http import HttpRequest, HttpResponse

NUMBER: ContextVar[str] = ContextVar("request", default="")
GIVEN = re.compile(r"[\w-]{8,64}")
HEADER = "X-Request-ID"
SLOW_REQUEST = 3.0
QUIET = ("/static/", "/healthz")
log = logging.getLogger("estafeta.requests")
slow = logging.getLogger("estafeta.queries")


class RequestMiddleware:
    """Number the request, count its queries, write one line about it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the number of a proxy that is trusted is kept."""
        given = request.headers.get(HEADER, "") if settings.TRUSTED_PROXIES else ""
        token = NUMBER.set(given if GIVEN.fullmatch(given) else uuid.uuid4().hex[:16])
        counter, began = Counter(), time.monotonic()
        try:
            with connection.execute_wrapper(counter):
                response = self.get_response(request)
            response.headers[HEADER] = NUMBER.get()
            tell(request, response, time.monotonic() - began, counter.count)
        finally:
            NUMBER.reset(token)
        return response


class Counter:
    """Counts the queries of a request."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Count and pass on."""
        self.count += 1
        return execute(sql, params, many, context)


def tell(request: HttpRequest, response: HttpResponse, seconds: float, queries: int) -> None:
    """Write the line: a warning when the request was slow or broke."""
    level = logging.WARNING if seconds > SLOW_REQUEST or response.status_code >= 500 else logging.INFO
    if level == logging.INFO and request.path.startswith(QUIET):
        return
    fields = {
        "method": request.method,
        "path": request.path,
        "status": response.status_code,
        "ms": round(seconds * 1000),
        "queries": queries,
    }
    words = "%(method)s %(path)s %(status)s, %(ms)s ms, %(queries)s queries"
    log.log(level, words, fields, extra={"fields": fields})


def watch_queries(connection: Any, **_: Any) -> None:
    """Hear of a new connection: queries that take long are written down, without the values they ask with."""
    if _slow not in connection.execute_wrappers:
        connection.execute_wrappers.append(_slow)


def _slow(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    began = time.monotonic()
    try:
        return execute(sql, params, many, context)
    finally:
        seconds = time.monotonic() - began
        if seconds > settings.SLOW_QUERY:
            fields = {"ms": round(seconds * 1000), "sql": " ".join(str(sql).split())[:2000]}
            slow.warning("A query took %(ms)s ms: %(sql)s", fields, extra={"fields": fields})


connection_created.connect(watch_queries, dispatch_uid="estafeta.queries")


class Numbered(logging.Filter):
    """Gives every line of the log the number of the request during which it was written."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line pass."""
        record.request_number = NUMBER.get() or "-"
        return True


class Lines(logging.Formatter):
    """One line of JSON for each record: time, level, logger, request, words, further fields, the trace of an error."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = {
            "at": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "request": getattr(record, "request_number", "-"),
            "words": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)
