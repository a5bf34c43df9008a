"""Invented data for the samples of the gallery."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator

from estafeta.core.components.parts import CalendarDay, CalendarItem, Link, Mark, Month, Stage
from estafeta.core.days import ClockField, DayField
from estafeta.core.states import STATES

TODAY = dt.date(2026, 9, 25)


class SampleForm(forms.Form):
    """A form with one field of each kind."""

    name = forms.CharField(label="Наименование мероприятия", max_length=500, help_text="Как в документе, полностью.")
    due = DayField(label="Срок")
    time = ClockField(label="Время", required=False)
    kind = forms.ChoiceField(label="Вид", choices=[("1", "База наставляемых"), ("2", "Приказ о закреплении пар")])
    note = forms.CharField(label="Примечание", max_length=4000, widget=forms.Textarea, required=False)
    proof = forms.ChoiceField(
        label="Что подтвердит", choices=[("f", "Файл"), ("l", "Ссылка"), ("n", "Запись")], widget=forms.RadioSelect
    )
    inform = forms.BooleanField(label="Сообщить ответственному", required=False, help_text="Письмо уйдёт утром.")


def form(data: dict[str, str] | None = None) -> SampleForm:
    """Return a form, checked when there is data."""
    filled = SampleForm(data)
    filled.is_valid()
    return filled


def jobs() -> list[Any]:
    """Return a job in each of its states."""
    blank = {"done": 0, "total": 0, "sentence": "", "title": "Бумаги по списку", "result": "", "result_url": ""}
    blank |= {"problem": "", "is_open": False, "cancel_asked": False}
    states: list[dict[str, object]] = [
        {"state": "waiting", "is_open": True},
        {"state": "running", "is_open": True, "done": 20, "total": 45, "sentence": "Составляем бумаги: 20 из 45"},
        {"state": "running", "is_open": True, "cancel_asked": True},
        {"state": "done", "result": "Готово: 45 бумаг", "result_url": "#"},
        {"state": "failed", "problem": "Строка 7: «Куратор» нужно заполнить."},
        {"state": "cancelled"},
    ]
    return [SimpleNamespace(**{**blank, **state}) for state in states]


class FileForm(forms.Form):
    """Places for files."""

    plan = forms.FileField(label="Перетащите сюда дорожную карту или выберите файл")
    proof = forms.FileField(
        label="Добавить подтверждение",
        help_text="Документ, таблица, снимок, до 25 МБ",
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.jpg,.png"}),
    )


def files() -> FileForm:
    """Return an empty form of files."""
    return FileForm(auto_id="sample_%s")


def edited_form() -> SampleForm:
    """Return a form whose row somebody else has saved meanwhile."""
    filled = form()
    differences = [
        {"label": "Примечание", "name": "take-note", "takes": "mine", "mine": "Собрать в понедельник"}
        | {"theirs": "Собрать во вторник, в актовом зале"},
        {"label": "Срок", "name": "take-due", "takes": "theirs", "mine": "30.09.2026", "theirs": "02.10.2026"},
    ]
    words = "Пока вы правили, Зуева М.В. изменила: «Примечание», «Срок»."
    conflict = {"sentence": words, "theirs": "Её", "take_theirs": "Взять её", "differences": differences}
    filled.edit = {"version": 3, "conflict": conflict}  # type: ignore[attr-defined]
    return filled


def stages() -> list[Stage]:
    """Return seven stages as they stand in the middle of a year."""
    names = (
        "Подготовка условий",
        "База наставляемых",
        "База наставников",
        "Отбор и обучение наставников",
        "Формирование пар и групп",
        "Работа пар и групп",
        "Завершение",
    )
    words = ("условия", "наставляемые", "наставники", "обучение", "пары", "работа", "итоги")
    figures = ((6, 6, 0), (41, 45, 0), (3, 8, 1), (0, 5, 0), (0, 4, 0), (0, 0, 0), (0, 6, 0))
    return [
        Stage(number, name, "#", done, total, late, current=number == 2, word=words[number - 1], lit=number == 3)
        for number, (name, (done, total, late)) in enumerate(zip(names, figures, strict=True), 1)
    ]


def months() -> list[Month]:
    """Return the ten months of a school year."""
    labels = ("сен", "окт", "ноя", "дек", "янв", "фев", "мар", "апр", "май", "июн")
    return [Month(label, index * 10, 10, current=index == 0) for index, label in enumerate(labels)]


def week() -> list[CalendarDay]:
    """Return one week with today, a free day and a day with items."""
    items = (CalendarItem("База наставляемых: отправить в центр", "#", "soon"), CalendarItem("Педсовет", "#", "done"))
    return [
        CalendarDay(
            dt.date(2026, 9, 21) + dt.timedelta(days=shift),
            items=items if shift == 2 else (),
            today=shift == 4,
            free=shift > 4,
        )
        for shift in range(7)
    ]


def states() -> str:
    """Return the source that shows all states."""
    return "\n".join(f'<c-state state="{key}" />' for key in STATES)


def dues() -> list[dt.date]:
    """Return a late, a today's, a near, a far and a next year's due."""
    return [TODAY + dt.timedelta(days=shift) for shift in (-2, 0, 5, 40, 400)]


CHIPS = [
    Link("Все", "#", count=28),
    Link("Просрочено", "#", count=3, current=True),
    Link("На этой неделе", "#", count=5),
    Link("Мои", "#", count=7),
    Link("Без подтверждения", "#", count=11),
]
TABS = [Link("Документ", "#", current=True), Link("Шкала времени", "#"), Link("Календарь", "#", count=12)]
STEPS = [Link("Файл", "#", done=True), Link("Проверка", "#", current=True), Link("Готово")]
MARKS = [
    Mark(2, "done", "Сентябрь", width=8),
    Mark(12, "late", "30 сентября"),
    Mark(20, "in_progress", "Октябрь–ноябрь", width=18),
    Mark(45, "planned", "Январь–март", width=30),
    Mark(90, "planned", "30 мая"),
]


def page_of(number: int, count: int = 400) -> Any:
    """Return a page of a long list."""
    return Paginator(range(count), 30).page(number)
