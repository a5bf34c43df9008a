"""Consents and marks: yes, no, refused, a paper, a day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from registry_reader.values.dates import find_day
from registry_reader.values.texts import one_line, plain

_FILE = re.compile(r"^[^\n]{1,200}\.(?:pdf|jpe?g|png|docx?|tiff?|heic|zip|rar|odt)$", re.IGNORECASE)
_REFUSED = re.compile(r"отказ\w*|отозван\w*|отозвал\w*|\bотзыв\b")
_AGAINST = re.compile(r"\bне соглас\w+|\bпротив\b|возража\w+|\bне да\w+ соглас\w*")
_NOT_REQUIRED = re.compile(r"не требу\w+|не нуж\w+|не обязательн\w+")
_MISSING = re.compile(
    r"\bнет\b|\bне (?:сда\w+|получен\w*|подписан\w*|предоставлен\w*|принес\w*|имеется|оформлен\w*|выбрано)\b"
    r"|отсутству\w+|^[-0]$|\bno\b|^n$|\bfalse\b|\bожида\w+|\bна подпис\w+"
)
_YES = re.compile(
    r"\bда\b|^\+$|\bесть\b|имеется|получен\w*|подписан\w*|сдан\w*|предоставлен\w*|оформлен\w*|соглас\w+|[✓✔☑]"
    r"|^v$|^y$|^yes$|^1$|^х$|^x$|\btrue\b|\bдаю\b|\bподтвержда\w+|\bоригинал\b|\bскан\b"
)
_NEGATED = re.compile(r"\bне\s+\w+")
_DONE = re.compile(
    r"да|\+|1|true|пройден\w*|прош[её]?л\w*|завершил\w*|завершил\(а\)|завершен\w*|окончил\w*|окончен\w*|выполнен\w*"
    r"|[✓✔☑]|v|прошел\(прошла\)"
)
_NOT_DONE = re.compile(
    r"нет|0|false|в процессе|продолжа\w+|не завершен\w*|не пройден\w*|не окончен\w*|не завершил\w*|не завершил\(а\)"
    r"|идет|в работе"
)


@dataclass(frozen=True, slots=True)
class Consent:
    """The state, the day and the file of a consent; `whole` where nothing else is said, `unclear` for yes and no."""

    state: str
    date: str | None = None
    paper: str | None = None
    whole: bool = True
    unclear: bool = False


@lru_cache(maxsize=20_000)
def read_consent(text: str, *, answers: bool = False, as_of: str | None = None) -> Consent | None:
    """What a cell says of a consent; in answers «да» is only a tick. None for what is not understood."""
    printed = one_line(text)
    if _FILE.match(printed):
        return Consent("signed", paper=printed)
    said = plain(printed).strip(" .!;")
    yes = _YES.search(_NEGATED.sub(" ", said)) is not None
    return _said_no(said, yes) or _said_yes(said, yes, "ticked" if answers else "signed", as_of)


def _said_no(said: str, yes: bool) -> Consent | None:
    if _REFUSED.search(said):
        return Consent("refused", whole=False)
    if _NOT_REQUIRED.search(said):
        return Consent("not_required", whole=len(said) < 20)
    against, missing = _AGAINST.search(said), _MISSING.search(said)
    if yes and (against or missing):
        return Consent("missing", whole=False, unclear=True)
    if against:
        return Consent("refused", whole=False)
    return Consent("missing", whole=len(said.split()) <= 2) if missing else None


def _said_yes(said: str, yes: bool, state: str, as_of: str | None) -> Consent | None:
    """A «yes», or a day alone."""
    day, rest = find_day(said, as_of)
    if not yes and not (day and not rest.strip(" от.г")):
        return None
    return Consent(state, day or None, whole=_tells_no_more(rest))


def _tells_no_more(text: str) -> bool:
    return not re.sub(r"\b(?:от|г|года)\b|[\s.,;:()]|даю", "", _YES.sub("", text))


@lru_cache(maxsize=5_000)
def read_mark(text: str) -> bool | None:
    """Whether the programme was completed; None for what is not understood."""
    said = plain(text).strip(" .!;")
    if _NOT_DONE.fullmatch(said):
        return False
    return True if _DONE.fullmatch(said) else None
