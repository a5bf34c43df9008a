"""Plans to print: one shaped like each layout, and plans made by hypothesis of wordings of the genre."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from estafeta.roadmaps.exports.sheet import ApprovalSheet, MeasureSheet, ReportingSheet, RoadmapSheet, SectionSheet

STARTS, ENDS = dt.date(2026, 9, 1), dt.date(2027, 5, 31)
HEAD = ApprovalSheet("Директор", "МБОУ «СОШ № 3»", "О. В. Соколова", dt.date(2026, 8, 28))
TITLE = "План мероприятий (дорожная карта) внедрения целевой модели наставничества в МБОУ «СОШ № 3» на 2026–2027 год"


def plan(layout: str, *sections: SectionSheet, municipal: bool = False) -> RoadmapSheet:
    """A plan with the usual head."""
    return RoadmapSheet(TITLE, "МБОУ «СОШ № 3»", STARTS, ENDS, layout, municipal, HEAD, sections)


INFORMING = plan(
    "informing8",
    SectionSheet(
        "1",
        "Нормативно-правовое обеспечение",
        measures=(
            MeasureSheet(
                "Разработка положения о программе наставничества",
                "1.1",
                deadline="до 25.09.2026",
                responsible="Руководители организаций",
                result="Положение разработано и согласовано",
                document="Приказ, положение",
                reporting=(ReportingSheet("Наставнический центр", "02.10.2026"),),
            ),
            MeasureSheet(
                "Ведение базы наставляемых",
                "1.2",
                deadline="30.11.2026\n30.11.2027",
                responsible="Кураторы",
                result="База ведётся",
                document="Электронная база",
                reporting=(
                    ReportingSheet("Управление образования", "30.11.2026"),
                    ReportingSheet("Наставнический центр", "по запросу"),
                ),
            ),
        ),
    ),
    SectionSheet("2", "Завершение", measures=(MeasureSheet("Итоговая встреча", "2.1", deadline="Май 2027"),)),
)

CLASSIC = plan(
    "classic5",
    SectionSheet(
        "1",
        "Подготовка условий",
        measures=(
            MeasureSheet(
                "Утверждение распорядительного акта, включающего:",
                "1.1",
                items=("сроки внедрения;", "назначение ответственных;", "сроки проведения мониторинга."),
                deadline="до 25.09.2026",
                responsible="Кузнецова А.П.\nПетров И.И.",
                result="Приказ",
            ),
            MeasureSheet("Согласование дорожной карты", "1.2", deadline="сентябрь 2026 г.", responsible="Петров И.И."),
        ),
    ),
    SectionSheet(
        "2",
        "Координация внедрения",
        measures=(
            MeasureSheet(
                "На уровне учреждения",
                "2.1.1",
                group="Контроль реализации мероприятий",
                deadline="Декабрь 2026 г., май 2027 г.",
                responsible="Кузнецова А.П.",
                result="Контроль проведён",
                document="Справка",
            ),
        ),
    ),
)

ROLES = plan(
    "roles5",
    SectionSheet(
        measures=(
            MeasureSheet("Назначение куратора", "1", deadline="сентябрь 2026", responsible="Директор", result="Приказ"),
            MeasureSheet(
                "Формирование пар и групп",
                "2",
                deadline="в течение учебного года",
                responsible="Куратор, педагог-психолог",
                result="Приказ о закреплении пар",
            ),
            MeasureSheet("Заключение соглашений", "3", deadline="ежегодно (при необходимости)", responsible="Директор"),
        )
    ),
)

TWO = plan(
    "two_responsibles",
    SectionSheet(
        "1",
        "Подготовка нормативной базы",
        deadline="Май-октябрь 2026 г.",
        measures=(
            MeasureSheet(
                "Разработка муниципальной дорожной карты",
                "1.1",
                deadline="Август 2026 г.",
                responsible_columns=(("муниципальные", "Управление образования"), ("ОО", "")),
            ),
            MeasureSheet(
                "Создание раздела на сайте",
                "1.2",
                deadline="Ежегодно",
                responsible_columns=(("муниципальные", "Управление образования"), ("ОО", "Руководители ОО")),
            ),
        ),
    ),
    SectionSheet(
        "2",
        "Подведение итогов",
        deadline="2027 г.",
        measures=(
            MeasureSheet(
                "Сбор отчётов",
                "2.1",
                deadline="Май 2027 г.",
                responsible_columns=(("муниципальные", ""), ("ОО", "Руководители ОО, кураторы")),
            ),
        ),
    ),
    municipal=True,
)

STAGES = plan(
    "stages",
    SectionSheet(
        "1",
        "Подготовка условий",
        measures=(
            MeasureSheet("Изучение федеральных рекомендаций", group="Изучение нормативной базы"),
            MeasureSheet("Изучение типовой программы", group="Изучение нормативной базы"),
            MeasureSheet("Приказ о наставничестве", group="Подготовка локальных актов"),
            MeasureSheet("Положение о наставничестве", group="Подготовка локальных актов"),
        ),
    ),
    SectionSheet(
        "2",
        "Формирование банка наставляемых",
        measures=(MeasureSheet("Сбор запросов педагогов", group="Сбор данных"),),
    ),
)

SHAPES = {sheet.layout: sheet for sheet in (INFORMING, CLASSIC, ROLES, TWO, STAGES)}

_works = st.sampled_from(
    (
        "Издание приказа о внедрении наставничества",
        "Разработка программы наставничества по форме «Учитель – учитель»",
        "Проведение анкетирования наставляемых (анкета № 2)",
        "Формирование базы наставников-выпускников",
        "Обучение наставников, консультации, обмен опытом",
        "Подведение итогов работы пар/групп",
    )
)
_points = st.sampled_from((("встреча-знакомство;", "пробная встреча;", "итоговая встреча."), ("анкета;", "справка.")))
_deadlines = st.sampled_from(
    (
        "",
        "до 25.09.2026",
        "Сентябрь-ноябрь 2026 г.",
        "15.10.2026\n15.03.2027",
        "в течение учебного года",
        "ежемесячно",
        "по мере необходимости",
        "2026-2027, по запросу",
    )
)
_people = st.sampled_from(
    ("", "Куратор", "Директор, куратор", "Кузнецова А.П.\nПетров И.И.", "МБОУ «СОШ № 3», центр «Орион»")
)
_results = st.sampled_from(("", "Приказ", "База сформирована и ведётся", "Проведено не менее 5 встреч в каждой паре"))
_documents = st.sampled_from(("", "Приказ", "Справка, протокол"))
_names = st.sampled_from(
    ("Нормативное обеспечение", "Организация работы пар", "Мониторинг и оценка", "Информационная поддержка")
)


@st.composite
def _measure(draw: st.DrawFn, number: str, columns: bool) -> MeasureSheet:
    title = f"{draw(_works)} ({number})"
    people = draw(_people)
    reporting = (ReportingSheet("Управление образования", draw(_deadlines)),) if draw(st.booleans()) else ()
    return MeasureSheet(
        title=title,
        number=number,
        items=draw(_points) if draw(st.integers(0, 4)) == 0 else (),
        # A row with nothing but a title reads like a heading: a plan says at least when.
        deadline=draw(_deadlines) or "октябрь 2026",
        responsible="" if columns else people,
        responsible_columns=(("муниципальные", people), ("ОО", draw(_people) or "Кураторы")) if columns else (),
        result=draw(_results),
        document=draw(_documents),
        reporting=reporting,
    )


@st.composite
def plans(draw: st.DrawFn, layout: str, most: int = 5) -> RoadmapSheet:
    """A plan of some sections that have what the layout prints."""
    columns = layout == "two_responsibles"
    dated = draw(st.booleans())
    sections = []
    for section in range(1, draw(st.integers(1, 4)) + 1):
        measures = tuple(
            draw(_measure(f"{section}.{place}", columns)) for place in range(1, draw(st.integers(1, most)) + 1)
        )
        deadline = "2026-2027 учебный год" if dated else ""
        sections.append(SectionSheet(str(section), f"{draw(_names)}, часть {section}", deadline, measures))
    return plan(layout, *sections, municipal=columns)
