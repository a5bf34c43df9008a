"""What the command prints for people."""

from registry_reader.printout import print_registry


def test_everything_known_is_printed_serious_doubts_first():
    answer = {
        "kind": "mentees",
        "organisation": "МБОУ СОШ № 5",
        "as_of": "2025/2026",
        "order": {"number": "45-од", "date": "2025-09-12"},
        "columns": [{"printed": "Примечание", "understood": None}, {"printed": "ФИО", "understood": "full_name"}],
        "rows": [
            {
                "place": "Лист1!2",
                "role": "mentee",
                "surname": "Ким",
                "name": "Ева",
                "completed": True,
                "guardian": {"name": "Ким Ольга", "phone": "+79051351987", "relation": "мать"},
                "consents": {"pd_processing": {"state": "signed", "date": "2025-09-12"}, "new": {"state": "odd"}},
                "order": {"number": "45-од"},
                "partners": ["Орлов П.П.", "Цой Ян"],
                "extra": {"Примечание": "заметка"},
            },
            {"place": "Лист1!3", "role": None, "workplace": "АО «Завод»", "completed": False},
        ],
        "doubts": [
            {"place": "Лист1!3", "what": "скрытая строка", "serious": False},
            {"place": "Лист1!C2", "what": "такой даты нет", "serious": True},
        ],
        "skipped": [{"place": "Лист1!1", "why": "заголовок"}],
    }
    text = print_registry(answer, 100)
    for part in (
        "База наставляемых: строк с людьми 2",
        "Организация: МБОУ СОШ № 5",
        "Приложение к приказу: № 45-од от 2025-09-12",
        "Столбец не понят, оставлен как есть: Примечание",
        "Ким Ева (наставляемый) · Лист1!2",
        "представитель: Ким Ольга, мать, +79051351987",
        "согласия: обработка данных: есть 2025-09-12, new: odd",
        "в паре с: Орлов П.П., Цой Ян",
        "программа пройдена: нет",
        "[Примечание] заметка",
        "без имени · Лист1!3",
        "Пропущено (1):",
    ):
        assert part in text
    assert text.index("важно: Лист1!C2") < text.index("проверьте: Лист1!3")
    assert "Сомнений нет." in print_registry({"kind": "?"}, 80)
