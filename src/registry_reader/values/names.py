"""Names of people as they are printed: any order, initials, capitals, former names, and what stands beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from registry_reader.values.given_names import is_common_name, is_given_name
from registry_reader.values.letters import mend
from registry_reader.values.texts import one_line
from russian.folding import fold

_LETTERS = "A-Za-zА-Яа-яЁё"
_WORD = re.compile(rf"[{_LETTERS}]+(?:[-'’][{_LETTERS}]+)*\.?")
_SON = frozenset({"оглы", "оглу", "кызы", "гызы", "кизи", "улы", "уулу"})
_PATRONYMIC = re.compile(
    r"(?:[оеё]вич|[оеё]вна|ильич|кузьмич|фомич|лукич|ильинична|кузьминична|фоминична|лукинична|никитична|саввич"
    r"|саввична|ич|ична|инична)$"
)
_SURE_PATRONYMIC = re.compile(r"(?:[оеё]вна|ильич|кузьмич|фомич|лукич|ична)$")
_SURNAME = re.compile(r"(?:[оеё]в|[оеё]ва|ин|ина|ын|ына|ский|ская|цкий|цкая|енко|чук|ных|их|ых|ич|як|ец|ко|дзе|ян)$")
_LONGEST = 2_000
_USUAL = re.compile(
    r"([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?|[А-ЯЁ]{3,}) ([А-ЯЁ][а-яё]+) ([А-ЯЁ][а-яё]*(?:[оеё]вич|[оеё]вна|ьич|чна))"
)
_SHORT = re.compile(r"([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?) ([А-ЯЁ]\.) ?([А-ЯЁ]\.)")
_NUMBERING = re.compile(r"^\s*(?:\d{1,3}\s*[.)]\s*(?=\D)|[@=+*•'\"–-]+\s*)")
_INITIAL_STUCK = re.compile(r"(?<![^\W\d_])([A-ZА-ЯЁ])\.(?=[^\s,;)])")
_SURNAME_HYPHEN = re.compile(
    r"(?<=[^\W\d_])\s+[-–—]\s*(?=[А-ЯЁA-Z][а-яёa-z])|(?<=[^\W\d_])[-–—]\s+(?=[А-ЯЁA-Z][а-яёa-z])"
)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_TAIL = re.compile(r"\s*(?:[,;:/]|\s[-–—]\s|(?<=[а-яё])\s*[–—]|(?=\s\d)|(?=\sгр\.|\sгруппа\b))")
_INITIALS_TOGETHER = re.compile(r"[А-ЯЁ]{2}$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name understood. `printed` is the name alone as it stands; `beside` what else the cell says, in order.

    `latin` says that Latin letters were put right, `former` that a part in brackets was left out.
    """

    surname: str | None
    name: str | None = None
    patronymic: str | None = None
    printed: str = ""
    beside: tuple[str, ...] = ()
    latin: bool = False

    @property
    def complete(self) -> bool:
        """Whether it is more than one word."""
        return self.name is not None


@lru_cache(maxsize=50_000)
def read_name(text: str) -> Name | None:
    """The one person that a text names, or None where it names nobody."""
    if len(text) > _LONGEST:
        return None
    text = one_line(text)
    usual = _USUAL.fullmatch(text)
    if usual is not None and not _PATRONYMIC.search(usual[2]):
        return Name(_cased(usual[1]), usual[2], usual[3], text)
    short = _SHORT.fullmatch(text)
    if short is not None:
        return Name(short[1], short[2], short[3], text)
    text = _NUMBERING.sub("", text)
    brackets = tuple(filter(None, map(str.strip, _BRACKETS.findall(text))))
    head, tail = _split(one_line(_BRACKETS.sub(" ", text)).strip(" ,;.") if brackets else text)
    mended, latin = mend(head)
    before, words, after = _words(mended)
    parts = _parts(words)
    if parts is None:
        return None
    printed = one_line(head[len(before) : len(head) - len(after)]).strip(" ,;")
    beside = tuple(filter(None, (before.strip(" :-–—"), *brackets, after.strip(), tail)))
    return Name(*parts, printed, beside, latin)


def _split(text: str) -> tuple[str, str]:
    """The name and what stands after it: «Иванова М.П., учитель химии», «Петров Пётр 8Б»."""
    text = _SURNAME_HYPHEN.sub("-", text)
    found = _TAIL.search(text)
    if found is None:
        return text, ""
    return text[: found.start()], text[found.end() :].strip(" ,;:–—-")


def _words(text: str) -> tuple[str, list[str], str]:
    """What stands before the name («учитель Иванова М.П.»), its words, and what follows («… учитель химии»)."""
    spaced = _INITIAL_STUCK.sub(r"\1. ", text)
    found = list(_WORD.finditer(spaced))
    if _WORD.sub("", spaced).strip(" .,-'’\"*"):
        return "", [], ""
    capital = [word[0][0].isupper() for word in found]
    if True not in capital:
        return "", [word[0] for word in found] if _small_name(found) else [], ""
    start = capital.index(True)
    end = _end_of_name(found, start)
    after = spaced[found[end].start() :] if end < len(found) else ""
    return spaced[: found[start].start()], [word[0] for word in found[start:end]], after


def _end_of_name(found: list[re.Match[str]], start: int) -> int:
    """The first word after the name: one in small letters that is no part of a name."""
    small = (at for at in range(start, len(found)) if found[at][0][0].islower() and not _may_be_small(found[at][0]))
    return next(small, len(found))


def _may_be_small(word: str) -> bool:
    return fold(word) in _SON or is_common_name(word) or (len(word) == 2 and word.endswith("."))


def _small_name(found: list[re.Match[str]]) -> bool:
    """Whether words without a capital are a name typed in small letters."""
    return any(is_common_name(word[0]) or is_patronymic(word[0]) or len(word[0].rstrip(".")) == 1 for word in found)


def _parts(words: list[str]) -> tuple[str | None, str | None, str | None] | None:
    """Surname, name and patronymic of the words of one name, in letters as in a passport."""
    words, son = _take_son(words)
    if not 1 <= len(words) <= 4 or any(len(word) > 40 for word in words):
        return None
    initials = [word for word in words if _is_initial(word)]
    if initials:
        return _with_initials([word for word in words if not _is_initial(word)], initials)
    if len(words) == 1:
        return _cased(words[0]), None, None
    if son and len(words) == 3:
        return _cased(words[0]), _cased(words[1]), f"{_cased(words[2])} {son}"
    return _passport(*(_three(words) if len(words) >= 3 else _two(words)))


def _passport(surname: str | None, name: str, patronymic: str | None) -> tuple[str | None, str, str | None]:
    return _cased(surname) if surname else None, _cased(name), _cased(patronymic) if patronymic else None


def _take_son(words: list[str]) -> tuple[list[str], str]:
    if len(words) > 2 and fold(words[-1]) in _SON:
        return words[:-1], words[-1].lower()
    if len(words) > 2 and "-" in words[-1] and fold(words[-1].rpartition("-")[2]) in _SON:
        first, _, last = words[-1].rpartition("-")
        return [*words[:-1], first], last.lower()
    return words, ""


def _is_initial(word: str) -> bool:
    """«Ю.» and also «Дж.» or «Вл.»: at most three letters and a dot."""
    return len(word.rstrip(".")) == 1 or (word.endswith(".") and len(word) <= 4 and word[0].isupper())


def _with_initials(full: list[str], initials: list[str]) -> tuple[str | None, str | None, str | None] | None:
    if not full or len(full) > 2 or len(initials) > 2:
        return None
    dotted = [f"{word.rstrip('.')[:1].upper()}{word.rstrip('.')[1:].lower()}." for word in initials]
    if len(full) == 2:
        if len(initials) > 1 or not is_given_name(full[1]):
            return None
        return _cased(full[0]), _cased(full[1]), dotted[0]
    return _cased(full[0]), dotted[0], dotted[1] if len(dotted) > 1 else None


def _two(words: list[str]) -> tuple[str | None, str, str | None]:
    first, second = words
    if _INITIALS_TOGETHER.match(second) and not first.isupper():
        return first, f"{second[0]}.", f"{second[1]}."
    if is_patronymic(second) and _SURE_PATRONYMIC.search(fold(second)) and is_given_name(first):
        return None, first, second
    return (second, first, None) if _name_first(first, second) else (first, second, None)


def _name_first(first: str, second: str) -> bool:
    """Whether «Мария Иванова» it is, and not «Иванова Мария»."""
    if is_common_name(second):
        return is_common_name(first) and not _SURNAME.search(fold(first)) and bool(_SURNAME.search(fold(second)))
    if is_common_name(first):
        return True
    return is_given_name(first) and not is_given_name(second) and bool(_SURNAME.search(fold(second)))


def _three(words: list[str]) -> tuple[str | None, str, str | None]:
    if len(words) == 4:
        return _four(words)
    first, second, third = words
    middle, last = is_patronymic(second), is_patronymic(third)
    if middle and last:
        return (third, first, second) if is_given_name(first) and not is_given_name(second) else (first, second, third)
    if middle and is_given_name(first):
        return third, first, second
    return first, second, third


def _four(words: list[str]) -> tuple[str, str, str]:
    """A surname or a name of two words: «Перес Гарсия Анна Ивановна», «Иванова Анна Мария Петровна»."""
    if is_common_name(words[1]) or not is_common_name(words[2]):
        return words[0], f"{_cased(words[1])} {_cased(words[2])}", words[3]
    return f"{_cased(words[0])} {_cased(words[1])}", words[2], words[3]


def is_patronymic(word: str) -> bool:
    """Whether a word may be a patronymic by its ending; surnames like «Юркевич» may too."""
    return _PATRONYMIC.search(fold(word)) is not None


def cased(text: str) -> str:
    """A part of a name in letters as in a passport: «ИВАНОВА-ПЕТРОВА» and «иванова» become capital at the start."""
    words = one_line(re.sub(r"\s*[-–—]\s*", "-", text)).split(" ")
    return " ".join(word.lower() if fold(word) in _SON else _cased(word) for word in words)


def _cased(word: str) -> str:
    if " " in word:
        return word
    if word.isupper() or word.islower():
        return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))
    return word[:1].upper() + word[1:]


def looks_like_name(text: str) -> bool:
    """Whether a text surely names a person: with a given name, a patronymic or initials."""
    found = read_name(text)
    if found is None or found.name is None:
        return False
    return found.name.endswith(".") or bool(found.patronymic) or is_given_name(found.name)
