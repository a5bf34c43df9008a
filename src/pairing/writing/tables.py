"""People as a table that curators could have typed: the headers and words that `pairing.reading` reads back."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from pairing.people import Mentee, Mentor, Person, Skill, Window
from pairing.phrases import clock
from russian.months import WEEKDAYS


def _skills(skills: Sequence[Skill]) -> str:
    """Return «физика (8); химия»."""
    return "; ".join(f"{skill.name} ({skill.level})" if skill.level else skill.name for skill in skills)


def _windows(windows: Sequence[Window]) -> str:
    """Return «вторник 15:00–16:30; пятница 14:00–16:00»."""
    return "; ".join(f"{WEEKDAYS[one.day]} {clock(one.start)}–{clock(one.end)}" for one in windows)


def _yes(said: bool | None) -> str:
    return "" if said is None else ("да" if said else "нет")


def _number(value: float | None) -> str:
    """Return a number as people write it."""
    if value is None:
        return ""
    return str(int(value)) if float(value).is_integer() else str(value).replace(".", ",")


BOTH: tuple[tuple[str, str], ...] = (
    ("Код", "key"),
    ("ФИО", "name"),
    ("Организация", "organisation"),
    ("Форма наставничества", "forms"),
)
ENDS: tuple[tuple[str, str], ...] = (
    ("Предмет или профессия", "subjects"),
    ("Своими словами", "text"),
    ("Когда свободное время", "windows"),
    ("Формат встреч", "meetings"),
    ("Населённый пункт", "place"),
    ("Возраст", "age"),
    ("Стаж, лет", "experience"),
    ("Интересы", "interests"),
    ("Личные качества (1–10)", "traits"),
    ("Язык общения", "languages"),
    ("Согласие", "consent"),
    ("Руководитель", "superiors"),
    ("Родственники", "relatives"),
    ("Прежние пары", "past"),
)
MENTEE = (*BOTH, ("Запрос", "needs"), ("Класс", "grade"), *ENDS, ("Сколько наставников нужно", "wanted"))
MENTOR = (
    *BOTH,
    ("Компетенции", "competences"),
    ("С чем хочет помогать", "wishes"),
    *ENDS,
    ("Сколько наставляемых может взять", "places"),
    ("Минимум в группе", "least"),
    ("Максимум в группе", "most"),
    ("Сейчас уже ведёт", "load"),
    ("Готов помогать в другой организации", "elsewhere"),
    ("Возраст наставляемых от и до", "ages"),
)


def _cell(person: Person, field: str) -> str:
    """Return what a person said, in words."""
    if field == "ages" and isinstance(person, Mentor):
        low, high = person.ages_from, person.ages_to
        return " ".join([f"от {low}"] * (low is not None) + [f"до {high}"] * (high is not None))
    value = getattr(person, field)
    if field in {"subjects", "needs", "competences", "traits"}:
        return _skills(value)
    if field == "windows":
        return _windows(value)
    if isinstance(value, bool) or field in {"consent", "elsewhere"}:
        return _yes(value)
    if isinstance(value, tuple):
        return "; ".join(value)
    return value if isinstance(value, str) else _number(value)


def rows_of(people: Sequence[Mentee] | Sequence[Mentor]) -> list[list[str]]:
    """Return the header and a row for each person; a column in which nobody said anything is left out."""
    columns = MENTOR if people and isinstance(people[0], Mentor) else MENTEE
    cells = [[_cell(person, field) for _, field in columns] for person in people]
    used = [n for n in range(len(columns)) if any(row[n] not in {"", "0"} for row in cells)]
    return [[columns[n][0] for n in used], *([row[n] for n in used] for row in cells)]


def write_people(people: Sequence[Mentee] | Sequence[Mentor], path: Path) -> None:
    """Write a table of people as .xlsx or, by the suffix, as .csv."""
    rows = rows_of(people)
    if path.suffix.lower() == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=";").writerows(rows)
        return
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "constant_memory": True}) as book:
        book.set_properties({"created": dt.datetime(2026, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("Наставники" if people and isinstance(people[0], Mentor) else "Наставляемые")
        sheet.set_column(0, len(rows[0]) - 1, 22)
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row, bold if line == 0 else None)
