"""Reading the packs: each file checked as a whole, so that a mistake in it is named when the product starts."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from jinja2 import Template, TemplateSyntaxError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from docforge.kinds.model import FIELDS, AnnexText, PaperKind, Sort, Variable
from docforge.kinds.wording import environment
from docforge.paper import Page

Value = TypeVar("Value")
PACK = Path(__file__).resolve().parents[3] / "packs" / "documents"
COMMON = frozenset(
    {"organisation", "head", "grounds", "basis", "number", "date", "corrections", "learners", "learners_gent"}
)


@cache
def load(folder: Path = PACK) -> Mapping[str, PaperKind]:
    """Return all kinds of a folder by code. Raises ValueError that names the file and the mistake."""
    return read({path.stem: _table(path) for path in sorted(folder.glob("*.toml"))})


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"Вид документа «{path.stem}»: {error}") from error


def read(tables: Mapping[str, Mapping[str, Any]]) -> Mapping[str, PaperKind]:
    """Return the kinds of these tables by code, in the order of their groups.

    Raises ValueError with a Russian sentence that names the kind and the mistake.
    """
    language = environment()
    found = [_kind(code, table, language) for code, table in tables.items()]
    ordered = sorted(found, key=lambda kind: (kind.order, kind.code))
    return MappingProxyType({kind.code: kind for kind in ordered})


def _kind(code: str, table: Mapping[str, Any], language: ImmutableSandboxedEnvironment) -> PaperKind:
    raw = dict(table)
    try:
        raw |= {
            "code": code,
            "sort": _sort(raw.get("sort", "")),
            "variables": tuple(_variable(row) for row in raw.pop("variable", ())),
            "annexes": tuple(_annex(row) for row in raw.pop("annex", ())),
        }
        for name in ("subjects", "proves", "form_of", "signers", "any_of"):
            raw[name] = tuple(raw.get(name, ()))
        kind = _made(PaperKind, raw)
        templates = {name: _compiled(name, text, language) for name, text in _texts(kind)}
        _check(kind, language)
    except (TypeError, ValueError) as error:
        raise ValueError(f"Вид документа «{code}»: {error}") from error
    return PaperKind(**raw, templates=MappingProxyType(templates))


def _sort(name: str) -> Sort:
    if name not in set(Sort):
        raise ValueError(f"тип «{name}» неизвестен, бывает {', '.join(Sort)}.")
    return Sort(name)


def _made(kind: type[Value], values: Mapping[str, Any]) -> Value:
    """The value of these keys; refuses keys that it does not have, and a lack of those that it cannot do without."""
    known = {one.name: one for one in fields(kind)}  # type: ignore[arg-type]
    if unknown := values.keys() - known.keys():
        raise ValueError(f"ключи не поняты: {', '.join(sorted(unknown))}.")
    needed = {name for name, one in known.items() if one.default is MISSING and one.default_factory is MISSING}
    if lacking := needed - values.keys():
        raise ValueError(f"не хватает ключей: {', '.join(sorted(lacking))}.")
    return kind(**values)


def _compiled(name: str, text: str, language: ImmutableSandboxedEnvironment) -> Template:
    try:
        return language.from_string(text)
    except TemplateSyntaxError as error:
        raise ValueError(f"в «{name}», строка {error.lineno}, команда не разобрана: {error.message}") from error


def _variable(row: dict[str, Any]) -> Variable:
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    made = _made(Variable, values)
    if made.sort not in FIELDS:
        raise ValueError(f"у поля «{made.name}» неизвестный тип «{made.sort}».")
    if (made.sort == "rows") != bool(made.columns) or (made.sort == "choice") != bool(made.choices):
        raise ValueError(f"полю «{made.name}» нужны columns для таблицы или choices для выбора, и только для них.")
    return made


def _annex(row: dict[str, Any]) -> AnnexText:
    page = row.get("page", "portrait")
    if page not in set(Page):
        raise ValueError(f"страница «{page}» неизвестна, бывает {', '.join(Page)}.")
    return _made(AnnexText, {**row, "page": Page(page)})


def _texts(kind: PaperKind) -> Iterator[tuple[str, str]]:
    yield from ((name, getattr(kind, name)) for name in ("heading", "preamble", "text", "addressee", "approval"))
    for place, annex in enumerate(kind.annexes):
        yield f"annex{place}", annex.text
        yield f"annex{place}.title", annex.title


def _check(kind: PaperKind, language: ImmutableSandboxedEnvironment) -> None:
    """Every name a text uses is declared, every declared one is used."""
    names = [variable.name for variable in kind.variables]
    if twice := {name for name in names if names.count(name) > 1 or name in COMMON}:
        raise ValueError(f"имя занято или стоит дважды: {', '.join(sorted(twice))}.")
    named = {annex.needs for annex in kind.annexes if annex.needs} | set(kind.signers)
    used = named | ({"control"} if kind.control else set())
    asked = {"annex, signers, any_of": named | set(kind.any_of)}
    asked |= {name: _asked(text, language) for name, text in _texts(kind)}
    for name, wanted in asked.items():
        if unknown := wanted - COMMON - set(names):
            raise ValueError(f"в «{name}» названы поля, которых нет: {', '.join(sorted(unknown))}.")
        used |= wanted
    if idle := set(names) - used:
        raise ValueError(f"поля не использованы в тексте: {', '.join(sorted(idle))}.")


def _asked(text: str, language: ImmutableSandboxedEnvironment) -> set[str]:
    tree = language.parse(text)
    if tuple(meta.find_referenced_templates(tree)):
        raise ValueError("текст не может брать части из других файлов.")
    return meta.find_undeclared_variables(tree)
