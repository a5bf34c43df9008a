"""A reader's answer in our own words, as small as it can be and still have everything."""

from __future__ import annotations

from typing import Any


def measure(number: str, title: str, **more: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "number": number,
        "title": title,
        "deadline_text": "до 30.09.2026",
        "responsible": "Петрова А.С.",
        "responsible_list": [{"name": "Петрова А.С.", "sort": "person"}],
        "result": "Приказ",
        "kinds": [{"code": "introduction_order", "confidence": 0.9}],
        "places": {"title": f"таблица 1, строка {number}, столбец 2"},
    }
    return row | more


def answer() -> dict[str, Any]:
    children = [measure("1.2.1", "На уровне школы", places={"title": "таблица 1, строка 9"})]
    return {
        "title": "Дорожная карта школы",
        "organisation": "МБОУ «СОШ № 2»",
        "period": ["2026-09-01", "2027-08-31"],
        "granularity": "measure",
        "approved": {"post": "Директор", "name": "Громов П.А.", "date": "2026-08-25"},
        "order": None,
        "columns": [{"heading": "Мероприятие", "meaning": "title", "table": 0, "index": 1}],
        "sections": [
            {
                "number": "1",
                "title": "Подготовка",
                "stage": 1,
                "measures": [measure("1.1", "Издать приказ"), measure("1.2", "Вести контроль", children=children)],
            },
            {"number": "2", "title": "Работа пар", "measures": [measure("2.1", "Собрать отчёты", deadline_text=None)]},
        ],
        "doubts": [
            {"where": "таблица 1, строка 2.1, столбец 2", "what": "Срок не указан.", "severity": "medium"},
            {"where": "столбец 4", "what": "Столбец не распознан.", "severity": "low"},
            {"where": "таблица 1, строка 1.1, столбец 2", "what": "Дата вне периода.", "severity": "high"},
        ],
        "others": [],
        "source": [
            {"sort": "paragraph", "text": "Дорожная карта школы", "bold": True, "place": "абзац 1"},
            {
                "sort": "table",
                "rows": [[{"text": "Приказ", "place": "таблица 1, строка 1.1, столбец 2", "rows": 1, "columns": 1}]],
            },
        ],
    }
