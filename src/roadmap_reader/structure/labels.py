"""Fields written out in words: «Срок: до 1 октября. Отв.: директор», «– сентябрь – куратор», «… до 25.09.2023»."""

from __future__ import annotations

import re

from roadmap_reader.structure.looks import like_deadline, like_people
from roadmap_reader.structure.vocabulary import (
    DEADLINE,
    DOCUMENT,
    NOTE,
    REPORT_TO,
    REPORT_WHEN,
    RESPONSIBLE,
    RESULT,
    TITLE,
)

LABELS: tuple[tuple[str, str], ...] = (
    (REPORT_WHEN, r"когда\s+информировать|срок\s+(?:информирования|отч[её]та)"),
    (REPORT_TO, r"кого\s+информировать|информирование|информировать|кому\s+докладывать"),
    (DEADLINE, r"срок[иа]?(?:\s+(?:исполнения|реализации|проведения|выполнения|сдачи))?"
               r"|дата(?:\s+(?:проведения|исполнения))?|"
               r"период(?:\s+(?:проведения|реализации))?|когда|время(?:\s+проведения)?"),
    (RESPONSIBLE, r"отв(?:етств)?\.(?:\s+исп(?:олнители?)?\.?)?|ответственн\w+(?:\s+(?:исполнител\w+|лиц\w+"
                  r"|за\s+(?:исполнение|выполнение|"
                  r"проведение|реализацию)))?|исполнител\w+|исп\.|кто(?:\s+(?:отвечает|делает))?"),
    (DOCUMENT, r"вид\s+документа|подтверждающ\w+\s+документ\w*|документ|форма\s+отч[её]тности"
               r"|отч[её]тный\s+документ|подтверждение|"
               r"чем\s+подтверждается"),
    (RESULT, r"(?:ожидаем\w+|планируем\w+)?\s*результат\w*|итог|показател\w+|продукт|на\s+выходе"),
    (NOTE, r"примечани\w+|место(?:\s+проведения)?|участники|целевая\s+аудитория|форма(?:\s+проведения)?|цель"
           r"|отметка\s+о\s+выполнении"),
    (TITLE, r"мероприяти[ея]|наименование(?:\s+мероприятия)?|содержание(?:\s+деятельности)?|что\s+делаем"
            r"|действие|задача"),
)  # fmt: skip
_ANY = "|".join(f"(?P<{name}>{pattern})" for name, pattern in LABELS)
_AT_START = re.compile(rf"^[\s(*•–—-]*(?:{_ANY})\s*(?P<colon>[:–—-]|(?<=\.)\s*(?=[А-ЯЁ]))\s*", re.I)
_INSIDE = re.compile(
    rf"(?:(?<=[.;,)»])|(?<=\()|(?<=\s))\s*\(?(?<![\w-])(?:{_ANY})\s*(?P<colon>:|(?<=\s)[–—-](?=\s)"
    rf"|(?<=отв\.))\s*",
    re.I,
)
_MONTH = r"(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)"
_MONTH_ANY = (
    r"(?:январ[ьяе]|феврал[ьяе]|март[ае]?|апрел[ьяе]|ма[йяе]|июн[ьяе]|июл[ьяе]|август[ае]?"
    r"|сентябр[ьяе]|октябр[ьяе]|ноябр[ьяе]|декабр[ьяе])"
)
_DAY = (
    rf"(?:«?\d{{1,2}}»?\s+(?:числа\s+)?(?:{_MONTH}|каждого\s+месяца)(?:\s+(?:20\d\d|текущего)\s*(?:г\."
    rf"|года)?)?|\d{{1,2}}\.\d{{1,2}}(?:\.\d{{2,4}}(?:\s*г\.?)?)?)"
)
PHRASE = re.compile(
    rf"(?<![а-яё])(?:в\s+срок\s+)?(?P<phrase>(?:до|не\s+позднее|к|с)\s+{_DAY}(?:\s+(?:по"
    rf"|до)\s+{_DAY})?(?:\s+ежегодно)?"
    rf"|(?:до|к)\s+(?:конца\s+)?(?:{_MONTH}|учебного\s+года)(?:\s+20\d\d\s*(?:г\.|года)?)?"
    rf"|в\s+течение\s+(?:всего\s+)?(?:учебного\s+года|года|периода[\w\s]{{0,30}}"
    rf"|{_MONTH}(?:\s+20\d\d(?:\s*(?:г\.|года))?)?)(?:\s+20\d\d(?:-20\d\d)?)?"
    rf"|(?:ежегодно|ежемесячно|ежеквартально|еженедельно|постоянно)(?:,?\s+до\s+{_DAY})?"
    rf"|{_DAY}|(?:в\s+)?{_MONTH_ANY}(?:\s*[-–—]\s*{_MONTH_ANY})?\s+20\d\d(?:\s*(?:г\.|года))?)",
    re.I,
)  # fmt: skip
_DASHES = re.compile(r"\s+[–—-]\s+|\s*[;|]\s+|\s+/\s+")


def split_labels(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Words before the first label, and each label's meaning with what is printed after it."""
    marks: list[tuple[int, int, str]] = []
    if found := _AT_START.match(text):
        marks.append((0, found.end(), _name(found)))
    for found in _INSIDE.finditer(text, marks[0][1] if marks else 0):
        marks.append((found.start(), found.end(), _name(found)))
    if not marks:
        return text, []
    fields = []
    for index, (_, end, name) in enumerate(marks):
        stop = marks[index + 1][0] if index + 1 < len(marks) else len(text)
        fields.append((name, trim(text[end:stop])))
    return trim(text[: marks[0][0]]), fields


def _name(found: re.Match[str]) -> str:
    return next(name for name, _ in LABELS if found.group(name))


def trim(text: str) -> str:
    """Without the separators around; a closing bracket whose opening one was left behind goes too."""
    text = text.strip(" ,;|*•–—").rstrip("(").rstrip()
    if text.count(")") > text.count("("):
        text = text.rstrip(" .;")
        text = text[:-1].rstrip() if text.endswith(")") else text
    if re.search(r"(?:[А-ЯЁ]|\bг|\bгг|\bт\.?д|\bдр)\.$", text):
        return text
    return text.rstrip(". ;,")


def split_dashes(text: str) -> tuple[str, list[tuple[str, str]]]:
    """«Приказ о кураторе – до 1 октября – директор – приказ»: parts told by their looks; no deadline: no parts."""
    parts = [part.strip() for part in _DASHES.split(text)]
    first = next((i for i, part in enumerate(parts) if i and like_deadline(part) and len(part) <= 70), None)
    if first is None:
        return split_brackets(text)
    last = first + 1
    while last < len(parts) and like_deadline(parts[last]) and len(parts[last]) <= 40:
        last += 1
    head = text[: text.find(parts[first], len(" ".join(parts[:first])) - 3)]
    fields = [(DEADLINE, trim(" – ".join(parts[first:last])))]
    before = [i for i in range(1, first) if like_people(parts[i])]
    if before:
        fields.append((RESPONSIBLE, trim(parts[before[-1]])))
        head = text[: text.find(parts[before[-1]])]
    fields.extend(_rest(parts[last:], bool(before)))
    return trim(head), fields


def _rest(parts: list[str], answered: bool) -> list[tuple[str, str]]:
    out = []
    for part in parts:
        if not part:
            continue
        meaning = RESULT if answered else RESPONSIBLE
        out.append((meaning, trim(part)))
        answered = True
    return out


_BRACKET = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*[.;,]?$")


def split_brackets(text: str) -> tuple[str, list[tuple[str, str]]]:
    """«Издать приказ (до 15 сентября, Иванова А.П.)»."""
    found = _BRACKET.search(text)
    if not found:
        return text, []
    parts = [part.strip() for part in re.split(r"[;,]\s+", found.group(1))]
    if not like_deadline(parts[0]) and not (len(parts) > 1 and like_deadline(parts[-1]) and like_people(parts[0])):
        return text, []
    dated = [part for part in parts if like_deadline(part)]
    others = [part for part in parts if part not in dated]
    fields = [(DEADLINE, ", ".join(dated))]
    if others:
        fields.append((RESPONSIBLE, ", ".join(others)))
    return trim(text[: found.start()]), fields


def inline_deadline(text: str) -> tuple[str, str | None]:
    """«обеспечить обучение до 25.09.2023.» → the text without its closing phrase, and the phrase."""
    found = None
    for found in PHRASE.finditer(text):
        if found.group("phrase").lower().startswith(("до", "не позднее", "к ", "с ", "в течение", "еже")):
            break
    if found is None:
        return text, None
    phrase = found.group("phrase")
    if len(text) - found.end() <= 2 and found.start() > 10:
        return trim(text[: found.start()]), phrase.rstrip(" ,;")
    return text, phrase.rstrip(" ,;")
