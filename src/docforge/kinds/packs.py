"""Reading the packs: each file checked as a whole, so that a mistake in it is named when the product starts."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jinja2 import TemplateError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from docforge.kinds.model import FIELDS, AnnexText, PaperKind, Sort, Variable
from docforge.kinds.wording import environment
from docforge.paper import Page

PACK = Path(__file__).resolve().parents[3] / "packs" / "documents"
COMMON = frozenset(
    {"organisation", "head", "grounds", "basis", "number", "date", "corrections", "learners", "learners_gent"}
)


@cache
def load(folder: Path = PACK) -> Mapping[str, PaperKind]:
    """Return all kinds by code in the order of their groups. Raises ValueError that names the file and the mistake."""
    language = environment()
    found = [_kind(path, language) for path in sorted(folder.glob("*.toml"))]
    ordered = sorted(found, key=lambda kind: (kind.order, kind.code))
    return MappingProxyType({kind.code: kind for kind in ordered})


def _kind(path: Path, language: ImmutableSandboxedEnvironment) -> PaperKind:
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
        raw |= {
            "code": path.stem,
            "sort": Sort(raw["sort"]),
            "variables": tuple(_variable(row) for row in raw.pop("variable", ())),
            "annexes": tuple(_annex(row) for row in raw.pop("annex", ())),
        }
        for name in ("subjects", "proves", "form_of", "signers", "any_of"):
            raw[name] = tuple(raw.get(name, ()))
        kind = PaperKind(**raw)
        templates = {name: language.from_string(text) for name, text in _texts(kind)}
        _check(kind, language)
    except (TypeError, KeyError, ValueError, TemplateError) as error:
        raise ValueError(f"{path.name}: {error}") from error
    return PaperKind(**raw, templates=MappingProxyType(templates))


def _variable(row: dict[str, Any]) -> Variable:
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    made = Variable(**values)
    if made.sort not in FIELDS:
        raise ValueError(f"{made.name}: no such sort of field: {made.sort}")
    if (made.sort == "rows") != bool(made.columns) or (made.sort == "choice") != bool(made.choices):
        raise ValueError(f"{made.name}: rows want columns, choices want choices")
    return made


def _annex(row: dict[str, Any]) -> AnnexText:
    return AnnexText(**{**row, "page": Page(row.get("page", "portrait"))})


def _texts(kind: PaperKind) -> Iterator[tuple[str, str]]:
    yield from ((name, getattr(kind, name)) for name in ("heading", "preamble", "text", "addressee", "approval"))
    for place, annex in enumerate(kind.annexes):
        yield f"annex{place}", annex.text
        yield f"annex{place}.title", annex.title


def _check(kind: PaperKind, language: ImmutableSandboxedEnvironment) -> None:
    """Every name a text uses is declared, every declared one is used."""
    names = [variable.name for variable in kind.variables]
    if twice := {name for name in names if names.count(name) > 1 or name in COMMON}:
        raise ValueError(f"{sorted(twice)} are declared twice")
    named = {annex.needs for annex in kind.annexes if annex.needs} | set(kind.signers)
    used = named | ({"control"} if kind.control else set())
    asked = {"annex, signers, any_of": named | set(kind.any_of)}
    asked |= {name: _asked(text, language) for name, text in _texts(kind)}
    for name, wanted in asked.items():
        if unknown := wanted - COMMON - set(names):
            raise ValueError(f"{name} asks for {sorted(unknown)}, which nobody gives")
        used |= wanted
    if idle := set(names) - used:
        raise ValueError(f"{sorted(idle)} are asked for and not used")


def _asked(text: str, language: ImmutableSandboxedEnvironment) -> set[str]:
    tree = language.parse(text)
    if tuple(meta.find_referenced_templates(tree)):
        raise ValueError("a text can take nothing from another file")
    return meta.find_undeclared_variables(tree)
