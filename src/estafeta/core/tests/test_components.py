"""Components: declarations, the check of their use, the gallery, the look."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.test import RequestFactory

from estafeta.core.components import checks, gallery, usage
from estafeta.core.components.declarations import COMPONENTS, Undeclared, declarations, read_declaration
from estafeta.core.components.look import COOKIE, Look
from estafeta.core.components.parts import CalendarDay, CalendarItem, Mark, Stage
from estafeta.core.components.reference import reference
from estafeta.core.components.samples import Sample, samples
from estafeta.core.lean import lean
from estafeta.core.templatetags.ui import state_shape

CORE = Path(COMPONENTS).parents[1]
TEMPLATES = sorted((CORE / "templates").rglob("*.html"))
REFERENCE = CORE.parents[2] / "docs" / "components.md"


def test_every_component_declares_itself():
    assert set(declarations()) == {path.stem.replace("_", "-") for path in COMPONENTS.glob("*.html")}


def test_declaration_refuses_what_is_not_explained():
    with pytest.raises(Undeclared, match="explained"):
        read_declaration("x", '{% comment %}\nA thing.\n@attr a: one\n{% endcomment %}\n<c-vars a="" b="" />')


def test_declaration_refuses_a_template_without_one():
    with pytest.raises(Undeclared, match="does not begin"):
        read_declaration("x", "<b></b>")


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ('<c-state staet="late" />', "'staet'"),
        ('<c-nothing a="1" />', "no component"),
        ('<c-panel title="x"><c-slot name="acts">y</c-slot></c-panel>', "no slot 'acts'"),
        ('<c-slot name="actions">y</c-slot>', "outside"),
        ('<c-state state="late" data-x="1" />', "'data-x'"),
        ('<c-button kind="main', "cannot be read"),
    ],
)
def test_check_reports(source, fault):
    errors = checks.check_source(source, "page.html", declarations())
    assert [fault in str(error) for error in errors] == [True]


@pytest.mark.parametrize(
    "source",
    [
        '<c-button kind="main" hx-post="{% url \'x\' %}" :full="{{ a }}" disabled>{{ b }}</c-button>',
        "{# <c-nothing /> #}{% comment %}<c-nothing />{% endcomment %}",
        '<c-table label="x">\n<c-slot name="head"><th></th></c-slot><tr></tr></c-table>',
        '<c-panel title="a"><c-empty title="b"><c-slot name="actions">c</c-slot></c-empty></c-panel>',
    ],
)
def test_check_passes(source):
    assert checks.check_source(source, "page.html", declarations()) == []


def test_check_names_the_line():
    (error,) = checks.check_source('\n\n<c-state a="" />', "page.html", declarations())
    assert "page.html:3:" in str(error)


def test_usage_knows_the_parent_of_a_slot():
    rows = list(usage.usages('<c-a><c-b /><c-slot name="s">x</c-slot></c-a>'))
    assert [(row.name, row.parent, row.slot) for row in rows] == [("a", "", ""), ("b", "a", ""), ("slot", "a", "s")]


def test_templates_of_all_apps_keep_to_the_declarations():
    assert checks.check_components() == []


def test_samples_keep_to_the_declarations():
    known = declarations()
    assert [error for row in samples() for error in checks.check_source(row.source, row.title, known)] == []


def test_every_component_has_a_sample():
    assert {row.component for row in samples()} == set(declarations())


@pytest.mark.django_db
def test_gallery_and_sample_page_answer(client):
    assert client.get("/_gallery/").status_code == 200
    assert client.get("/_gallery/page/").status_code == 200


@pytest.mark.parametrize("sample", samples(), ids=lambda row: f"{row.component}: {row.title}")
def test_sample_is_drawn_without_style_or_script(sample):
    html = gallery.draw(sample, RequestFactory().get("/_gallery/"))
    assert not re.search(r"\sstyle=|<style|<script|\son[a-z]+=|<c-", html)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(CORE / "templates")))
def test_template_has_no_inline_style_or_script(path):
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"|<script(?![^>]*\ssrc=)", source)
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", source)
    assert len(source.splitlines()) <= 150


def test_reference_is_current():
    assert REFERENCE.read_text(encoding="utf-8") == reference(), (
        "run: python -m estafeta.core.components.reference docs/components.md"
    )


def test_unknown_state_is_an_error():
    sample = next(row for row in samples() if row.component == "state")
    with pytest.raises(KeyError):
        gallery.draw(type(sample)("state", "", '<c-state state="lost" />'))


@pytest.mark.parametrize(
    ("done", "total", "late", "look", "share"),
    [
        (0, 0, 0, "absent", 0),
        (0, 5, 0, "empty", 0),
        (2, 5, 0, "started", 40),
        (2, 5, 1, "late", 40),
        (5, 5, 0, "done", 100),
        (199, 200, 0, "started", 99),
    ],
)
def test_stage_ring(done, total, late, look, share):
    stage = Stage(1, "Подготовка", "#", done, total, late)
    assert (stage.look, stage.share) == (look, share)


def test_look_takes_only_known_values():
    assert Look.read({"theme": "dark", "size": "999", "other": "x"}) == Look(theme="dark")
    assert Look(theme="dark").chosen == {"theme": "dark"}


@pytest.mark.django_db
def test_look_is_kept_in_a_cookie_and_stands_on_the_page(client):
    answer = client.post("/_look/", {"theme": "contrast", "size": "150", "spacing": "<b>", "back": "/_look/"})
    assert (answer.status_code, answer["Location"]) == (302, "/_look/")
    assert client.cookies[COOKIE].value == "theme=contrast&size=150"
    assert re.search(r'lang="ru"\s+data-theme="contrast"\s+data-size="150"', client.get("/_look/").content.decode())


@pytest.mark.django_db
def test_look_does_not_lead_to_other_hosts(client):
    assert client.post("/_look/", {"back": "//other.example/"})["Location"] == "/"


@pytest.mark.parametrize(
    "name", ["403.html", "404.html", "500.html", "403_csrf.html", "core/offline.html", "core/refused.html"]
)
def test_error_pages_need_no_context(name):
    html = get_template(name).render({})
    assert "<h1>" in html
    assert "На главную" in html or "Попробовать" in html


def test_forbidden_says_why():
    assert "Решает руководитель" in get_template("403.html").render({"reason": "Решает руководитель."})


def test_stylesheets_are_found_and_small():
    main = Path(finders.find("core/css/estafeta.css")).read_text(encoding="utf-8")
    names = re.findall(r'@import url\("([^"]+)"\)', main)
    folder = CORE / "static" / "core" / "css"
    assert set(names) | {"estafeta.css"} == {path.name for path in folder.glob("*.css")}
    for path in folder.glob("*.css"):
        source = path.read_text(encoding="utf-8")
        assert len(source.splitlines()) <= 250
        assert "http" not in source
        assert "{% " not in source


def test_fonts_are_served_by_ourselves():
    for name in ("Regular", "Italic", "Bold", "BoldItalic"):
        assert finders.find(f"fonts/pt-sans/PT_Sans-Web-{name}.ttf")


@pytest.mark.parametrize("source", ["row", "calendar"])
def test_states_differ_by_shape_on_the_timeline_and_in_the_calendar(source):
    shapes = {}
    for key in ("planned", "in_progress", "soon", "today", "late", "done", "done_late", "cancelled"):
        if source == "row":
            sample = Sample("timeline-row", "", '<c-timeline-row :marks="marks" />', {"marks": [Mark(5, key, "")]})
        else:
            days = [[CalendarDay(dt.date(2026, 9, 25), [CalendarItem("Круглый стол", "", key)])]]
            sample = Sample("calendar", "", '<c-calendar :weeks="days" />', {"days": days})
        html = gallery.draw(sample)
        shapes[re.search(r"(?s)<svg\s+viewBox.*?</svg>", html)[0]] = key
    assert len(shapes) == 8


def test_shape_of_a_long_list_is_that_of_the_component():
    drawn = gallery.draw(Sample("state", "", '<c-state state="late" :shape_only="True" />'))
    assert state_shape("late") == drawn.strip()
    with pytest.raises(KeyError):
        state_shape("lost")


def test_templates_lose_their_indentation_but_not_what_is_said():
    assert lean("page.html", "<p>\n    Слова и\n      слова\n\n</p>\n") == "<p>\nСлова и\nслова\n</p>\n"
    assert lean("page.html", "<pre>\n  a\n</pre>") == "<pre>\n  a\n</pre>"
    assert lean("letter.txt", "Первая\n\n  вторая") == "Первая\n\n  вторая"
