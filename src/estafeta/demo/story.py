"""The story of the demo as data: who leads which roadmap, what was done, what is late, what is being talked about.

Days are counted from the day on which the demo is played, so that it looks alive on any day.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Own:
    """A measure that a curator has added by hand. `days` from today; None: only when the need comes."""

    key: str
    section: str
    title: str
    days: int | None
    who: str
    result: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A roadmap of one organisation: parts of the cast, the template, the number of the order.

    `late` dues of the past are left open, `first_done` undated measures are done, `helpers` answer for numbers.
    """

    organisation: str
    curator: str
    director: str
    template: str
    order_number: str
    late: int = 0
    first_done: int = 0
    own: tuple[Own, ...] = ()
    helpers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    layout: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a due of the past ended. `sort`: note, link, file or none; `late` in days after the due day."""

    sort: str
    text: str
    late: int = 0


OUTCOMES = (
    Outcome("file", "Копия приказа"),
    Outcome("note", "Протокол хранится у куратора в папке «Наставничество»."),
    Outcome("link", "Новость на сайте с фотографиями"),
    Outcome("file", "Список участников", late=4),
    Outcome("none", "Прошло устно на планёрке, отдельная бумага не нужна."),
    Outcome("note", "Анкеты собраны, сводка у методиста."),
    Outcome("file", "Справка по итогам"),
    Outcome("link", "Материалы встречи", late=2),
)

SCHOOL_OWN = (
    Own("survey", "3", "Опросить классных руководителей о кандидатах в наставляемые", -20, "psychologist", "Сводка"),
    Own("talks", "3", "Провести беседы с кандидатами в наставники", -12, "curator", "Листы бесед"),
    Own("site", "2", "Обновить раздел «Наставничество» на сайте школы", -6, "informatics", "Раздел обновлён"),
    Own("consents", "3", "Собрать согласия родителей наставляемых восьмых классов", -3, "psychologist", "Согласия"),
    Own("minutes", "3", "Сдать протокол встречи с родителями наставляемых", -2, "adviser", "Протокол"),
    Own("register", "3", "Внести в базу трёх новых наставников", -1, "curator", "База пополнена"),
    Own("meeting", "3", "Провести установочную встречу наставников и наставляемых", 3, "teacher", "Пары знакомы"),
    Own("brief", "4", "Подготовить справку о работе пар для педагогического совета", 6, "methodist", "Справка"),
    Own("visit", "3", "Съездить парами на районное предприятие", 10, "adviser", "Отчёт о поездке"),
    Own("seminar", "2", "Провести семинар для наставников «Трудный разговор»", 17, "curator", "Материалы семинара"),
    Own("contest", "4", "Подать заявку на районный конкурс наставников", 38, "curator", "Заявка отправлена"),
    Own("change", "3", "Заменить наставника в паре", None, "curator", "Приказ о замене"),
)  # fmt: skip

CHAPTERS = (
    Chapter(
        "school", "curator", "director", "additional", "01-14/212", own=SCHOOL_OWN,
        helpers=(
            ("informatics", ("2.1", "2.6")),
            ("psychologist", ("3.2", "4.4")),
            ("adviser", ("2.5", "3.7")),
            ("teacher", ("3.5", "3.6")),
            ("methodist", ("2.3", "2.4", "3.4")),
        ),
    ),
    Chapter(
        "centre", "centre_curator", "centre_director", "centre", "36-од", late=2,
        own=(
            Own("gather", "4", "Свести отчёты школ о числе пар", -5, "centre_curator", "Сводная таблица"),
            Own("council", "2", "Провести совещание кураторов школ", 4, "centre_curator", "Протокол совещания"),
        ),
    ),
    Chapter(
        "college", "college_curator", "college_director", "college", "118-у", late=1,
        own=(
            Own("mentors", "1", "Обучить наставников от предприятий", -4, "college_methodist", "Ведомость обучения"),
            Own("practice", "1", "Согласовать дни практики с наставниками", 5, "college_curator", "График практики"),
        ),
    ),
    Chapter(
        "kindergarten", "kindergarten_curator", "kindergarten_director", "kindergarten", "47", first_done=17,
        own=(Own("open", "6", "Показать открытое занятие", 2, "kindergarten_curator", "Конспект занятия"),),
    ),
    Chapter(
        "orion", "orion_curator", "orion_director", "additional", "01-08/95", late=2, layout="two_responsibles",
        own=(Own("festival", "3", "Подготовить пары к фестивалю детских проектов", 6, "orion_curator", "Программа"),),
    ),
    Chapter("department", "coordinator", "coordinator", "municipal", "412-р", late=1),
)  # fmt: skip

OVER_THE_PLAN = ("муниципальные", "Наставнический центр")
"""Who answers in the district, in the plan with two columns of responsible."""


@dataclass(frozen=True, slots=True)
class Said:
    """One line of a conversation about one of the school's own measures."""

    about: str
    who: str
    text: str


CONVERSATION = (
    Said("meeting", "teacher", "Актовый зал в этот день занят. Можно провести встречу в библиотеке?"),
    Said("meeting", "curator", "Да, библиотека свободна с двух часов. Стулья попросила поставить кругом."),
    Said("meeting", "director", "Приду сказать первые слова."),
    Said("site", "coordinator", "На следующей неделе смотрим сайты всех школ района. Успеете обновить раздел?"),
)

MOVE_WAITING = ("consents", "psychologist", 8, "Две семьи вернутся из поездки только на следующей неделе.")
MOVE_AGREED = ("minutes", "adviser", 4, "Встречу сдвинули: родители просили вечернее время.")
AGREED_NOTE = "Хорошо, но дальше не переносим."
STARTED = ("seminar", "curator")
CANCELLED = ("visit", "Предприятие закрыто на ремонт до весны.")
NOT_NEEDED = ("change", "Все пары работают в прежнем составе.")
DONE = (
    ("survey", -21, Outcome("link", "Сводка опроса")),
    ("talks", -9, Outcome("file", "Листы бесед")),
)


@dataclass(frozen=True, slots=True)
class Way:
    """How far a plan has come: who sends, who answers, what was remarked and answered, by what act it is in force.

    `remarks` are (place of the measure in the plan, words); `amended` is (why, number of a measure, its new result).
    """

    organisation: str
    upper: str
    curator: str
    above: str
    note: str = ""
    remarks: tuple[tuple[int, str], ...] = ()
    answers: tuple[str, ...] = ()
    agreed: bool = False
    order: str = ""
    amended: tuple[str, str, str] | None = None


ENTRUSTING_ORDER = "214-од"
"""By which the department entrusts the centre."""

WAYS = (
    Way(
        "school", "department", "curator", "centre_curator", "Просим согласовать дорожную карту школы.",
        agreed=True, order="01-14/212",
        amended=("Добавили лист ознакомления родителей", "1.1", "Приказ и лист ознакомления"),
    ),
    Way(
        "centre", "department", "centre_curator", "coordinator", "Карта центра на учебный год.",
        remarks=((0, "Укажите, кто знакомится с приказом."), (2, "Срок позже, чем начало обучения кураторов.")),
        answers=("Добавили лист ознакомления.", "Оставили: обучение начинается через неделю."),
    ),
    Way(
        "college", "department", "college_curator", "centre_curator", "Карта с мероприятиями предприятий.",
        remarks=((1, "Кто отвечает со стороны предприятия?"), (4, "Нет документа, которым подтверждается результат.")),
        answers=("Ответственного назовём после подписания соглашения.",),
    ),
    Way("kindergarten", "department", "kindergarten_curator", "coordinator", "Карта детского сада, восемь разделов."),
    Way("department", "ministry", "coordinator", "operator", "Карта района.", agreed=True, order="412-р"),
)  # fmt: skip
"""«Орион» has not sent its plan yet: a draft."""

OFFERED = 4
OFFER_NOTE = "Эти мероприятия нужны всем организациям района."
OFFER_REFUSED = "У нас это уже есть в карте, пункт 2.1."
