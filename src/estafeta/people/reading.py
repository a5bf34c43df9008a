"""A table as people keep it, understood by `registry_reader`, laid out as the sheet that an import is checked on.

What was understood stands in columns named as the import names them; what was not keeps its own heading, so that a
person may say what it means; what the reader doubts stands beside it in words. Mentors and mentees of one sheet are two
sheets here: the person says whom she brings in.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Any

from office_files.errors import Unreadable
from registry_reader import read_safely

REMARK = "Замечание при чтении"
ROLES = {"mentee": "наставляемые", "mentor": "наставники"}
TITLES = {
    "class": "Класс",
    "group": "Класс",
    "course": "Курс",
    "sex": "Пол",
    "phone": "Телефон",
    "email": "Электронная почта",
    "post": "Должность",
    "subject": "Предмет",
    "experience_years": "Общий стаж",
    "category": "Категория",
    "education": "Образование",
    "workplace": "Место работы или учёбы",
}
"""Facts that are one cell, by the titles of the columns of the import."""
OTHER_WORDS = {
    "request": "Запрос",
    "competences": "Компетенции",
    "achievements": "Достижения",
    "interests": "Интересы",
    "desired_age": "Желаемый возраст",
    "time": "Время",
    "result": "Результат",
    "form": "Форма",
    "role_model": "Ролевая модель",
    "joined": "Вошёл в программу",
    "left": "Вышел из программы",
    "link": "Ссылка",
    "capacity": "Сколько наставляемых",
}
"""Facts of programmes: shown under their own headings, taken by the rooms that keep them."""
Texts = dict[str, str]
Sheet = dict[str, Any]


def read_registry(content: bytes, name: str) -> list[Sheet] | None:
    """The people of a file, a sheet for each sheet and role of it; None where the reader finds none.

    The file is opened in a child process: never call it inside a transaction.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"list{PurePath(name).suffix.lower() or '.csv'}")
        path.write_bytes(content)
        try:
            answer = read_safely(path)
        except Unreadable:
            return None
    return lay_out(answer) or None


def lay_out(answer: Mapping[str, Any]) -> list[Sheet]:
    """The answer of `people read --json` as sheets of numbered rows, the heading first."""
    meanings = {column["printed"]: column["understood"] for column in answer.get("columns", ())}
    doubts = _doubts(answer)
    sheets: dict[str, dict[int, Texts]] = {}
    for row in answer.get("rows", ()):
        texts = texts_of(row, meanings)
        if said := doubts.get(row["place"]):
            texts[REMARK] = "; ".join(dict.fromkeys(said))
        _put(sheets.setdefault(_title(row), {}), place_of(row["place"])[1], texts)
    return [{"name": title, "rows": _grid(rows)} for title, rows in sheets.items()]


def _title(row: Mapping[str, Any]) -> str:
    parts = (place_of(row["place"])[0], ROLES.get(row.get("role") or "", ""))
    return ", ".join(part for part in parts if part) or "Таблица"


def _put(rows: dict[int, Texts], number: int, texts: Texts) -> None:
    """Two people of one cell get two numbers."""
    rows[number if number not in rows else max(rows) + 1] = texts


def _grid(rows: Mapping[int, Texts]) -> list[list[Any]]:
    heads = list(dict.fromkeys(head for texts in rows.values() for head in texts))
    body = [[number, [texts.get(head, "") for head in heads]] for number, texts in rows.items()]
    return [[min(rows) - 1, heads], *body]


def texts_of(row: Mapping[str, Any], meanings: Mapping[str, str | None]) -> Texts:
    """The cells of one person by heading. What a column should have given and did not stands in it as printed."""
    guardian = row.get("guardian") or {}
    birth = row.get("birth_date") or row.get("birth_year") or ""
    whole = {
        "ФИО": " ".join(str(row[part]) for part in ("surname", "name", "patronymic") if row.get(part)),
        "Дата рождения": ".".join(reversed(str(birth).split("-"))),
        **{title: _one(row[key]) for key, title in (TITLES | OTHER_WORDS).items() if row.get(key) is not None},
        "ФИО представителя": _one(guardian.get("name")),
        "Телефон представителя": _one(guardian.get("phone")),
    }
    texts = {title: text for title, text in whole.items() if text}
    for head, text in (row.get("extra") or {}).items():
        lost = LOST.get(meanings.get(head) or "", head)
        texts.setdefault(head if lost in texts else lost, text)
    return texts


LOST = TITLES | {"birth_date": "Дата рождения", "birth_year": "Дата рождения"}
"""Where a cell stands that was not understood, by what its column is about."""


def _one(value: Any) -> str:
    """A value as a cell: of several telephones the first, of years the whole ones."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value))
    return str(value).split("; ", maxsplit=1)[0]


def _doubts(answer: Mapping[str, Any]) -> dict[str, list[str]]:
    """What is said of each row: a doubt about a cell belongs to the row of it."""
    rows = {place_of(row["place"]): row["place"] for row in answer.get("rows", ())}
    found: dict[str, list[str]] = {}
    for doubt in answer.get("doubts", ()):
        place = rows.get(place_of(doubt["place"]))
        if place is not None:
            found.setdefault(place, []).append(doubt["what"])
    return found


def place_of(place: str) -> tuple[str, int]:
    """«Лист1!C5» is («Лист1», 5), «table 1 row 5 cell 3» («Таблица 1», 5), «row 5» («», 5)."""
    sheet, mark, cell = place.rpartition("!")
    if mark:
        digits = "".join(sign for sign in cell.split(":", maxsplit=1)[0] if sign.isdecimal())
        return sheet, int(digits or 0)
    words = place.split()
    numbers = dict(zip(words[::2], words[1::2], strict=False))
    table = f"Таблица {numbers['table']}" if "table" in numbers else ""
    return table, int(numbers.get("row", 0))
