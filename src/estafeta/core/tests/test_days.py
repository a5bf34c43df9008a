"""The day field: what is typed is read, shown as it was typed, and understood aloud."""

from __future__ import annotations

import datetime as dt

import pytest
from django import forms
from django.urls import reverse

from estafeta.core.days import NO_DAY, NO_TIME, ClockField, DayField

TODAY = dt.date(2026, 11, 21)


class Meeting(forms.Form):
    day = DayField(label="День")
    time = ClockField(label="Время", required=False)


@pytest.fixture(autouse=True)
def today(settings):
    settings.DEMO_TODAY = f"{TODAY}"


@pytest.mark.parametrize("typed", ["27.11", "27 ноября", "в пятницу", "2026-11-27", "27.11.2026", "через 6 дней"])
def test_any_wording_is_the_day(typed):
    form = Meeting({"day": typed, "time": "в 15"})
    assert form.is_valid()
    assert form.cleaned_data == {"day": dt.date(2026, 11, 27), "time": dt.time(15)}


def test_what_is_no_day_is_said_and_stays_in_the_line():
    form = Meeting({"day": "31 ноября", "time": "25:00"})
    assert form.errors == {"day": [NO_DAY], "time": [NO_TIME]}
    assert 'value="31 ноября"' in str(form["day"])


def test_nothing_is_asked_for_only_where_it_must_be_given():
    assert Meeting({}).errors == {"day": ["Укажите день."]}
    assert DayField(required=False).clean("  ") is None


def test_line_is_text_and_shows_the_day_as_it_is_written_here():
    line = str(Meeting(initial={"day": dt.date(2026, 12, 1)})["day"])
    assert 'type="text"' in line
    assert 'value="01.12.2026"' in line
    assert 'data-today="2026-11-21"' in line


def test_unchanged_day_is_no_change():
    field = DayField()
    assert not field.has_changed(dt.date(2026, 11, 27), "в пятницу")
    assert field.has_changed(dt.date(2026, 11, 27), "в четверг")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "words", "day"),
    [
        ({"text": "в пятницу"}, "пятница, 27 ноября 2026, через 6 дней", "2026-11-27"),
        ({"text": "завтра", "today": "2026-12-31"}, "пятница, 1 января 2027, завтра", "2027-01-01"),
        ({"text": "31.11"}, NO_DAY, None),
        ({"text": ""}, "", None),
        ({"text": "x" * 5000, "today": "мусор"}, "", None),
    ],
)
def test_words_are_read_while_they_are_typed(client, asked, words, day):
    answer = client.get(reverse("core:read_day"), asked)
    assert answer.content.decode().replace("\xa0", " ") == words
    assert answer.headers.get("X-Day") == day
