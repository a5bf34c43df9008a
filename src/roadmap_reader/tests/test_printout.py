"""A read roadmap as a table for people."""

from roadmap_reader.printout import print_roadmap

MEASURE = {
    "number": "1.1",
    "title": "Издать приказ",
    "deadline_text": "ежемесячно",
    "deadline": {
        "kind": "recurring",
        "dates": ["2024-09-30", "2024-10-31", "2024-11-30", "2024-12-31"],
        "conditional": True,
    },
    "responsible": "Директор",
    "items": [{"title": "о кураторе"}, "о группе"],
    "children": [{"title": "Ознакомить", "deadline": {"kind": "ongoing"}}, {"title": "Без срока"}],
}
ANSWER = {
    "title": "Дорожная карта",
    "organisation": "МБОУ «Школа № 3»",
    "period": ["2024-09-01", "позже"],
    "sections": [
        {"number": "1", "title": "Подготовка", "measures": [MEASURE]},
        {"number": "2", "title": "Раздел 2. Обучение", "measures": []},
        {"number": "3", "measures": []},
        {"measures": []},
    ],
    "doubts": [
        {"where": "строка 2", "what": "мелочь", "severity": "low"},
        {"where": "строка 1", "what": "срок не понят", "severity": "high"},
        {"where": "строка 3", "what": "обычное"},
    ],
    "others": [{"title": "План центра"}, {}],
}


def test_everything_is_said():
    lines = [line.strip() for line in print_roadmap(ANSWER, 140).splitlines()]
    assert lines[:4] == [
        "Дорожная карта",
        "Организация: МБОУ «Школа № 3»",
        "Период: 01.09.2024 — позже",
        "Разделов: 4, мероприятий: 1",
    ]
    assert "1 Подготовка" in lines
    assert "Раздел 2. Обучение" in lines
    assert "3" in lines
    text = " ".join(" ".join(lines).split())
    assert "30.09.2024," in text
    assert "• о кураторе" in text
    assert "• о группе" in text
    assert "постоянно" in text
    doubts = lines[lines.index("Сомнения (3):") + 1 :]
    assert doubts[:3] == [
        "• важно: строка 1: срок не понят",
        "• проверьте: строка 3: обычное",
        "• к сведению: строка 2: мелочь",
    ]
    assert lines[-3:] == [
        "В файле не одна карта, прочитаны все вместе. Ещё: 2.",
        "• План центра",
        "• без названия",
    ]


def test_many_dates_are_counted():
    text = " ".join(print_roadmap(ANSWER, 1000).split())
    assert "30.09.2024, 31.10.2024, 30.11.2024 и ещё 1 (при необходимости)" in text


def test_empty_roadmap_is_said_in_words():
    lines = print_roadmap({}, 80).splitlines()
    assert lines[0] == "Дорожная карта без названия"
    assert lines[-1] == "Сомнений нет."
