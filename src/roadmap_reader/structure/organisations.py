"""The organisation whose plan it is: from the title, the approval block or the letterhead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roadmap_reader.structure.text import is_upper

_ABBREVIATED = (
    r"(?:М[БКА]?(?:Д?ОУ|У|УК)|М[БКА]ОУ|М[БКА]?У\s?Д?О|М[БКА]УДО|М[БКА]?УДО|ГБПОУ|ГАПОУ|КГБПОУ|КГБОУ|ОГБПОУ"
    r"|ОГАПОУ|БПОУ|"
    r"Г[БАКК]?(?:Д?ОУ|У)|ГБУ\s?ДПО|ГАУ\s?ДПО|[А-Я]{0,3}Г[БАК]У|ФГБОУ(?:\s?В?П?О)?|ЧОУ|АНО|МУДО|МОУ|МДОУ|МОБУ"
    r"|МАУ\s?ДО|МБУ\s?ДО|ГБОУ|ГАОУ|[МГ][БКА]?У)"
)
_REGION = r"(?:\s+(?:РС\s?\(Я\)|РБ|РТ|РК|КК|[А-ЯЁ]{2,4}|[А-ЯЁ][а-яё]+(?:ской|ого|ий|ая)\s+\w+))?"
_QUOTED = r"\s*(?:«[^«»]*(?:«[^«»]*»[^«»]*)*»+|\"[^\"]+\"|“[^”]+”)"
_SCHOOL = r"(?:СОШ|ООШ|НОШ|СШ|школ[аыеу]|гимнази\w|лице\w|детск\w+ сад\w*|техникум\w*|колледж\w*)"
_NAMED = re.compile(
    rf"\b{_ABBREVIATED}(?:\s+(?:СПО|ДО|ДПО|ВО))?{_REGION}\s*(?:{_SCHOOL}\s*)?(?:№\s*\d+"
    rf"|{_QUOTED})(?:\s+(?:г\.|с\.|п\.|пос\.|ст\.)\s?[А-ЯЁ][\w-]+)?"
)
_BARE_ABBREVIATED = re.compile(
    rf"\b{_ABBREVIATED}{_REGION}\s+(?:{_SCHOOL}\s*)?(?:[А-ЯЁ№][^\s,;.]+(?:\s+[^\s,;.«]+){{0,3}}?)(?=\s+(?:на"
    rf"|в|по|для|с)\b|[,;.]|$)"
)
_FULL = re.compile(
    rf"(?:[МмГгКкОоБбАаЧч](?:униципальн|осударственн|раев|бластн|юджетн|втономн"
    rf"|астн)\w+\s+)(?:[а-яё]+\s+){{0,8}}?учреждени\w+[^,;.]*?{_QUOTED}"
)
_SHORT_SCHOOL = re.compile(
    r"\b(?:средней |основной |общеобразовательной )*(?:школ[аыеу]|гимнази[яию]|лице[йяею]|детск(?:ий|ого"
    r"|ом) сад\w*|техникум\w*|колледж\w*)"
    r"\s*(?:№\s*\d+|«[^»]+»)",
    re.I,
)
_BODY = re.compile(
    r"(?:управлени\w+|департамент\w*|комитет\w*|отдел\w*|министерств\w+"
    r"|администраци\w+)\s+(?:по\s+)?(?:образовани\w+|администрац\w+|просвещени\w+|общего|по делам|науки|"
    r"муниципальн\w+|городск\w+|район\w*)[^,;.\d]{0,110}",
    re.I,
)
_BODY_HEAD = re.compile(r"^(?:управлени|отдел|комитет|департамент)", re.I)
_HEADY = re.compile(
    r"^(?:министерств|департамент|управлени|администрац|муниципальн|государственн|комитет|отдел\b|краев"
    r"|областн|бюджетн|частн|автономн|федеральн)",
    re.I,
)
_STOP = re.compile(
    r"^(?:приказ|распоряжение|постановление|утвержд|согласован|«?\d|от\b|№|план|дорожн|комплекс|принят"
    r"|рассмотр|\(?ул\.|адрес|тел)",
    re.I,
)
_FILL = re.compile(r"\s+(?:на|в период|по внедрени\w+|внедрени\w+|реализаци\w+|по реализаци\w+|утвержд\w+)\b.*$", re.I)


def read_organisation(title: str | None, posts: Sequence[str], head: Sequence[str]) -> str | None:
    """As printed. `posts`: the approval block's lines; `head`: the first lines of the file."""
    if title and (found := _in_text(title)):
        return found
    letterhead = _letterhead(head)
    for post in posts:
        if found := _in_text(post):
            return found
    if letterhead:
        return letterhead
    for text in head:
        if found := _in_text(text):
            return found
    if title and (found2 := _BODY.search(title)):
        return _FILL.sub("", found2.group().strip())
    return None


def _in_text(text: str) -> str | None:
    """A named organisation inside a text."""
    for pattern in (_FULL, _NAMED, _BARE_ABBREVIATED, _SHORT_SCHOOL):
        if found := pattern.search(text):
            return re.sub(r"\s+", " ", found.group()).strip(" ,;:")
    return None


def _letterhead(head: Sequence[str]) -> str | None:
    """Lines above «ПРИКАЗ» joined, the short name in brackets preferred, capitals made small."""
    taken: list[str] = []
    for text in head[:12]:
        if _STOP.match(text):
            break
        if taken or _HEADY.match(text):
            taken.append(text)
        if len(taken) >= 6:
            break
    if not taken:
        return None
    whole = " ".join(taken)
    body = next((text for text in taken[1:] if _BODY_HEAD.match(text)), None)
    if body and taken[0].lower().startswith("администраци"):
        owner = re.sub(r"^администраци\w+", "администрации", taken[0], flags=re.I)
        return f"{_sentence_case(body) if is_upper(body) else body} {owner}"
    if found := _in_text(whole):
        return found
    return _sentence_case(whole) if is_upper(whole) else whole


def _sentence_case(text: str) -> str:
    """«УПРАВЛЕНИЕ ОБРАЗОВАНИЯ Г. БОРА» → «Управление образования г. Бора»: only the first word and names."""
    words = text.lower().split(" ")
    words[0] = words[0].capitalize()
    for index in range(1, len(words)):
        if words[index - 1] in ("г.", "города", "с.", "пос."):
            words[index] = words[index].capitalize()
    return " ".join(words)
