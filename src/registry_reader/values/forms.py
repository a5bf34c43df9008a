"""Forms of mentoring and, in brackets, role models."""

from __future__ import annotations

import re
from functools import lru_cache

from registry_reader.values.texts import one_line, plain

_SIDES = (
    ("ученик", r"учени\w+|обучающ\w+|учащ\w+|школьник\w*|воспитанник\w*|у"),
    ("педагог", r"(?:молод\w+\s+)?(?:педагог\w*|учител\w+|преподавател\w+)|п"),
    ("студент", r"студент\w*|с"),
    ("работодатель", r"работодател\w+|р"),
    ("руководитель", r"руководител\w+(?:\s+оо|\s+образовательн\w+\s+организаци\w+)?"),
    ("социальный партнёр", r"соц(?:иальн\w+|\.)?\s*партн[её]р\w*"),
)
_NAMES = {
    ("ученик", "ученик"): "ученик–ученик",
    ("педагог", "педагог"): "учитель–учитель",
    ("студент", "ученик"): "студент–ученик",
    ("работодатель", "ученик"): "работодатель–ученик",
    ("работодатель", "студент"): "работодатель–студент",
    ("педагог", "ученик"): "учитель–ученик",
    ("студент", "студент"): "студент–студент",
    ("руководитель", "педагог"): "руководитель–педагог",
    ("социальный партнёр", "педагог"): "социальный партнёр–педагог",
}
_SIDE = "|".join(f"(?:{pattern})(?![а-яё])" for _, pattern in _SIDES)
_FORM = re.compile(
    rf"(?:форм\w*(?:\s+наставничества)?\s*:?\s*)?(?P<first>{_SIDE})\s*[-/]\s*(?P<second>{_SIDE})(?P<rest>.*)"
)
_INSIDE = re.compile(
    r"(?<![\w-])(?P<first>учени\w+|обучающ\w+|педагог\w*|учител\w+|студент\w*|работодател\w+|руководител\w+|соц\w+\s+партн\w+)"
    r"\s*-\s*(?P<second>учени\w+|обучающ\w+|педагог\w*|учител\w+|студент\w*)(?![\w-])"
)
_BRACKETS = re.compile(r"\(([^()]*)\)\s*$")
_MARKS = " \t\n«»\"“”„'()"


@lru_cache(maxsize=5_000)
def read_form(text: str) -> tuple[str | None, str | None]:
    """The form by its name and the role model as printed. A form that is not known is None."""
    text = one_line(text)
    brackets = _BRACKETS.search(text)
    bare = text[: brackets.start()] if brackets else text
    found = _FORM.fullmatch(plain(bare).strip(" .,;:"))
    if found is None:
        return None, None
    rest = found["rest"].strip(" ,;:.-")
    if not rest:
        return _name(found), brackets[1].strip(_MARKS) if brackets else None
    model = _model_after(bare) if not brackets and "-" in rest else ""
    return (_name(found), model) if model else (None, None)


def _model_after(text: str) -> str:
    """The role model after a comma: «ученик–ученик, лидер – пассивный»."""
    at = max(text.rfind(mark) for mark in ",:;")
    return text[at + 1 :].strip(_MARKS) if at > 0 else ""


def find_form(text: str) -> str | None:
    """The only form that a longer text names: «Форма «учитель – ученик»»."""
    found = {_name(one) for one in _INSIDE.finditer(plain(text))} - {None}
    return found.pop() if len(found) == 1 else None


def _name(found: re.Match[str]) -> str | None:
    return _NAMES.get((_side(found["first"]), _side(found["second"])))


def _side(word: str) -> str:
    return next((name for name, pattern in _SIDES if re.fullmatch(pattern, word)), "")
