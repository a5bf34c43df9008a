"""From plain values (as JSON keeps them) to what a text can use; what is missing or wrong, in sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation

from docforge.kinds.model import PaperKind, Person, Variable

# No paper counts so far, and a longer number would hold the machine up.
LARGEST = 10**15
EMPTY: Mapping[str, object] = {"people": (), "rows": (), "boolean": False, "date": None, "number": None, "person": None}


def read_values(kind: PaperKind, values: Mapping[str, object]) -> dict[str, object]:
    """Return a value for every variable: dates, numbers, people, rows of text; nothing given is an empty value.

    Persons are `{"name": …, "post": …}`, people a list of those, rows a list of lists of text, dates ISO.
    Raises ValueError for a value of another sort (`problems` says which).
    """
    return {variable.name: _read(variable, values.get(variable.name)) for variable in kind.variables}


WRONG, MISSING = "значение не подходит", "нужно заполнить"


def faults(kind: PaperKind, values: Mapping[str, object]) -> dict[str, str]:
    """Return what is missing or of a wrong sort, in words by the name of its variable; empty where all is well."""
    found: dict[str, str] = {}
    given: set[str] = set()
    for variable in kind.variables:
        try:
            value = _read(variable, values.get(variable.name))
        except ValueError:
            found[variable.name] = WRONG
            value = True
        if value is not False and value not in ("", None, ()):
            given.add(variable.name)
        elif variable.required:
            found[variable.name] = MISSING
    if kind.any_of and not given.intersection(kind.any_of):
        labels = ", ".join(f"«{kind.variable(name).label}»" for name in kind.any_of)
        found.setdefault(kind.any_of[0], f"заполните хотя бы одно: {labels}")
    return found


def problems(kind: PaperKind, values: Mapping[str, object]) -> tuple[str, ...]:
    """Return the same in sentences."""
    return tuple(_sentence(kind.variable(name).label, words) for name, words in faults(kind, values).items())


def _sentence(label: str, words: str) -> str:
    if words == MISSING:
        return f"«{label}» нужно заполнить."
    return f"«{label}»: {words}. Исправьте его." if words == WRONG else f"{words[0].upper()}{words[1:]}."


def people_in(kind: PaperKind, values: Mapping[str, object]) -> tuple[Person, ...]:
    """Return everybody a paper names, each once, in the order of its variables."""
    found: dict[str, Person] = {}
    for value in read_values(kind, values).values():
        for person in _people(value):
            found.setdefault(person.name, person)
    return tuple(found.values())


def _people(value: object) -> Iterator[Person]:
    if isinstance(value, Person):
        yield value
    elif isinstance(value, tuple):
        yield from (one for one in value if isinstance(one, Person))


def _read(variable: Variable, value: object) -> object:
    value = value.strip() if isinstance(value, str) else value
    if value in (None, "", [], ()):
        return EMPTY.get(variable.sort, "")
    match variable.sort:
        case "date":
            return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))
        case "number":
            return _number(value)
        case "boolean":
            return bool(value)
        case "person":
            return _person(value)
        case "people":
            return tuple(person for person in map(_person, _many(value)) if person is not None)
        case "rows":
            rows = (_row(variable, row) for row in _many(value))
            return tuple(row for row in rows if any(row))
        case _:
            return _text(variable, str(value))


def _many(value: object) -> Iterable[object]:
    if not isinstance(value, list | tuple):
        raise ValueError(value)
    return value


def _text(variable: Variable, value: str) -> str:
    if variable.choices and value not in variable.choices:
        raise ValueError(value)
    return value


def _row(variable: Variable, value: object) -> tuple[str, ...]:
    """A row as wide as its columns; one that is wider is refused."""
    cells = [str(cell).strip() for cell in _many(value)]
    if len(cells) > len(variable.columns):
        raise ValueError(value)
    return (*cells, *("" for _ in variable.columns[len(cells) :]))


def _number(value: object) -> int | Decimal:
    try:
        found = Decimal(str(value))
    except InvalidOperation as error:
        raise ValueError(value) from error
    if not found.is_finite() or found.copy_abs() >= LARGEST:
        raise ValueError(value)
    return int(found) if found == found.to_integral_value() else found


def _person(value: object) -> Person | None:
    if isinstance(value, Person):
        return value
    if not isinstance(value, Mapping):
        raise ValueError(value)
    name = str(value.get("name") or "").strip()
    return Person(name, str(value.get("post") or "").strip()) if name else None
