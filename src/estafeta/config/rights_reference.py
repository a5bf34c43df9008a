"""The matrix of roles and acts as a page of reference, made of the rules themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from estafeta.accounts.models import User
from estafeta.core.rights import REASONS, may
from estafeta.organisations.actors import Actor
from estafeta.organisations.entrusting import ACTS, rights_of
from estafeta.organisations.models import Organisation
from estafeta.organisations.roles import REACHING, Role, roles_of_kind

Kind = Organisation.Kind
NOBODY: frozenset[Role] = frozenset()


def actors_here(kind: str) -> dict[str, Actor]:
    """One acting person per role that an organisation of this kind has."""
    place = Organisation(kind=kind)
    return {role.label: Actor(User(), place, frozenset({role}), NOBODY) for role in roles_of_kind(kind)}


def actors_above(kind: str) -> dict[str, Actor]:
    """One acting person per role that reaches an organisation of this kind from above."""
    place = Organisation(kind=kind)
    reaching = [role for role in Role if role in REACHING]
    return {role.label: Actor(User(), place, NOBODY, frozenset({role})) for role in reaching}


PLACES: dict[str, Callable[[], dict[str, Actor]]] = {
    "В своей организации (школа)": lambda: actors_here(Kind.SCHOOL),
    "В своём управлении образования": lambda: actors_here(Kind.EDUCATION_DEPARTMENT),
    "Сверху, в подведомственной школе": lambda: actors_above(Kind.SCHOOL),
}


def table(title: str, people: Mapping[str, Actor], rows: Mapping[str, Callable[[Actor], bool]]) -> list[str]:
    """A Markdown table: acts down, roles across."""
    lines = ["", f"## {title}", "", "| | " + " | ".join(people) + " |", "|---|" + "---|" * len(people)]
    for name, asks in rows.items():
        lines.append(f"| {name} | " + " | ".join("+" if asks(actor) else "" for actor in people.values()) + " |")
    return lines


def as_markdown() -> str:
    """Which role may do what, who gives which role, what an entrusting carries."""
    lines = [
        "# Роли и права",
        "",
        "Составлено командой `./estafeta docs` из правил. «+»: роль может; правило о предмете (своя карта, своё",
        "письмо) проверяется ещё раз в самом действии.",
    ]
    asked = {f"`{name}`": (lambda actor, name=name: may(name, actor)) for name in sorted(REASONS)}
    given = {role.label: (lambda actor, role=role: may("organisations.grant_role", actor, role)) for role in Role}
    for title, people in PLACES.items():
        lines += table(title, people(), asked)
        lines += table(f"{title}: кто какую роль даёт и заканчивает", people(), given)
    lines += ["", "## Что несёт поручение центру", "", "| поручено | права |", "|---|---|"]
    lines += [
        f"| {words} | {', '.join(f'`{right}`' for right in sorted(rights_of([act]))) or '—'} |"
        for act, words in ACTS.items()
    ]
    return "\n".join(lines) + "\n"
