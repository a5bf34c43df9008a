"""Russian names and posts in the cases a paper needs: «Назначить Петрову А. С.», «заместителю директора».

The rules of pytrovich decline most names; what it gets wrong is put right here by rules of endings and by the
dictionary of pymorphy3. Text that no rule knows comes back as it was, for a paper with a nominative in it can be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from russian.spaces import TIED


class Case(StrEnum):
    """Six cases by their dictionary codes."""

    NOMN = "nomn"
    GENT = "gent"
    DATV = "datv"
    ACCS = "accs"
    ABLT = "ablt"
    LOCT = "loct"


class Gender(StrEnum):
    """Gender by which a name is declined."""

    MALE = "male"
    FEMALE = "female"


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name by its parts; name and patronymic may be initials such as «А.»."""

    surname: str
    name: str = ""
    patronymic: str = ""
    gender: Gender | None = None

    @property
    def full(self) -> str:
        """Return the name in official order: Петрова Анна Сергеевна."""
        return " ".join(part for part in (self.surname, self.name, self.patronymic) if part)


NO_CORRECTIONS: Mapping[str, str] = MappingProxyType({})
_OBLIQUE = (Case.GENT, Case.DATV, Case.ACCS, Case.ABLT, Case.LOCT)
_GENDERS = {"masc": Gender.MALE, "femn": Gender.FEMALE}
_VOWEL = "[аеёиоуыэюя]"
_SYLLABLE = f"{_VOWEL}.{{0,6}}"
_INITIAL = re.compile(r"[А-ЯЁA-Z](?:[а-яё]{0,2}\.(?:-[А-ЯЁA-Z]\.)*)?")
_GLUED_INITIAL = re.compile(r"(?<!\w)([А-ЯЁA-Z][а-яё]{0,2}\.)(?=\w)")
_LOOSE_HYPHEN = re.compile(r"(?<=[А-ЯЁа-яё])(?:\s+[-–]\s*|[-–]\s+)(?=[А-ЯЁ])")
_TURKIC = re.compile(r".*\b(?:(?P<male>огл[ыу]|улы|уулу)|(?:[кг]ызы|кизи))")
_PATRONYMIC = re.compile(rf"{_TURKIC.pattern}|.{{2,}}(?:(?P<man>[иы]ч)|[вчш]на)")
_FEMALE_SURNAME = re.compile(f".*{_SYLLABLE}(?:[оеё]в|[иы]н)а|.*[сц]кая|.*яя")
_MALE_SURNAME = re.compile(f".{{2,}}[оеё]в|.*{_SYLLABLE}(?:[иы]н|[иыо]й)")
_PROPER = {"Name", "Surn", "Patr", "Geox", "Fixd", "Abbr"}


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=8192)
def _parses(word: str) -> tuple[Any, ...]:
    """Return what the dictionary holds for a nominative singular, nothing for a word it would guess at."""
    is_russian = re.fullmatch("[а-яё-]{1,60}", word)
    return _guesses(word) if is_russian and _dictionary().word_is_known(word) else ()


def _guesses(word: str) -> tuple[Any, ...]:
    return tuple(parse for parse in _dictionary().parse(word) if {"sing", "nomn"} in parse.tag)


def _noun(word: str) -> Any:
    """Return the common noun that a surname repeats, such as Соловей, Ткач or Гуща; none when there is none."""
    return next((p for p in _parses(word) if p.tag.POS == "NOUN" and not _PROPER & p.tag.grammemes), None)


def _noun_form(word: str, case: Case) -> str:
    noun = _noun(word)
    form = noun.inflect({"sing", Case.GENT.value if case is Case.ACCS else case.value}) if noun else None
    return str(form.word) if form else ""


def _adjective(word: str) -> Any:
    return next((p for p in _parses(word) if p.tag.POS in {"ADJF", "PRTF"}), None)


def _is_fixed(word: str) -> bool:
    """Whether the dictionary knows a surname on -а or -я that neither men nor women decline."""
    surnames = [parse.tag for parse in _parses(word) if "Surn" in parse.tag]
    return bool(surnames) and all("Fixd" in tag for tag in surnames)


def _has_one_vowel(word: str) -> bool:
    return len(re.findall(_VOWEL, word)) == 1


def _is_like_noun(word: str) -> bool:
    return not _adjective(word) and bool(_noun(word) or _has_one_vowel(word))


def _is_not_of_a_man(word: str) -> bool:
    """Whether a surname like Калина is the noun itself, not the feminine of a surname on -ин or -ов."""
    return bool(_noun(word)) and not any("Surn" in parse.tag for parse in (*_parses(word[:-1]), *_parses(word)))


class _Rule(NamedTuple):
    """What is right where pytrovich is wrong: letters to cut off an ending and endings of the five cases."""

    gender: Gender
    ending: str
    cut: int
    endings: str
    holds: Callable[[str], bool] = bool


_CONSONANT, _SOFT, _A, _HUSHING = "а у а ом е", "я ю я ем е", "ы е у ой е", "ого ому ого им ом"
_RULES = {
    "LASTNAME": (
        _Rule(Gender.MALE, "гий", 2, _HUSHING, lambda word: not _parses(word) or bool(_adjective(word))),
        _Rule(Gender.MALE, "ой", 1, _SOFT, _is_like_noun),
        _Rule(Gender.MALE, "[гкхжшчщ]ой", 2, _HUSHING),
        _Rule(Gender.MALE, "[яюэ]й", 1, _SOFT),
        _Rule(Gender.MALE, f"{_SYLLABLE}[бвдзлмпстф]их|[^оеё]в|[^иы]н", 0, _CONSONANT),
        _Rule(Gender.MALE, "[иы]н", 0, _CONSONANT, _has_one_vowel),
        _Rule(Gender.MALE, f"{_SYLLABLE}лец", 2, "ьца ьцу ьца ьцем ьце"),
        _Rule(Gender.MALE, f"{_SYLLABLE}(?:[дтрзп]|[иы]н)ец", 2, "ца цу ца цем це"),
        _Rule(Gender.MALE, f"{_SYLLABLE}[её]нок", 2, "ка ку ка ком ке"),
        _Rule(Gender.FEMALE, "[^иы]на", 1, _A),
        _Rule(Gender.FEMALE, "(?:[оеё]в|[иы]н)а", 1, _A, _is_not_of_a_man),
        _Rule(Gender.FEMALE, "[жшчщ]ая", 2, "ой ой ую ой ой", lambda word: bool(_adjective(word[:-2] + "ой"))),
        _Rule(Gender.FEMALE, "[жшчщ]ая", 2, "ей ей ую ей ей"),
    ),
    "FIRSTNAME": (
        _Rule(Gender.MALE, "ия", 1, "и и ю ей и"),
        _Rule(Gender.MALE, "[^б]ек", 0, _CONSONANT),
    ),
    "MIDDLENAME": (_Rule(Gender.MALE, "ыч", 0, "а у а ем е"),),
}


@lru_cache(maxsize=1)
def _maker() -> Any:
    from pytrovich import PetrovichDeclinationMaker

    return PetrovichDeclinationMaker()


def _by_library(part: str, word: str, gender: Gender, case: Case, *, is_last: bool) -> str:
    from pytrovich import Case as LibraryCase
    from pytrovich import Gender as LibraryGender
    from pytrovich import NamePart

    place = LibraryCase(_OBLIQUE.index(case))
    return str(_maker().make(NamePart[part], LibraryGender[gender.name], place, word, known_gender=is_last))


def _spelled(word: str, form: str, case: Case) -> str:
    """Return the form with the vowel that spelling asks for after a sibilant or under the stress of a noun."""
    form = re.sub("(?<=[гкхжшчщ])ы$", "и", form)
    if case is not Case.ABLT or not re.search(".[оеё][мй]$", form) or form == word or re.search("[ая]я$|нец$", word):
        return form
    noun = _noun_form(word, case)
    if noun[-2:] in {"ём", "ёй", "ом", "ой"} and noun[:-2] == form[:-2]:
        return noun
    is_soft = form[-3] == "ц" or (form[-3] in "жшчщ" and (noun or not _has_one_vowel(word)))
    return form[:-2] + "е" + form[-1] if is_soft else form


@lru_cache(maxsize=8192)
def _word(part: str, word: str, gender: Gender, case: Case, is_last: bool) -> str:
    """Return one word of a name, in small letters, in an oblique case."""
    if re.search("[еиоуыэю]а$", word) or (re.search("а$|[^и]я$", word) and _is_fixed(word)):
        return word
    if part == "FIRSTNAME" and not is_last and word[-1] not in "ая":
        return word
    if part == "LASTNAME" and gender is Gender.MALE and re.search("ей$|(?<![иы]н)ец$", word) and _noun(word):
        return _noun_form(word, case) or word
    for rule in _RULES[part]:
        if rule.gender is gender and re.search(f"(?:{rule.ending})$", word) and rule.holds(word):
            form = word[: len(word) - rule.cut] + rule.endings.split()[_OBLIQUE.index(case)]
            break
    else:
        form = _by_library(part, word, gender, case, is_last=is_last)
    return form if part == "MIDDLENAME" else _spelled(word, form, case)


def _recased(original: str, form: str) -> str:
    """Return the form in the letters of the original, as far as both are the same, and wholly for capitals."""
    if original.isupper():
        return form.upper()
    pairs = zip(original, original.lower(), form, strict=False)
    shared = next((at for at, (_, old, new) in enumerate(pairs) if old != new), min(len(original), len(form)))
    return original[:shared] + form[shared:]


def _part(part: str, text: str, gender: Gender, case: Case) -> str:
    """Return a part of a name in the case, word by word; a small «фон» or «де» stays."""
    pieces = re.split(r"([\s\-–]+)", text)
    for at, piece in enumerate(pieces):
        lower = piece.lower()
        is_particle = piece == lower and len(pieces) > 1
        if re.fullmatch("[а-яё]{2,}", lower) and re.search(_VOWEL, lower) and not is_particle:
            pieces[at] = _recased(piece, _word(part, lower, gender, case, at == len(pieces) - 1))
    return "".join(pieces)


def parse(text: str) -> Name:
    """Return the parts of a name: «Петрова Анна Сергеевна», «Петрова А.С.», «А. С. Петрова», «Петрова»."""
    words = _LOOSE_HYPHEN.sub("-", _GLUED_INITIAL.sub(r"\1 ", text)).split()
    leading = next((at for at, word in enumerate(words) if not _INITIAL.fullmatch(word)), 0)
    if len(words) > 2 and _is_patronymic(words[-2]) and not _is_patronymic(words[-1]):
        leading = len(words) - 1
    if leading:
        return _of_words(words[leading:], words[:leading])
    if len(words) == 2 and _is_a(words[0], "Name") and _is_a(words[1], "Patr"):
        return _of_words([], words)
    if len(words) == 2 and _is_a(words[0], "Name") and _is_a(words[1], "Surn"):
        return _of_words(words[1:], words[:1])
    end = next((at for at, word in enumerate(words) if not word.islower()), 0) + 1
    return _of_words(words[:end], words[end:])


def _of_words(surname: Sequence[str], others: Sequence[str]) -> Name:
    given = [f"{word}." if re.fullmatch("[А-ЯЁA-Z]", word) else word for word in others]
    first = len(given) - 1 if len(given) > 2 and re.search("(?:[иы]ч|[вчш]на)$", given[-1].lower()) else 1
    return Name(" ".join(surname), " ".join(given[:first]), " ".join(given[first:]))


def _is_patronymic(word: str) -> bool:
    return bool(_PATRONYMIC.fullmatch(word.lower()))


def _is_a(word: str, grammeme: str) -> bool:
    """Whether the dictionary knows the word as this part of a name and as no other."""
    grammemes = {known for parse in _parses(word.lower()) for known in parse.tag.grammemes}
    return grammemes & {"Name", "Surn", "Patr"} == {grammeme}


def gender_of(name: Name) -> Gender | None:
    """Return the gender by patronymic, then by first name, then by a surname of one gender; none when not known."""
    if name.gender:
        return name.gender
    sign = _PATRONYMIC.fullmatch(name.patronymic.lower())
    if sign:
        return Gender.MALE if sign["male"] or sign["man"] else Gender.FEMALE
    first_name = re.split(r"[\s\-]", name.name.lower())[-1]
    genders = {parse.tag.gender for parse in _parses(first_name) if "Name" in parse.tag}
    known = _GENDERS.get(genders.pop()) if len(genders) == 1 else None
    return known or _gender_of_surname(re.split(r"[\s\-]", name.surname.lower())[-1])


def _gender_of_surname(surname: str) -> Gender | None:
    if _MALE_SURNAME.fullmatch(surname) and not _noun(surname):
        return Gender.MALE
    if _FEMALE_SURNAME.fullmatch(surname) and not _is_not_of_a_man(surname):
        return Gender.FEMALE
    adjective = _adjective(surname)
    return _GENDERS.get(adjective.tag.gender) if adjective else None


def decline(name: Name, case: Case, corrections: Mapping[str, str] = NO_CORRECTIONS) -> Name:
    """Return the name in the case; of unknown gender it stays as it is. A correction of the whole or a part wins."""
    if case is Case.NOMN:
        return name
    whole = corrections.get(f"{name.full}|{case.value}")
    if whole is not None:
        return _divided_like(name, whole)
    gender = gender_of(name)

    def declined(part: str, text: str) -> str:
        is_fixed = _TURKIC.fullmatch(text.lower()) or text.lower().endswith("-заде")
        form = text if is_fixed or gender is None else _part(part, text, gender, case)
        return corrections.get(f"{text}|{case.value}", form)

    parts = declined("LASTNAME", name.surname), declined("FIRSTNAME", name.name)
    return Name(*parts, declined("MIDDLENAME", name.patronymic), name.gender)


def _divided_like(name: Name, text: str) -> Name:
    words, first, second = text.split(), len(name.surname.split()), len(name.name.split())
    if len(words) != len(name.full.split()):
        return Name(text, gender=name.gender)
    parts = words[:first], words[first : first + second], words[first + second :]
    surname, first_name, patronymic = (" ".join(part) for part in parts)
    return Name(surname, first_name, patronymic, name.gender)


def _initials(name: Name) -> list[str]:
    given = [*name.name.split(), re.split(r"[\s\-]", name.patronymic)[0]]
    return [
        word if word.endswith(".") else "-".join(f"{piece[0].upper()}." for piece in word.split("-") if piece)
        for word in given
        if word and word[0].isalpha()
    ]


def initials_first(name: Name) -> str:
    """Return «А. С. Петрова» with no-break spaces."""
    return TIED.join(part for part in (*_initials(name), name.surname) if part)


def initials_last(name: Name) -> str:
    """Return «Петрова А. С.» with no-break spaces."""
    return TIED.join(part for part in (name.surname, *_initials(name)) if part)


def initials_of(name: Name, case: Case, corrections: Mapping[str, str] = NO_CORRECTIONS) -> str:
    """Return the declined surname and the initials: «Петровой А. С.» with no-break spaces."""
    return initials_last(replace(name, surname=decline(name, case, corrections).surname))


class _Form(NamedTuple):
    """A word of a post in the case; the gender of «глава» and the like is empty: it agrees with both."""

    word: str
    gender: str
    is_noun: bool
    is_person: bool


def post(text: str, case: Case, corrections: Mapping[str, str] = NO_CORRECTIONS) -> str:
    """Return a post in the case: its head and the adjectives of the head; the rest stays as it is."""
    if case is Case.NOMN:
        return text
    corrected = corrections.get(f"{text}|{case.value}")
    if corrected is not None:
        return corrected
    words = re.split(r"(\s+)", text)
    start, before = (0 if words[0] else 2), ","
    for at in range(start, len(words), 2):
        if before == "и" or before.endswith((",", ";")):
            phrase = _head(words[at::2], case, is_joined=before == "и")
            words[at : at + 2 * len(phrase) : 2] = phrase
        before = words[at]
    return "".join(words)


def _head(words: Sequence[str], case: Case, *, is_joined: bool) -> list[str]:
    """Return the first words of a phrase in the case, up to its noun; after «и» only a noun of a person counts."""
    forms: list[str] = []
    last: _Form | None = None
    for word in words:
        core = re.fullmatch(r"((?:[А-ЯЁа-яёA-Za-z]+-)*[А-ЯЁа-яё]+)([,;]?)", word)
        form = _post_word(core[1], case) if core else None
        if word.lower() in {"ст.", "мл.", "гл.", "вед.", "временно"}:
            forms.append(word)
            continue
        if not core or not form or (last and last.gender and form.gender not in ("", last.gender)):
            break
        forms.append(form.word + core[2])
        last = form
        if form.is_noun or core[2]:
            break
    return [] if is_joined and not (last and last.is_noun and last.is_person) else forms


@lru_cache(maxsize=8192)
def _post_word(word: str, case: Case) -> _Form | None:
    """Return a word of a post, by its parts when the dictionary lacks the compound; an abbreviation is none."""
    lower = word.lower()
    *firsts, last = [lower] if _parses(lower) else lower.split("-")
    form = _post_piece(last, case, can_guess=not word.isupper())
    if form is None:
        return None
    persons = [_post_piece(first, case, can_guess=False) for first in firsts]
    pieces = [new.word if new and new.is_person else old for old, new in zip(firsts, persons, strict=True)]
    originals = word.split("-") if firsts else [word]
    return form._replace(word="-".join(map(_recased, originals, [*pieces, form.word])))


def _post_piece(piece: str, case: Case, *, can_guess: bool) -> _Form | None:
    parses = _parses(piece) or [p for p in _guesses(piece) if can_guess and "anim" in p.tag]
    usable = [p for p in parses if p.tag.POS in {"ADJF", "PRTF", "NOUN"} and not _PROPER & p.tag.grammemes]
    if not usable or len(piece) < 3:
        return None
    best = min(usable, key=lambda p: (p.tag.POS == "NOUN", "anim" not in p.tag, p.tag.gender != "masc"))
    is_noun, gender = best.tag.POS == "NOUN", str(best.tag.gender or "")
    wanted = {"sing", case.value} if is_noun else {"sing", case.value, gender}
    if case is Case.ACCS and gender == "masc" and not is_noun:
        wanted.add("anim")
    form = best.inflect(wanted)
    if form is None:
        return None
    pairs = zip(piece.ljust(len(form.word)), form.word, strict=False)
    word = "".join("е" if (old, new) == ("е", "ё") else new for old, new in pairs)
    return _Form(word, gender, is_noun, not is_noun or "anim" in best.tag)
