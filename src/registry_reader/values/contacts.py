"""Contacts in one cell: phones, mail, and the person whose they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from registry_reader.values.names import read_name
from registry_reader.values.phones import Phone, read_number, split_phones
from registry_reader.values.texts import one_line, plain

_DIGITS_ALONE = re.compile(r"\+?[78]?(?:[\s()-]{0,3}\d){10}")
MAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_RELATION = re.compile(
    r"(?<![а-яё])(?P<word>мама|мать|папа|отец|отчим|мачеха|бабушка|дедушка|опекун\w*|тётя|тетя|дядя|сестра|брат"
    r"|законный представитель|представитель|родитель)(?![а-яё])",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"(?<![а-яё])(?:тел(?:ефон\w*)?|моб(?:ильн\w+)?|сот(?:ов\w+)?|раб(?:оч\w+)?|дом(?:ашн\w+)?|e-?mail|email|т|п"
    r"|эл(?:ектронн\w+)?|почта|адрес|whatsapp|viber|контакт\w*)(?![а-яё])\.?\s*:?|[,;:()/]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Contacts:
    """What a cell of contacts says. `name` and `relation` are of the representative, whose the phones are then."""

    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    name: str | None = None
    relation: str | None = None
    whole: bool = True
    short: bool = False
    bad: bool = False


def read_emails(text: str) -> tuple[str, ...]:
    """The addresses of mail in a text, in small letters."""
    return tuple(dict.fromkeys(found.lower() for found in MAIL.findall(text)))


@lru_cache(maxsize=50_000)
def read_contacts(text: str) -> Contacts:
    """Phones, mail, a name and whose relation it is, taken apart."""
    if _DIGITS_ALONE.fullmatch(text):
        return _of_digits(text)
    emails = read_emails(text)
    bare = MAIL.sub(" ", text)
    relation = _RELATION.search(bare)
    numbers: list[Phone] = []
    words: list[str] = []
    for number, beside in split_phones(bare):
        if number is not None:
            numbers.append(number)
        if beside and beside not in words:
            words.append(beside)
    rest = one_line(_LABELS.sub(" ", _RELATION.sub(" ", " ".join(words)))).strip(" .-–—")
    name = read_name(rest) if rest else None
    if name is not None and not (name.complete or relation):
        name = None
    return Contacts(
        phones=tuple(dict.fromkeys(number.number for number in numbers if number.number)),
        emails=emails,
        name=_full(name.surname, name.name, name.patronymic) if name else None,
        relation=plain(relation["word"]) if relation else None,
        whole=not any(number.bad for number in numbers) and (not rest or (name is not None and not name.beside)),
        short=any(number.short for number in numbers),
        bad=any(number.bad for number in numbers),
    )


def _of_digits(text: str) -> Contacts:
    """A cell that is nothing but a number."""
    number = read_number("".join(filter(str.isdigit, text)))
    return Contacts((number.number,) if number.number else (), whole=not number.bad, short=number.short, bad=number.bad)


def _full(*parts: str | None) -> str:
    return " ".join(filter(None, parts))
