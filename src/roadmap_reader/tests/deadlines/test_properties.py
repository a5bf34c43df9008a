import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_reader.deadlines import Context, expand, read_deadline
from roadmap_reader.tests.deadlines.table import rows

PHRASES = [row.phrase for row in rows() if row.phrase]
WORDS = sorted({word for phrase in PHRASES for word in phrase.split()})
CONTEXTS = [Context.parse(text) for text in sorted({row.context for row in rows()})]
STRETCHED = ("month", "range", "period", "ongoing")
MONTHS = ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
          "декабря")  # fmt: skip

contexts = st.sampled_from(CONTEXTS)
soup = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
mixtures = st.lists(st.sampled_from(PHRASES), min_size=1, max_size=3).map(", ".join)
anything = st.one_of(st.text(max_size=120), soup, mixtures)
days = st.dates(dt.date(2001, 1, 1), dt.date(2059, 12, 31))


def plain(deadline):
    return (deadline.kind, deadline.dates, deadline.start, deadline.end, deadline.rrule, deadline.conditional)


@settings(max_examples=400, deadline=None)
@given(anything, contexts)
def test_anything_is_read_and_keeps_the_shape_of_its_kind(phrase, context):
    read = read_deadline(phrase, context)
    assert list(read.dates) == sorted(set(read.dates))
    assert read.start is None or read.end is None or read.start <= read.end
    assert (read.rrule is not None) == (read.kind == "recurring")
    if read.kind not in STRETCHED:
        assert read.start is None
        assert read.end is None
    if read.kind in ("month", "range", "period"):
        assert read.start <= read.dates[0] <= read.dates[-1]
        assert read.end >= read.dates[0]
    if read.kind in ("event", "relative", "unspecified"):
        assert read.dates == ()


@settings(max_examples=150, deadline=None)
@given(anything, contexts)
def test_every_due_day_has_one_occurrence(phrase, context):
    read = read_deadline(phrase, context)
    found = expand(read, context)
    short = (read.rrule or "").startswith(("FREQ=DAILY", "FREQ=WEEKLY"))
    dues = [occurrence.due for occurrence in found]
    assert dues == sorted(set(dues))
    assert all(o.start is None or o.start <= o.due for o in found)
    if not short:
        assert tuple(dues) == read.dates


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(rows()), st.sampled_from(["case", "dash", "space", "break", "shy", "quotes", "bom"]))
def test_layout_changes_nothing(row, noise):
    phrase = row.phrase
    changed = {
        "case": phrase.upper(),
        "dash": phrase.replace("–", "—").replace("-", "–"),
        "space": "\u00a0 " + phrase.replace(" ", "\u00a0 ") + "  ",
        "break": phrase.replace(" ", "<br/>"),
        "shy": phrase.replace("н", "н\u00ad"),
        "quotes": phrase.replace("«", '"').replace("»", '"'),
        "bom": "\ufeff" + phrase,
    }[noise]
    context = Context.parse(row.context)
    assert plain(read_deadline(changed, context)) == plain(read_deadline(phrase, context))


@given(days, contexts, st.sampled_from(["{d:02}.{m:02}.{y}", "до {d} {w} {y} г.", "не позднее {d:02}.{m:02}.{y}г."]))
def test_printed_year_wins(day, context, form):
    phrase = form.format(d=day.day, m=day.month, y=day.year, w=MONTHS[day.month - 1])
    read = read_deadline(phrase, context)
    assert (read.kind, read.dates) == ("date", (day,))
    assert bool(read.doubts) == (day not in context)


@given(days, days, contexts)
def test_two_full_dates_are_the_range_between_them(one, other, context):
    first, last = sorted((one, other))
    read = read_deadline(f"с {first:%d.%m.%Y} по {last:%d.%m.%Y}", context)
    assert (read.kind, read.start, read.end, read.dates) == ("range", first, last, (last,))


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(WORDS), contexts)
def test_ten_thousand_letters_of_one_word_are_read(word, context):
    assert read_deadline(((word + " ") * 10_000)[:10_000], context).kind
