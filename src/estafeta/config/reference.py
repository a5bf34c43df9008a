"""The reference pages that are generated: `./estafeta docs` writes them, a test holds them current."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from estafeta.accounts.models import User
from estafeta.agreement.lifecycle import AGREEMENT, AMENDMENT, REMARK
from estafeta.cascade.lifecycle import OFFER
from estafeta.config.evidence_reference import as_markdown
from estafeta.config.rights_reference import as_markdown as rights_as_markdown
from estafeta.core.rights import REASONS, may
from estafeta.documents.lifecycle import PAPER
from estafeta.intake.lifecycle import LOAD
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.organisations.roles import COORDINATORS, Role
from estafeta.roadmaps.lifecycle import CLAIM, DUE, MOVE, ROADMAP
from estafeta.workbench.lifecycle import TASK

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "reference"
FOREIGN = "enter/"
PREFIX = "o/<slug:organisation>/"


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield (address, view) of every route of our own; those of allauth, under /enter/, are left out."""
    for pattern in (resolver or get_resolver()).url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, address)
        elif isinstance(pattern, URLPattern) and not address.startswith(FOREIGN):
            yield address, pattern.callback


def rule_of(view: Callable[..., Any]) -> str:
    """Return the declared rule of a view, or an empty string."""
    return str(getattr(view, "rule", ""))


def actors() -> dict[str, Actor]:
    """One acting person per role here, and one per coordinating role above."""
    place = Organisation(kind=Organisation.Kind.SCHOOL)
    nothing: frozenset[Role] = frozenset()
    found = {role.label: Actor(User(), place, frozenset({role}), nothing) for role in Role}
    for role in sorted(COORDINATORS):
        found[f"{role.label} (выше)"] = Actor(User(), place, nothing, frozenset({role}))
    return found


def routes_page() -> str:
    """Roles × routes as a Markdown page; «+» says that the role may open the route."""
    people = actors()
    lines = ["# Роли и адреса", "", "Составлено командой `./estafeta docs`. «+»: роль может открыть адрес.", ""]
    lines.append("| адрес | правило | " + " | ".join(people) + " |")
    lines.append("|---|---|" + "---|" * len(people))
    for address, view in sorted(routes(), key=lambda pair: pair[0]):
        rule = rule_of(view)
        marks = [("+" if may(rule, actor) else "") if rule in REASONS else "" for actor in people.values()]
        lines.append(f"| `/{address}` | {rule} | " + " | ".join(marks) + " |")
    return "\n".join(lines) + "\n"


CYCLES = {
    "Срок мероприятия": DUE,
    "Подтверждение": CLAIM,
    "Перенос срока": MOVE,
    "Дорожная карта": ROADMAP,
    "Согласование": AGREEMENT,
    "Замечание согласующего": REMARK,
    "Рабочая копия изменения": AMENDMENT,
    "Предложение сверху": OFFER,
    "Загрузка файла": LOAD,
    "Документ": PAPER,
    "Дело": TASK,
}


def cycles_page() -> str:
    """The life cycles of roadmaps as a Markdown page: which step leads where, whose right it is, what it demands."""
    lines = ["# Жизненные циклы", "", "Составлено командой `./estafeta docs` из `lifecycle.py` каждого раздела."]
    for title, steps in CYCLES.items():
        lines += [
            "",
            f"## {title}",
            "",
            "| шаг | из состояний | в состояние | право | что нужно |",
            "|---|---|---|---|---|",
        ]
        for step in steps.values():
            sources = ", ".join(sorted(step.sources))
            lines.append(f"| {step.label} | {sources} | {step.target} | `{step.right}` | {step.demands or '—'} |")
    return "\n".join(lines) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "routes.md": routes_page,
    "rights.md": rights_as_markdown,
    "life-cycles.md": cycles_page,
    "evidence.md": as_markdown,
}


def write() -> None:
    """Write every generated page."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")
