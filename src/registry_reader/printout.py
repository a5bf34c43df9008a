"""A read registry as a list for people, made from its JSON form."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

_KINDS = {
    "mentees": "База наставляемых",
    "mentors": "База наставников",
    "pairs": "Пары",
    "staff": "Сотрудники",
    "pupils": "Обучающиеся",
    "partners": "Партнёры",
    "answers": "Ответы на анкету",
    "mixed": "Листы разного рода",
}
_ROLES = {"mentor": "наставник", "mentee": "наставляемый"}
_NAMES = {
    "birth_date": "родился",
    "birth_year": "год рождения",
    "sex": "пол",
    "phone": "телефон",
    "email": "почта",
    "guardian": "представитель",
    "class": "класс",
    "group": "группа",
    "course": "курс",
    "post": "должность",
    "subject": "предмет",
    "education": "образование",
    "workplace": "место работы или учёбы",
    "experience_years": "стаж, лет",
    "category": "категория",
    "request": "запрос",
    "competences": "компетенции",
    "achievements": "достижения",
    "interests": "интересы",
    "desired_age": "желаемый возраст",
    "capacity": "готов взять",
    "time": "время",
    "form": "форма",
    "role_model": "ролевая модель",
    "joined": "вошёл",
    "left": "завершил",
    "partners": "в паре с",
    "order": "приказ",
    "result": "результат",
    "link": "ссылка",
    "completed": "программа пройдена",
    "consents": "согласия",
}
_CONSENTS = {
    "participation": "участие",
    "pd_processing": "обработка данных",
    "pd_dissemination": "распространение",
    "pd_transfer": "передача",
    "psych_diagnostics": "психологическая диагностика",
    "mentor_work_351_8": "работа наставника (ст. 351.8)",
}
_STATES = {
    "signed": "есть",
    "ticked": "отмечено в анкете",
    "refused": "отказ",
    "missing": "нет",
    "not_required": "не требуется",
}


def print_registry(answer: Json, width: int) -> str:
    """What the file is, its people with what is known of each, doubts (serious ones first), what was passed over."""
    lines = list(_head(answer))
    for row in answer.get("rows") or []:
        lines += _person(row, width)
    lines += _doubts(answer.get("doubts") or [], width)
    lines += _skipped(answer.get("skipped") or [], width)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _head(answer: Json) -> Iterator[str]:
    rows = answer.get("rows") or []
    yield f"{_KINDS.get(answer.get('kind', ''), 'Список')}: строк с людьми {len(rows)}"
    for name, title in (("organisation", "Организация"), ("as_of", "На дату или учебный год")):
        if answer.get(name):
            yield f"{title}: {answer[name]}"
    order = answer.get("order")
    if order:
        yield f"Приложение к приказу: {_order(order)}"
    for column in answer.get("columns") or []:
        if column.get("understood") is None:
            yield f"Столбец не понят, оставлен как есть: {column.get('printed')}"
    yield ""


def _person(row: Json, width: int) -> Iterator[str]:
    name = " ".join(filter(None, (row.get(part) for part in ("surname", "name", "patronymic")))) or "без имени"
    role = _ROLES.get(row.get("role") or "")
    yield f"{name}{f' ({role})' if role else ''} · {row.get('place')}"
    for key, title in _NAMES.items():
        if row.get(key) is not None:
            yield from _wrapped(f"{title}: {_shown(key, row[key])}", width)
    for heading, value in (row.get("extra") or {}).items():
        yield from _wrapped(f"[{heading}] {value}", width)
    yield ""


def _shown(key: str, value: Any) -> str:
    if key == "guardian":
        return ", ".join(filter(None, (value.get("name"), value.get("relation"), value.get("phone"))))
    if key == "consents":
        return ", ".join(f"{_CONSENTS.get(kind, kind)}: {_consent(one)}" for kind, one in value.items())
    if key == "order":
        return _order(value)
    if isinstance(value, bool):
        return "да" if value else "нет"
    return ", ".join(value) if isinstance(value, list) else str(value)


def _consent(one: Json) -> str:
    return " ".join(
        filter(None, (_STATES.get(one.get("state", ""), one.get("state")), one.get("date"), one.get("paper")))
    )


def _order(order: Json) -> str:
    return " от ".join(filter(None, (f"№ {order['number']}" if order.get("number") else None, order.get("date"))))


def _doubts(doubts: list[Json], width: int) -> Iterator[str]:
    if not doubts:
        yield "Сомнений нет."
        return
    yield f"Сомнения ({len(doubts)}):"
    for doubt in sorted(doubts, key=lambda one: not one.get("serious")):
        yield from _wrapped(
            f"{'важно' if doubt.get('serious') else 'проверьте'}: {doubt.get('place')}: {doubt.get('what')}", width
        )


def _skipped(skipped: list[Json], width: int) -> Iterator[str]:
    if skipped:
        yield f"Пропущено ({len(skipped)}):"
    for one in skipped:
        yield from _wrapped(f"{one.get('place')}: {one.get('why')}", width)


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, initial_indent="  ", subsequent_indent="    ")
