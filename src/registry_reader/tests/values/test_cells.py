"""Dates, phones, classes, work, forms, consents, contacts: each form of a cell by the convention."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_reader.values.classes import find_class, read_class, read_study
from registry_reader.values.consents import read_consent, read_mark
from registry_reader.values.contacts import read_contacts
from registry_reader.values.dates import find_day, of_serial, read_moment
from registry_reader.values.forms import find_form, read_form
from registry_reader.values.phones import split_phones
from registry_reader.values.private import reason_of
from registry_reader.values.work import (
    read_capacity,
    read_category,
    read_experience,
    read_order,
    says_two,
    split_age_and_capacity,
)


@pytest.mark.parametrize(
    ("text", "sort", "wanted"),
    [
        ("12.03.2010", "day", "2010-03-12"),
        ("12.3.10", "day", "2010-03-12"),
        ("12/03/2010", "day", "2010-03-12"),
        ("12,03,2010", "day", "2010-03-12"),
        ("12-03-2010", "day", "2010-03-12"),
        ("2010-03-12", "day", "2010-03-12"),
        ("12.03.2010 г.", "day", "2010-03-12"),
        ("12.03.2010 г.р.", "day", "2010-03-12"),
        ("12 марта 2010 г.", "day", "2010-03-12"),
        ("12 сент. 2025", "day", "2025-09-12"),
        ("12.03.85", "day", "1985-03-12"),
        ("2025-09-12 10:15:00", "day", "2025-09-12"),
        ("2010", "year", "2010"),
        ("2010 г.р.", "year", "2010"),
        ("март 2010", "month", "2010-03"),
        ("Октябрь 2025 г.", "month", "2025-10"),
        ("05.2010", "month", "2010-05"),
        ("2025-2026 уч. год", "school", "2025/2026"),
        ("2025/26", "school", "2025/2026"),
        ("12.09", "day", "2025-09-12"),
        ("12 марта", "day", "2026-03-12"),
        ("31.02.2010", "impossible", ""),
        ("31.13.2010", "impossible", ""),
        ("2025-2027", "impossible", ""),
    ],
)
def test_a_moment(text, sort, wanted):
    moment = read_moment(text, "2025/2026", 26)
    assert (moment.sort, moment.text) == (sort, wanted)


def test_a_day_without_a_year():
    assert read_moment("12.03").sort == "yearless"
    assert read_moment("12.03", "2025-10-15").text == "2025-03-12"
    assert find_day("подписано 12.09", "2025-10-15")[0] == "2025-09-12"
    assert find_day("подписано") == ("", "подписано")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("с 01.10.2025 по 31.05.2026", "2025-10-01", "2026-05-31"),
        ("01.10.2025 – 31.05.2026", "2025-10-01", "2026-05-31"),
        ("01.10.2025-31.05.2026", "2025-10-01", "2026-05-31"),
        ("сентябрь 2025 – май 2026", "2025-09", "2026-05"),
    ],
)
def test_a_stretch(text, first, last):
    moment = read_moment(text)
    assert (moment.sort, moment.text, moment.last) == ("stretch", first, last)


@pytest.mark.parametrize("text", ["", "абв", "с понедельника по пятницу", "с 31.02.2025 по 01.03.2025", "5 лет"])
def test_what_is_no_moment(text):
    assert read_moment(text) is None


@given(st.dates(dt.date(1950, 1, 1), dt.date(2025, 12, 31)))
def test_any_day_is_read_in_any_shape(day):
    for text in (f"{day:%d.%m.%Y}", f"{day.day}.{day.month}.{day.year} г.", f"{day:%Y-%m-%d}", f"{day:%d/%m/%Y} г.р."):
        assert read_moment(text).text == day.isoformat()
    serial = (day - dt.date(1899, 12, 30)).days
    assert of_serial(serial) == (day.isoformat() if serial >= 20_000 else None)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("8 (904) 273-86-65", ["+79042738665"]),
        ("89051351987, 89061351987", ["+79051351987", "+79061351987"]),
        ("+79551351987 / 8 (343) 244-50-15", ["+79551351987", "+73432445015"]),
        ("8-905-135-19-87\n8-906-135-19-87", ["+79051351987", "+79061351987"]),
        ("8 905 135 19 87 8 906 135 19 87", ["+79051351987", "+79061351987"]),
        ("9051351987", ["+79051351987"]),
        ("'89051351987", ["+79051351987"]),
        ("8,9551351987E+10", ["+79551351987"]),
        ("89051351987.0", ["+79051351987"]),
        ("2-13-45", ["21345"]),
        ("89051351987 доб. 12", ["+79051351987"]),
        ("891234567", [""]),
        ("8935988732", [""]),
        ("99051351987", [""]),
        ("8,9E+10", [""]),
    ],
)
def test_phones(text, wanted):
    assert [phone.number for phone, _ in split_phones(text) if phone] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        *(
            (text, "5А")
            for text in ("5а", "5 А", "5 «А»", "5-А", "5«А»", '5 "А"', "5а кл.", "5 «А» класс", "5A", "5 класс «А»")
        ),
        *((text, "10") for text in ("10", "10 кл.", "10 класс", "класс 10")),
        ("8-й А", "8А"),
        ("8к", "8К"),
    ],
)
def test_classes(text, wanted):
    assert read_class(text) == wanted


@pytest.mark.parametrize("text", ["", "0А", "13", "5-7 классы", "ИС-21", "А5", "5АБ"])
def test_what_is_no_class(text):
    assert read_class(text) is None


def test_classes_in_titles():
    assert find_class("Список 8 «А» класса") == "8А"
    assert find_class("Класс: 7В") == "7В"
    assert find_class("Ученики 8А класса и 9Б класса") is None


@pytest.mark.parametrize(
    ("text", "group", "course"),
    [
        ("группа ИС-21, 2 курс", "ИС-21", 2),
        ("ИС-21 (2 курс)", "ИС-21", 2),
        ("2 курс, ИС-21", "ИС-21", 2),
        ("гр. ИС-21", "ИС-21", None),
        ("курс 3", None, 3),
    ],
)
def test_groups(text, group, course):
    study = read_study(text)
    assert (study.group, study.course) == (group, course)


def test_what_is_no_study():
    assert read_study("старшая группа детского сада") is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("12", 12), ("12 лет", 12), ("2 года 5 мес.", 2.4), ("2 г. 5 м.", 2.4), ("5 мес.", 0.4), ("менее года", 0),
        ("до года", 0), ("без стажа", 0), ("б/с", 0), ("с 2019 г.", 6), ("20/15", 15), ("3,5", 3.5),
        ("5 л. 3 мес.", 5.2),
        ("много", None), ("99 лет", None), ("5 лет 40 мес.", None),
    ],
)  # fmt: skip
def test_experience(text, wanted):
    assert read_experience(text, "2025/2026") == wanted


def test_experience_since_a_year_needs_the_day_of_the_table():
    assert read_experience("с 2019") is None
    assert says_two("20/15")


@pytest.mark.parametrize(
    ("text", "wanted", "whole"),
    [
        ("высшая", "высшая", True), ("ВКК", "высшая", True), ("в/к", "высшая", True), ("I", "первая", True),
        ("1", "первая", True), ("1 кк", "первая", True), ("I кв. категория", "первая", True),
        ("СЗД", "соответствие", True),
        ("соотв.", "соответствие", True), ("соответствие занимаемой должности", "соответствие", True),
        ("без категории", "нет", True), ("б/к", "нет", True), ("не имеет", "нет", True), ("нет", "нет", True),
        ("кв. категория «педагог-наставник»", "педагог-наставник", True),
        ("педагог-методист", "педагог-методист", True),
        ("высшая кв. категория, 04.03.2024", "высшая", False), ("II", "вторая", True), ("мастер", None, False),
    ],
)  # fmt: skip
def test_category(text, wanted, whole):
    assert read_category(text) == (wanted, whole)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("3", 3), ("не более 3", 3), ("до 3 чел.", 3), ("max 3", 3), ("1–2", 2), ("3 наставляемых", 3), ("два", None)],
)
def test_capacity(text, wanted):
    assert read_capacity(text) == wanted


def test_age_with_capacity():
    assert split_age_and_capacity("12–14 лет, не более 3") == ("12–14 лет", 3)
    assert split_age_and_capacity("5-7 класс") == ("5-7 класс", None)
    assert split_age_and_capacity("до 2 чел.") == (None, 2)


@pytest.mark.parametrize(
    ("text", "number", "date"),
    [
        ("№ 45-од от 12.09.2025", "45-од", "2025-09-12"),
        ("от 12.09.2025 № 45-ОД", "45-ОД", "2025-09-12"),
        ("45-од, 12.09.2025", "45-од", "2025-09-12"),
        ("12, 12.09.2025", "12", "2025-09-12"),
        ("пр. от 12.09.2025 г. №45-од", "45-од", "2025-09-12"),
        ("Приказ № 35/1-о", "35/1-о", None),
    ],
)
def test_orders(text, number, date):
    order = read_order(text)
    assert (order.number, order.date, order.whole) == (number, date, True)


def test_what_is_no_order():
    assert read_order("устно") is None
    assert read_order("№ 5 от 12.09.2025, подписан").whole is False


@pytest.mark.parametrize(
    ("text", "form", "model"),
    [
        ("«учитель-ученик» (равный – другому)", "учитель–ученик", "равный – другому"),
        ("Ученик—ученик", "ученик–ученик", None),
        ("обучающийся – обучающийся", "ученик–ученик", None),
        ("Форма «ученик-ученик»", "ученик–ученик", None),
        ("П-П", "учитель–учитель", None),
        ("учитель-учитель", "учитель–учитель", None),
        ("работодатель – студент", "работодатель–студент", None),
        ("соц. партнёр – педагог", "социальный партнёр–педагог", None),
        ("руководитель – педагог", "руководитель–педагог", None),
        ("ученик-ученик, лидер – пассивный", "ученик–ученик", "лидер – пассивный"),
        ("ученик-ученик лидер-пассивный", None, None),
        ("взаимообучение", None, None),
        ("ученик-ученик и ещё", None, None),
    ],
)
def test_forms(text, form, model):
    assert read_form(text) == (form, model)


def test_forms_in_titles():
    assert find_form("Программа «учитель – ученик» на год") == "учитель–ученик"
    assert find_form("База") is None


@pytest.mark.parametrize(
    ("text", "state", "date"),
    [
        ("да", "signed", None), ("+", "signed", None), ("есть", "signed", None), ("✓", "signed", None),
        ("подписано 12.09", "signed", "2025-09-12"), ("подписано 12.09.2025", "signed", "2025-09-12"),
        ("12.09.2025", "signed", "2025-09-12"), ("отказ", "refused", None), ("отозвано", "refused", None),
        ("получено, но отозвано", "refused", None), ("имеется отказ", "refused", None),
        ("не согласен", "refused", None),
        ("да/нет", "missing", None), ("согласен, родители против", "missing", None),
        ("не требуется", "not_required", None),
        ("нет", "missing", None), ("не сдано", "missing", None), ("-", "missing", None),
        ("на подписи", "missing", None),
    ],
)  # fmt: skip
def test_consents(text, state, date):
    consent = read_consent(text, as_of="2025-10-15")
    assert (consent.state, consent.date) == (state, date)


def test_consents_of_other_sorts():
    assert read_consent("согласие.pdf").paper == "согласие.pdf"
    assert read_consent("Согласна", answers=True).state == "ticked"
    assert read_consent("да/нет").unclear
    assert read_consent("не знаю") is None
    assert read_consent("подписано мамой").whole is False


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("да", True), ("+", True), ("пройдена", True), ("завершил(а)", True), ("нет", False), ("в процессе", False),
        ("продолжается", False), ("не завершена", False), ("кто знает", None),
    ],
)  # fmt: skip
def test_marks(text, wanted):
    assert read_mark(text) is wanted


def test_contacts():
    found = read_contacts("мать: Малинкина Екатерина Тимуровна 8 (946) 520-97-34, A@B.example")
    assert (found.name, found.relation) == ("Малинкина Екатерина Тимуровна", "мать")
    assert (found.phones, found.emails, found.whole) == (("+79465209734",), ("a@b.example",), True)
    assert read_contacts("89051351987 (мама)").relation == "мама"
    assert read_contacts("8905135198").bad
    assert read_contacts("2-13-45").short
    assert read_contacts("звонить вечером 89051351987").whole is False
    assert read_contacts("89051351987 Пётр").name is None


@pytest.mark.parametrize(
    "text", ["123-456-789 01", "СНИЛС 12345678901", "паспорт 45 12 123456", "диагноз: астма", "инвалид с детства"]
)
def test_what_must_not_be_kept_is_recognised(text):
    assert reason_of(text)


def test_ordinary_texts_are_kept():
    assert reason_of("перевёлся в мае, тел. 8 905 123-45-67") == ""
    assert reason_of("серия встреч") == ""


READERS = (
    read_moment, split_phones, read_study, read_experience, read_category, read_capacity, split_age_and_capacity,
    read_order, read_form, find_form, read_consent, read_mark, read_contacts, reason_of, find_class, find_day,
)  # fmt: skip


@given(st.text(max_size=80) | st.text("0123456789.,-/ гмлетчас№", max_size=40))
def test_no_text_breaks_a_reader(text):
    for reader in READERS:
        reader(text)
