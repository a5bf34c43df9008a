"""The built-in roadmaps: known kinds, deadlines that are read, titles understood as their authors meant them."""

import datetime as dt
import tomllib

import pytest

from roadmap_reader.deadlines import Context, read_deadline
from roadmap_reader.kinds import classify, load_catalogue
from roadmap_reader.kinds.pack import DEFAULT_PACK

FILES = sorted((DEFAULT_PACK.parent / "roadmaps").glob("*.toml"))
COUNTS = {"additional": 28, "centre": 26, "college": 18, "kindergarten": 33, "municipal": 19}
LAYOUTS = {
    "additional": "classic5",
    "centre": "informing8",
    "college": "roles5",
    "kindergarten": "stages",
    "municipal": "two_responsibles",
}
FIRST_YEAR = 2026


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def template(request):
    return tomllib.loads(request.param.read_text(encoding="utf-8"))


def measures(template):
    """(section, measure) of every row."""
    return [(section, measure) for section in template["sections"] for measure in section["measures"]]


def context(template):
    """The period of the plan, were it begun in FIRST_YEAR."""
    if template.get("calendar"):
        return Context(dt.date(FIRST_YEAR, 1, 1), dt.date(FIRST_YEAR + template["years"] - 1, 12, 31))
    return Context(dt.date(FIRST_YEAR, 9, 1), dt.date(FIRST_YEAR + template["years"], 8, 31))


def filled(phrase, template):
    """The phrase with its years written in."""
    years = {f"y{number}": FIRST_YEAR + number for number in range(template["years"] + 1)}
    last = template["years"] - (1 if template.get("calendar") else 0)
    return phrase.format(**years, span=f"{FIRST_YEAR}-{FIRST_YEAR + last}")


def test_five_templates_have_the_counts_of_the_five_shapes():
    found = {path.stem: len(measures(tomllib.loads(path.read_text(encoding="utf-8")))) for path in FILES}
    assert found == COUNTS


def test_template_head_says_all(template):
    assert template["layout"] == LAYOUTS[template["code"]]
    assert all(template[name] for name in ("version", "source", "title", "note", "years", "kinds"))


def test_template_measures_have_known_kinds(template):
    catalogue = load_catalogue()
    for _, measure in measures(template):
        assert measure["kinds"], measure["title"]
        assert set(measure["kinds"]) <= set(catalogue), measure["title"]


def test_template_deadlines_are_read_within_the_plan(template):
    period = context(template)
    for _, measure in measures(template):
        phrase = measure.get("deadline")
        if not phrase:
            continue
        read = read_deadline(filled(phrase, template), period)
        days = [*read.dates, *(day for day in (read.start, read.end) if day)]
        grace = dt.timedelta(days=31)
        assert all(period.start - grace <= day <= period.end + grace for day in days), (phrase, days)
        assert days or read.rrule or read.kind in ("event", "ongoing", "unspecified"), phrase


def test_template_titles_are_understood(template):
    table = measures(template)
    right = 0
    for section, measure in table:
        found = classify(
            measure["title"],
            items=measure.get("items", ()),
            result=measure.get("result"),
            document=measure.get("document"),
            section=section.get("title") or None,
            group=measure.get("group"),
        )
        right += found[0].code in measure["kinds"]
    assert right / len(table) >= 0.9
