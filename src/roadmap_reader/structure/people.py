"""Who answers, as printed, taken apart into persons, roles and organisations."""

from __future__ import annotations

import re
from functools import lru_cache

from roadmap_reader.model import Responsible
from roadmap_reader.structure.looks import PERSON

_INITIALS_AFTER = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ]\.\s*(?:[А-ЯЁ](?:\.|\b))?"
_INITIALS_BEFORE = r"[А-ЯЁ]\.\s*(?:[А-ЯЁ]\.)?\s*[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?"
_FULL = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+(?:вич|вна|ична|инична|оглы|кызы)"
_PERSON = re.compile(rf"{_FULL}|{_INITIALS_AFTER}|{_INITIALS_BEFORE}")
_ABBREVIATION = re.compile(
    r"\b(?:[МГФ]?[БКА]?Д?О?У|М[БКА]У|МБУДО|УДО|СОШ|ООШ|НОШ|ГБПОУ|ГАПОУ|КГБПОУ|ОО|ПОО|СПО|ИРО|ИМЦ|МЦН|РЦН|ЦНППМ|НКО|КЦ|УО"
    r"|МО|РМО|ШМО|РМК)\b|«"
)
_ORGANISATION = re.compile(
    r"организаци|учреждени|управлени|департамент|министерств|администрац|отдел\b|комитет|школ[аы]\b|техникум|колледж"
    r"|гимнази|лице[йи]|детск\w+ сад|центр\b|институт|предприяти|служб[аы]\b|комисси|совет\b|рабоч\w+ групп|лаборатори"
    r"|профсоюз|партн[её]р|объединени[ея]",
    re.I,
)
_ROLE_HEAD = re.compile(
    r"^(?:заместител|зам\b|зам\.|директор|руководител|куратор|наставник|наставляем|педагог|методист|учител"
    r"|психолог|координатор|"
    r"специалист|классн|заведующ|зав\.|зав\b|преподавател|мастер|секретар|ответственн|председател|член"
    r"|тьютор|социальн|"
    r"воспитател|старш|организатор|начальник|главн|инспектор|завуч|библиотекар|администратор|советник|вожат"
    r"|представител|"
    r"выпускник|студент|обучающ|ученик|родител|все\b|инженер|техник|лаборант|делопроизводител|бухгалтер|юрист)",
    re.I,
)
_SPLIT = re.compile(r"\s*(?:[;\n•·▪]|,(?![^(«]*[)»]))\s*")
_CAPITAL_ROLE = re.compile(
    r"(?<=[а-яё)»А-Я])\s+(?=(?:Директор|Заместител|Зам\.|Куратор|Руководител|Ответственн|Методист|Педагог"
    r"|Координатор|Классн|"
    r"Наставник|Председател|Специалист|Администраци|Управлени|Отдел|Учител|Заведующ|Зав\.|МКУ|МБУ|МБОУ|МАОУ))"
)
_TRIM = " .,;:–—-•·▪\t"


@lru_cache(maxsize=8192)
def split_people(text: str) -> tuple[Responsible, ...]:
    """The people, roles and organisations that a printed cell names, in its order, without repeats."""
    out: list[Responsible] = []
    for piece in _SPLIT.split(text):
        for part in _CAPITAL_ROLE.split(piece):
            out.extend(_one_or_more(part.strip()))
    seen: dict[str, Responsible] = {}
    for item in out:
        seen.setdefault(item.name.casefold(), item)
    return tuple(seen.values())


def _one_or_more(part: str) -> list[Responsible]:
    """One piece between commas: names inside it each stand for themselves; words before a name are its post."""
    found = list(_PERSON.finditer(part))
    if not found:
        name = part.strip(_TRIM) if not part.endswith(".") or len(part) > 4 else part
        return [Responsible(name, sort_of(name))] if any(c.isalpha() for c in name) else []
    out, last = [], 0
    for match in found:
        before = part[last : match.start()].strip(_TRIM)
        name = _tidy(match.group())
        out.append(Responsible(f"{before} {name}".strip() if _is_post(before) else name, "person"))
        if before and not _is_post(before) and len(before) > 3:
            out.insert(-1, Responsible(before, sort_of(before)))
        last = match.end()
    rest = part[last:].strip(_TRIM + "()")
    if len(rest) > 3:
        out.append(Responsible(rest, sort_of(rest)))
    return out


def _is_post(text: str) -> bool:
    return bool(text) and (_ROLE_HEAD.match(text) is not None)


def _tidy(name: str) -> str:
    """«Иванова А.П» and «Иванова А. П.» are «Иванова А.П.»."""
    joined = re.sub(r"\.\s+(?=[А-ЯЁ]\b)", ".", name.strip())
    return joined + "." if re.search(r"\.[А-ЯЁ]$", joined) else joined


@lru_cache(maxsize=8192)
def sort_of(name: str) -> str:
    """Tell whether a responsible is a "person", a "role" or an "organisation"; a role where nothing tells."""
    if PERSON.search(name):
        return "person"
    if _ROLE_HEAD.match(name):
        return "role"
    named = _ABBREVIATION.search(name) or _ORGANISATION.search(name)
    return "organisation" if named else "role"
