"""Marks that an organisation may put into its own Word template: which there are, what they mean, what they become."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docforge.kinds import Given, PaperKind, Person, Variable, read_values
from docforge.kinds.composition import wording_of
from russian import cases
from russian.numerals import day_in_words

CASES = (("gent", "кого"), ("datv", "кому"), ("accs", "кого"), ("ablt", "кем"))
FRAME = (
    ("organisation", "полное наименование организации"),
    ("organisation_short", "краткое наименование"),
    ("founder", "учредитель"),
    ("place", "населённый пункт"),
    ("head_post", "должность руководителя"),
    ("head_name", "руководитель: инициалы и фамилия"),
    ("number", "номер"),
    ("date", "дата: 01.09.2026"),
    ("date_words", "дата словами"),
    ("heading", "заголовок к тексту"),
    ("preamble", "преамбула"),
    ("text", "весь текст с пунктами"),
    ("grounds", "основания в творительном падеже"),
    ("executor", "исполнитель и телефон"),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One placeholder: its name, what it means, columns where it is a list."""

    name: str
    meaning: str
    columns: tuple[str, ...] = ()
    required: bool = False


def marks_of(kind: PaperKind) -> tuple[Mark, ...]:
    """Every placeholder that papers of a kind know."""
    return (*(Mark(name, meaning) for name, meaning in FRAME), *_own(kind))


def _own(kind: PaperKind) -> Iterator[Mark]:
    for variable in kind.variables:
        if variable.sort == "rows":
            yield Mark(variable.name, f"{variable.label}: строки", columns_of(variable), variable.required)
        elif variable.sort == "people":
            yield Mark(variable.name, f"{variable.label}: строки", ("name", "post", "initials"), variable.required)
        else:
            yield Mark(variable.name, variable.label, (), False)
        if variable.sort == "person":
            yield from (Mark(f"{variable.name}_{case}", f"{variable.label}: {word}") for case, word in CASES)
            yield Mark(f"{variable.name}_post", f"{variable.label}: должность")
            yield from (
                Mark(f"{variable.name}_post_{case}", f"{variable.label}: должность, {word}") for case, word in CASES
            )


def columns_of(variable: Variable) -> tuple[str, ...]:
    """The columns of a list as a template names them: c1, c2, …"""
    return tuple(f"c{place}" for place, _ in enumerate(variable.columns, 1))


def values_of(kind: PaperKind, given: Given) -> dict[str, object]:
    """The value of every placeholder."""
    owner, own = given.organisation, given.requisites
    head = cases.initials_first(cases.parse(owner.head_name)) if owner.head_name else ""
    found: dict[str, object] = {
        "organisation": owner.full_name,
        "organisation_short": owner.short_name,
        "founder": owner.founder,
        "place": owner.place,
        "head_post": owner.head_post,
        "head_name": head,
        "number": own.number,
        "date": f"{own.date:%d.%m.%Y}" if own.date else "",
        "date_words": day_in_words(own.date) if own.date else "",
        "grounds": ", ".join(given.grounds),
        "executor": ", тел. ".join(part for part in given.executor if part),
        **wording_of(kind, given),
    }
    for name, value in read_values(kind, given.values).items():
        found |= _values(kind.variable(name), value, given)
    return found


def _values(variable: Variable, value: object, given: Given) -> dict[str, object]:
    name = variable.name
    match variable.sort, value:
        case "rows", tuple():
            columns = columns_of(variable)
            return {name: [dict(zip(columns, [*row, *[""] * len(columns)], strict=False)) for row in value]}
        case "people", tuple():
            return {name: [_person(person) for person in value]}
        case "person", _:
            return _declined(name, value if isinstance(value, Person) else Person(""), given)
        case "date", _:
            return {name: f"{value:%d.%m.%Y}" if value else ""}
    return {name: "" if value is None else str(value)}


def _person(person: Person) -> dict[str, str]:
    initials = cases.initials_last(cases.parse(person.name))
    return {"name": person.name, "post": person.post, "initials": initials}


def _declined(name: str, person: Person, given: Given) -> dict[str, object]:
    parsed = cases.parse(person.name)
    found: dict[str, object] = {name: person.name, f"{name}_post": person.post}
    for case, _ in CASES:
        found[f"{name}_{case}"] = cases.decline(parsed, cases.Case(case), given.corrections).full if person.name else ""
        found[f"{name}_post_{case}"] = cases.post(person.post, cases.Case(case), given.corrections)
    return found
