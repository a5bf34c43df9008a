from __future__ import annotations

import datetime as dt

from roadmap_linter import Context, lint
from roadmap_linter.reading import plan_of_json, texts_of

ANSWER = {
    "title": "Дорожная карта на 2026-2027 учебный год",
    "period": ["2026-09-01", "2027-05-31"],
    "sections": [
        {
            "number": "1",
            "title": "Подготовка",
            "measures": [
                {
                    "number": "1.1",
                    "title": "Издать приказ о внедрении",
                    "deadline_text": "до 15.10.2025",
                    "deadline": {"kind": "date", "dates": ["2025-10-15"]},
                    "items": ["Проект", {"title": "Лист ознакомления"}, {"number": "1.1.1", "title": "Часть"}],
                    "reporting": [{"to": "Управление", "when": "до 01.11.2026"}],
                    "kinds": [{"code": "introduction_order", "confidence": 0.9}],
                }
            ],
        }
    ],
    "source": [
        {"sort": "paragraph", "text": "ПРИКАЗ"},
        {"sort": "paragraph", "text": "В соответствии с № Р-145"},
        {"sort": "paragraph", "text": "Приложение 1"},
        {"sort": "paragraph", "text": "1.1\tИздать приказ о внедрении\tдо 15.10.2025"},
    ],
}


def test_answer_of_the_reader_becomes_a_plan():
    plan = plan_of_json(ANSWER)
    first, part = plan.measures()
    assert (first.items, part.number, first.is_heading) == (("Проект", "Лист ознакомления"), "1.1.1", True)
    assert first.dues == ((None, dt.date(2025, 10, 15)),)
    assert first.reporting == ("Управление до 01.11.2026",)
    assert [(text.key, text.text) for text in plan.texts] == [
        ("order", "ПРИКАЗ\nВ соответствии с № Р-145"),
        ("paper", "Приложение 1"),
    ]


def test_one_click_puts_the_date_inside_the_period():
    found = {row.rule: row for row in lint(plan_of_json(ANSWER), Context(dt.date(2026, 11, 21)))}
    change = found["date_outside_period"].mend.changes[0]
    assert (change.place.number, change.value) == ("1.1", "до 15.10.2026")


def test_paper_without_an_order_is_one_text():
    assert [text.key for text in texts_of(["План", "", "до конца"])] == ["paper"]
    assert texts_of([]) == ()
