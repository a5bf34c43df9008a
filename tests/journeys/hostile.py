"""What pages offer to send: every form and every link with parameters of a played district, gathered by walking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.test import Client
from django.urls import Resolver404, ResolverMatch, resolve
from lxml import html

from tests.pages import let_go

FREE = {"text", "search", "email", "url", "password", "file", "submit", "button"}


@dataclass(frozen=True)
class Offer:
    """A form or a link with parameters: where it goes, what it carries as it stands."""

    route: str
    method: str
    address: str
    fields: tuple[tuple[str, str], ...]
    typed: frozenset[str]
    """The names of fields that take free text; the others hold numbers, days, codes."""


def match(address: str) -> ResolverMatch | None:
    try:
        return resolve(urlsplit(address).path)
    except Resolver404:
        return None


def links(page: Any) -> Iterator[str]:
    for anchor in page.iter("a"):
        href = anchor.get("href") or ""
        if href.startswith("/") and not href.startswith("//"):
            yield href
    for element in page.xpath("//*[@hx-get]"):
        yield element.get("hx-get")


def offers_of(page: Any, address: str) -> Iterator[Offer]:
    for form in page.iter("form"):
        action = form.get("action") or address
        found = match(action)
        if found is None or not action.startswith("/"):
            continue
        typed = {box.name for box in form.inputs if box.name and (box.get("type") or box.tag) in FREE | {"textarea"}}
        named = [(name, value) for name, value in form.form_values() if name != "csrfmiddlewaretoken"]
        empty = {box.name for box in form.inputs if box.name} - {name for name, _ in named}
        fields = (*named, *((name, "") for name in sorted(empty - {"csrfmiddlewaretoken"})))
        yield Offer(found.view_name, form.method.upper(), action, fields, frozenset(typed))


def walk(client: Client, start: str, limit: int = 400) -> Iterator[Offer]:
    """Open one page of every route that can be reached from `start`; yield what each offers, once a route and name."""
    waiting, opened, given = [start], set(), set()
    while waiting and len(opened) < limit:
        address = waiting.pop(0)
        found = match(address)
        key = (found.view_name, frozenset(dict(parse_qsl(urlsplit(address).query)))) if found else None
        if key is None or key in opened or "logout" in address:
            continue
        opened.add(key)
        answer = client.get(address)
        let_go(answer)
        if answer.status_code != 200 or answer.streaming or not answer["Content-Type"].startswith("text/html"):
            continue
        page = html.fromstring(answer.content.decode() or "<p></p>")
        waiting += [link for link in links(page) if match(link)]
        query = tuple(parse_qsl(urlsplit(address).query, keep_blank_values=True))
        found_here = [Offer(found.view_name, "GET", urlsplit(address).path, query, frozenset())] if query else []
        for offer in [*found_here, *offers_of(page, address)]:
            key = (offer.route, offer.method, frozenset(name for name, _ in offer.fields))
            if key not in given:
                given.add(key)
                yield offer
