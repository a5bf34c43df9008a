import datetime as dt
import json

import pytest

from office_files.errors import Unreadable
from roadmap_reader.deadlines import Context, Occurrence, answer_tsv, deadline_to_json, expand, read_deadline
from roadmap_reader.deadlines.spelling import correct

SCHOOL = Context.parse("2023-09-01..2024-05-31")
YEAR = Context.parse("2024..2024")
LONG = Context.parse("2021..2024")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_context_of_years_is_their_first_and_last_day():
    assert Context.parse("2020..2024") == Context(day("2020-01-01"), day("2024-12-31"))


@pytest.mark.parametrize(
    ("text", "school", "one_year"),
    [
        ("2023-09-01..2024-05-31", True, True),
        ("2024-08-01..2025-08-31", True, True),
        ("2022-09-01..2025-05-31", True, False),
        ("2024..2024", False, True),
        ("2022-12-01..2024-12-31", False, False),
    ],
)
def test_context_knows_its_sort(text, school, one_year):
    context = Context.parse(text)
    assert (context.is_school, context.is_one_year) == (school, one_year)


@pytest.mark.parametrize(
    "text", ["", "2024", "2024..", "2024..2023", "год..год", "0001..0002", "2024-13-01..2025-01-01"]
)
def test_context_refuses_what_is_no_period(text):
    with pytest.raises(ValueError, match=r".+"):
        Context.parse(text)


def test_nothing_printed_is_unspecified():
    assert read_deadline(None, SCHOOL).kind == "unspecified"


def test_relative_deadline_tells_distance_and_event():
    read = read_deadline("в течение 10 дней после издания приказа", SCHOOL)
    assert (read.offset, read.anchor) == ("P10D", "издание приказа")
    assert read_deadline("в 5-дневный срок", SCHOOL).offset == "P5D"
    read = read_deadline("за две недели до мероприятия", SCHOOL)
    assert (read.offset, read.anchor) == ("-P14D", "мероприятие")


@pytest.mark.parametrize(
    ("phrase", "context", "doubt"),
    [
        ("до 15 октября 2022 г.", SCHOOL, "Срок 15.10.2022 лежит вне периода плана."),
        ("сентебрь", SCHOOL, "Напечатано «сентебрь» — прочитано как «сентябрь»."),
        ("сентябрь", LONG, "Год не напечатан, а план рассчитан на несколько лет: взят первый подходящий."),
        ("1-2 раза в неделю", SCHOOL, "Напечатаны два числа раз: взято меньшее (1)."),
        ("ежегодно до 1 июля", SCHOOL, "В период плана не попадает ни одного срока."),
        (
            "каждую вторую пятницу",
            SCHOOL,
            "Прочитано как «раз в две недели»; возможно, имелась в виду вторая неделя месяца.",
        ),
        (
            "ежеквартально до 5 числа",
            YEAR,
            "Число отнесено к последнему месяцу квартала; возможно, имелся в виду месяц после квартала.",
        ),
    ],
)
def test_doubts_are_told(phrase, context, doubt):
    assert read_deadline(phrase, context).doubts == (doubt,)


def test_plain_phrase_leaves_no_doubt():
    assert read_deadline("до 25 сентября", SCHOOL).doubts == ()


@pytest.mark.parametrize("word", ["карта", "средств", "отчета", "класса", "школы", "педагог", "наставника", "куратор"])
def test_words_of_other_sorts_are_left_alone(word):
    assert correct(word) is None


def test_json_has_every_key():
    read = deadline_to_json(read_deadline("сентябрь 2023", SCHOOL))
    assert read == {
        "kind": "month",
        "dates": ["2023-09-30"],
        "start": "2023-09-01",
        "end": "2023-09-30",
        "rrule": None,
        "conditional": False,
        "offset": None,
        "anchor": None,
    }


def test_expand_gives_each_month_its_own_stretch():
    found = expand(read_deadline("октябрь, март", SCHOOL), SCHOOL)
    assert found == (
        Occurrence(day("2023-10-01"), day("2023-10-31")),
        Occurrence(day("2024-03-01"), day("2024-03-31")),
    )


def test_expand_gives_a_range_its_first_day():
    found = expand(read_deadline("с 1 по 15 апреля", SCHOOL), SCHOOL)
    assert found == (Occurrence(day("2024-04-01"), day("2024-04-15")),)


def test_expand_spells_out_weekdays():
    context = Context.parse("2024-09-02..2024-09-15")
    found = expand(read_deadline("по вторникам и четвергам", context), context)
    assert [o.due.day for o in found] == [3, 5, 10, 12]
    assert found[1].start == day("2024-09-04")


def test_expand_keeps_to_every_second_week_and_named_months():
    context = Context.parse("2024-09-01..2024-10-31")
    found = expand(read_deadline("раз в две недели по понедельникам в октябре", context), context)
    assert [o.due for o in found] == [day("2024-10-07"), day("2024-10-21")]


def test_expand_ends_a_nameless_week_on_sunday():
    context = Context.parse("2024-09-01..2024-09-30")
    assert [o.due.day for o in expand(read_deadline("еженедельно", context), context)] == [1, 8, 15, 22, 29]


def test_expand_of_an_event_is_empty():
    assert expand(read_deadline("по запросу", SCHOOL), SCHOOL) == ()


def test_answers_repeat_phrase_and_context():
    lines = ["phrase\tcontext\texpected\n", "Май\t2024..2024\tчто-то\n", "\n", "\t2024..2024\n"]
    answers = [line.split("\t") for line in answer_tsv(lines)]
    assert [cells[:2] for cells in answers] == [["Май", "2024..2024"], ["", "2024..2024"]]
    assert [json.loads(cells[2])["kind"] for cells in answers] == ["month", "unspecified"]


@pytest.mark.parametrize("line", ["май\tкогда-нибудь", "май"])
def test_bad_context_is_refused_with_its_line(line):
    with pytest.raises(Unreadable) as refusal:
        list(answer_tsv(["phrase\tcontext_period", line]))
    assert refusal.value.sentence.startswith("Строка 2: ")
