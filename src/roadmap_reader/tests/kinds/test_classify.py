"""What the columns and headings around a title add, and what they may not."""

import pytest

from roadmap_reader.kinds import classify


def codes(title, **around):
    return [guess.code for guess in classify(title, **around)]


def test_sure_title_outweighs_its_result():
    assert codes("Формирование наставнических пар", result="Анкеты, сценарии встреч") == ["pair_formation"]


def test_vague_title_is_settled_by_its_result():
    assert codes("Анкетирование", result="Анкеты потенциальных наставников") == ["candidate_survey"]


def test_vague_title_is_settled_by_the_stage_of_its_section():
    assert codes("Анкетирование", section="Формирование базы наставников") == ["candidate_survey"]
    assert codes("Анкетирование", section="Формирование базы наставляемых") == ["needs_survey"]


def test_silent_title_borrows_from_its_group_before_its_result():
    found = classify("На уровне учреждения", group="Контроль внедрения модели", result="Обеспечение условий")
    assert [guess.code for guess in found] == ["implementation_control"]
    assert found[0].confidence < 0.6


def test_items_add_their_kinds_after_the_title():
    found = codes("Организация работы пар", items=("первая встреча", "пробная встреча", "заключительная встреча"))
    assert found == ["regular_meetings", "first_meeting", "trial_meeting", "final_meeting"]


def test_items_written_into_the_title_count_too():
    assert codes("Завершение программы: - рефлексия участников; - итоговое публичное мероприятие") == [
        "reflection",
        "final_event",
    ]


def test_circumstance_is_not_a_kind():
    assert codes("Семинар для кураторов по вопросам формирования базы наставников") == ["methodical_events"]
    assert codes("В рамках мониторинга проведение мастер-классов") == ["methodical_events"]
    assert codes("Награждение наставников по итогам конкурса") == ["awards"]


def test_quoted_topic_of_an_event_is_not_a_kind():
    assert codes("Тренинг «Обратная связь» для наставников") == ["mentor_training"]


def test_several_kinds_come_in_the_order_of_the_words():
    assert codes("Сбор согласий и формирование базы наставников") == ["consent_collection", "mentor_registry"]
    assert codes("Формирование базы наставников и сбор согласий") == ["mentor_registry", "consent_collection"]


@pytest.mark.parametrize("title", ["", "   ", "—", "1.2.3", "Ремонт крыши", "🙂", "a" * 5000])
def test_nothing_fits_is_other_with_little_confidence(title):
    (guess,) = classify(title)
    assert (guess.code, guess.confidence) == ("other", 0.2)
