"""The gallery: every component in every state, and a sample page in the frame. Invented data only."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import Context, RequestContext, Template
from django.utils.safestring import SafeString
from django_cotton.compiler_regex import CottonCompiler

from estafeta.core.components import sample_data
from estafeta.core.components.declarations import declarations
from estafeta.core.components.look import CHOICES
from estafeta.core.components.parts import Choice, Link, Section
from estafeta.core.components.samples import Sample, samples
from estafeta.core.rights import open_to_all

BREATHS = (
    (("Сегодня", "sun", 7), ("Дорожная карта", "route", 0)),
    (("Участники", "users", 0), ("Пары", "handshake", 0), ("Анкеты", "list-checks", 0), ("События", "calendar", 0)),
    (("Документы", "files", 0), ("Мониторинг", "chart-line", 0), ("Практики", "book-open", 0)),
)
FOOT = (("Настройки", "settings"), ("Помощь", "circle-question-mark"))
PHONE = ("Сегодня", "Дорожная карта", "Участники", "Пары")


def draw(sample: Sample, request: HttpRequest | None = None) -> SafeString:
    """Render one sample as a page would."""
    template = Template(CottonCompiler().process(sample.source))
    context = RequestContext(request, dict(sample.context)) if request else Context(dict(sample.context))
    return template.render(context)


def frame() -> dict[str, Any]:
    """Return the frame of a sample page."""
    breaths = [
        [Section(label, "#", icon, count, label == "Сегодня", label) for label, icon, count in rows] for rows in BREATHS
    ]
    rooms = [section for rows in breaths for section in rows]
    return {
        "breaths": breaths,
        "foot": [Section(label, "#", icon) for label, icon in FOOT],
        "phone": [section for section in rooms if section.label in PHONE],
        "more": [section for section in rooms if section.label not in PHONE],
        "organisation": "Школа № 2 «Заречная»",
        "organisations": [
            Choice("Школа № 2 «Заречная»", "#", current=True, note="куратор"),
            Choice("Центр наставничества", "#", note="методист"),
        ],
        "season": "2026/27",
        "seasons": [Choice("2026/27", "#", current=True), Choice("2025/26", "#")],
        "stages": sample_data.stages(),
        "inbox_url": "#",
        "inbox_count": 4,
        "search_url": "#",
        "user_initials": "СА",
        "user_name": "Соколова Анна Петровна",
        "user_links": [Link("Моя учётная запись", "#", icon="user")],
    }


def only_here() -> None:
    """The gallery is for those who build: 404 in an installation that others can reach."""
    if not settings.LOCAL:
        raise Http404


@open_to_all("shows invented data only")
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in every state."""
    only_here()
    drawn: dict[str, list[tuple[Sample, SafeString]]] = {name: [] for name in declarations()}
    for sample in samples():
        drawn[sample.component].append((sample, draw(sample, request)))
    parts = [(row, drawn[name]) for name, row in declarations().items()]
    themes = [(key, label) for key, label in CHOICES["theme"][1] if key]
    return render(request, "core/gallery.html", {"parts": parts, "themes": themes, "frame": frame()})


@open_to_all("shows invented data only")
def sample_page(request: HttpRequest) -> HttpResponse:
    """Show a page of the product as it is meant to look."""
    only_here()
    late, today, soon, far, _ = sample_data.dues()
    context = {"today": sample_data.TODAY, "late": late, "now": today, "soon": soon, "far": far, "frame": frame()}
    return render(request, "core/sample_page.html", context)
