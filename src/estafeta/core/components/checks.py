"""A system check: every use of a component keeps to what the component declares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, Tags, register

from estafeta.core.components.declarations import Declaration, Undeclared, declarations
from estafeta.core.components.usage import Usage, usages

COTTON_OWN = frozenset({"vars", "slot", "component"})
PLAIN_HTML = """
    accept action alt autocomplete autofocus checked class cols cx disabled download enctype for form formaction
    formmethod formnovalidate height href id lang list max maxlength method min minlength multiple name novalidate
    pattern placeholder readonly rel required role rows selected src step tabindex target title type value width
"""
ALLOWED = frozenset(PLAIN_HTML.split())
PREFIXES = ("data-", "aria-", "hx-")
OWN_APPS = "estafeta."


@register(Tags.templates)
def check_components(app_configs: Sequence[AppConfig] | None = None, **_: Any) -> list[CheckMessage]:
    """Read the templates of our apps and report unknown components, attributes and slots."""
    try:
        known = declarations()
    except Undeclared as fault:
        return [Error(str(fault), id="components.E001")]
    errors: list[CheckMessage] = []
    for config in app_configs or apps.get_app_configs():
        if config.name.startswith(OWN_APPS):
            for path in sorted(Path(config.path, "templates").rglob("*.html")):
                errors += check_source(path.read_text(encoding="utf-8"), str(path), known)
    return errors


def check_source(source: str, where: str, known: dict[str, Declaration]) -> list[CheckMessage]:
    """Check one template; `where` names it in the messages."""
    return [
        Error(f"{where}:{usage.line}: {fault}", id="components.E002")
        for usage in usages(source)
        for fault in faults(usage, known)
    ]


def faults(usage: Usage, known: dict[str, Declaration]) -> Iterator[str]:
    """Yield what is wrong with one use of a component."""
    if usage.broken:
        yield f"<c-{usage.name}> cannot be read: quote the values, and no > inside"
    elif usage.name == "slot":
        yield from _slot_faults(usage, known)
    elif usage.name in COTTON_OWN:
        return
    elif usage.name not in known:
        yield f"<c-{usage.name}> is no component"
    else:
        for attribute in usage.attributes:
            name = attribute.lstrip(":")
            declaration = known[usage.name]
            if name not in declaration.names and not (declaration.hands_on and _allowed(name)):
                yield f"<c-{usage.name}> declares no attribute {name!r}"


def _slot_faults(usage: Usage, known: dict[str, Declaration]) -> Iterator[str]:
    """Yield what is wrong with a `<c-slot>`."""
    if usage.parent not in known:
        yield "<c-slot> stands outside of a component"
    elif usage.slot not in known[usage.parent].slots:
        yield f"<c-{usage.parent}> declares no slot {usage.slot!r}"


def _allowed(name: str) -> bool:
    """Say whether the attribute is plain HTML that a component hands on."""
    return name in ALLOWED or name.startswith(PREFIXES)
