"""Whether a measure is about the node itself or about those below, by its wording and by a person's word."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.urls import reverse
from tests.plans import END, START

from estafeta.core.models import JournalLine
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps.actions import create_from_draft, set_concerns
from estafeta.roadmaps.drafts import MeasureDraft, RoadmapDraft, SectionDraft
from estafeta.roadmaps.models import Measure
from estafeta.workbench.undoing import take_back
from roadmap_reader import read_roadmaps
from roadmap_reader.concerns import is_about_those_below, read_signs

SHARED = Path(os.environ.get("ESTAFETA_SHARED") or Path(__file__).parents[5] / "shared")
BELOW = (
    ("Издание приказов о внедрении на уровне школ", "", ""),
    ("Назначение кураторов в каждой образовательной организации", "Отдел образования", ""),
    ("Утверждение положений о наставничестве в подведомственных учреждениях", "", ""),
    ("Раздел о наставничестве на официальных сайтах школ", "Отдел образования", ""),
    ("Принятие локальных актов образовательных организаций", "", ""),
    ("Закрепление школьных кураторов", "Отдел образования", ""),
    ("Формирование пар в ОО", "", ""),
    ("Положение о наставничестве в детских садах", "", ""),
    ("Разработка системы поощрения", "Директора школ", ""),
    ("Разработка системы поощрения", "Руководители образовательных организаций, кураторы ОО", ""),
    ("Разработка системы поощрения", "Заведующие ДОУ", ""),
    ("Издать приказ", "", "Мероприятия на уровне образовательных организаций"),
    ("Согласование дорожных карт школ", "Отдел образования", ""),
    ("Согласование проектов дорожных карт подведомственных организаций", "Наставнический центр", ""),
    ("Согласовать дорожные карты организаций", "Центр", ""),
    ("Согласование комплексов мер детских садов", "Отдел образования", ""),
    ("Разработать документы организаций: приказ, положение; назначить кураторов", "Управление образования", ""),
    ("Создать и наполнять разделы о наставничестве на сайтах", "Управление образования", ""),
    ("Согласовать дорожные карты, разработанные образовательными организациями", "Центр", ""),
)
OWN = (
    ("Издание приказа управления образования о внедрении модели в школах", "", ""),
    ("Утверждение муниципальной дорожной карты для образовательных организаций", "", ""),
    ("Создание муниципального наставнического центра", "", "Работа в школах"),
    ("Мониторинг назначения кураторов в образовательных организациях", "", ""),
    ("Контроль исполнения дорожных карт в школах", "", ""),
    ("Анализ работы пар в ОО", "", ""),
    ("Сбор отчётов школ", "", ""),
    ("Семинар для кураторов школ", "", ""),
    ("Разъяснительная работа с директорами школ", "", ""),
    ("Раздел о наставничестве на сайте управления образования", "", ""),
    ("Положение о наставничестве", "Отдел образования, руководители ОО", ""),
    ("Положение о наставничестве", "Отдел образования", "Мероприятия на уровне школ"),
    ("Открытие школы молодого педагога", "", ""),
    ("Провести совещание кураторов школ", "Центр", ""),
    ("Проводить методические семинары для школ", "Центр", ""),
    ("Вести мониторинг документов организаций", "Управление образования", ""),
    ("Согласовать дорожную карту с министерством", "Управление образования", ""),
    ("Согласование дорожной карты центра", "Центр", ""),
    ("Согласование дорожной карты с министерством", "Отдел образования", ""),
    ("Издать приказ", "", ""),
)


@pytest.mark.parametrize(("title", "responsible", "section"), BELOW)
def test_wording_about_those_below(title, responsible, section):
    assert is_about_those_below(title, responsible=responsible, section=section)
    assert is_about_those_below(title.upper(), responsible=responsible.upper(), section=section.upper())


@pytest.mark.parametrize(("title", "responsible", "section"), OWN)
def test_wording_about_the_node_itself(title, responsible, section):
    assert not is_about_those_below(title, responsible=responsible, section=section)


def test_list_of_works_speaks_as_the_title_does():
    assert is_about_those_below("Подготовка актов", items=("приказы на уровне ОО", "положения"))


@pytest.mark.skipif(not list(SHARED.glob("seeds/000_*")), reason="the founding documents are not beside the checkout")
@pytest.mark.parametrize(
    ("seed", "below"),
    [
        ("000", {"1.1", "1.2", "1.3", "1.4", "1.5", "2.3", "2.4", "2.5", "2.6", "5.2"}),
        ("003", {"1.4", "2.1", "2.2", "3.1", "3.2", "4.2"}),
    ],
)
def test_rows_of_the_founding_plans(seed, below):
    (plan,) = read_roadmaps(next(SHARED.glob(f"seeds/{seed}_*")))
    found = {
        row.number.rstrip(".")
        for section in plan.sections
        for row in section.measures
        if is_about_those_below(
            row.title,
            items=tuple(str(item) for item in row.items),
            responsible=row.responsible or "",
            section=section.title or "",
        )
    }
    assert found == below


@pytest.mark.parametrize("gathered", [None, ["("], 1])
def test_pack_names_its_mistakes(gathered):
    table = {"gathered": gathered, "own": [], "below": [], "doers": []}
    with pytest.raises(ValueError, match="записаны неверно"):
        read_signs(table if gathered else {})


def planned(actor, *titles, **more):
    measures = tuple(MeasureDraft(title, **more) for title in titles)
    draft = RoadmapDraft("Карта", START, END, (SectionDraft("1", "Начало", measures=measures),))
    roadmap = create_from_draft(actor=actor, draft=draft)
    return list(Measure.objects.filter(section__roadmap=roadmap).select_related("section__roadmap__organisation"))


def test_it_is_recognised_at_a_node_above_and_never_in_a_school(cast, act, today):
    wording = ("Приказ о внедрении на уровне ОО", "Издать приказ")
    for place, who, wanted in (
        (cast.department, cast.coordinator, ["below", "own"]),
        (cast.centre, cast.centre_curator, ["below", "own"]),
        (cast.school, cast.curator, ["own", "own"]),
    ):
        with tenant_scope(place):
            assert [row.concerns for row in planned(act(who, place), *wording)] == wanted


def test_person_says_otherwise_with_a_line_and_an_undo(in_department, act, cast, today):
    actor = act(cast.coordinator, cast.department)
    (measure,) = planned(actor, "Приказ о внедрении на уровне ОО")
    with pytest.raises(Refusal, match="Так уже"):
        set_concerns(actor=actor, measure=measure, concerns="below")
    with pytest.raises(Refusal, match="Выберите"):
        set_concerns(actor=actor, measure=measure, concerns="all")
    undo = set_concerns(actor=actor, measure=measure, concerns="own")
    assert measure.concerns == "own"
    assert JournalLine.objects.get(verb="roadmaps.set_concerns").sentence == "О ком мероприятие: своя организация."
    take_back(actor=actor, undo=undo)
    measure.refresh_from_db()
    assert measure.concerns == "below"


def test_school_has_nobody_below(in_school, curator, teacher):
    (measure,) = planned(curator, "Издать приказ")
    with pytest.raises(Refusal, match="других нет"):
        set_concerns(actor=curator, measure=measure, concerns="below")
    with pytest.raises(Forbidden):
        set_concerns(actor=teacher, measure=measure, concerns="below")


def test_page_changes_it(in_department, act, cast, sign_in):
    (measure,) = planned(act(cast.coordinator, cast.department), "Издать приказ")
    client = sign_in(cast.coordinator)
    link = reverse("roadmaps:concerns", args=[cast.department.slug, measure.pk])
    assert "Организации ниже" in client.get(link).content.decode()
    client.post(link, {"concerns": "below"})
    measure.refresh_from_db()
    assert measure.concerns == "below"
    assert client.post(link, {"concerns": "all"}).status_code == 422
