"""Asking all rules: they are found in `roadmap_linter.rules`, one file each."""

from __future__ import annotations

import importlib
import pkgutil

from roadmap_linter import rules
from roadmap_linter.model import SEVERITIES, Context, Finding, Plan, Rule


def all_rules() -> tuple[Rule, ...]:
    """Return the rule of every file in the folder, by its code."""
    names = sorted(info.name for info in pkgutil.iter_modules(rules.__path__))
    found: list[Rule] = [importlib.import_module(f"{rules.__name__}.{name}").RULE for name in names]
    return tuple(found)


RULES = all_rules()


def lint(plan: Plan, context: Context, *, only: frozenset[str] = frozenset()) -> tuple[Finding, ...]:
    """Return every remark on the plan, in the order of its places, the gravest first at each; `only` names rules.

    Two remarks of one rule on the same place are one.
    """
    order = {place: index for index, place in enumerate(_places(plan))}
    found: dict[tuple[str, str], Finding] = {}
    for rule in RULES:
        if only and rule.code not in only:
            continue
        for finding in rule.ask(plan, context):
            found.setdefault((finding.rule, finding.key), finding)
    return tuple(
        sorted(
            found.values(),
            key=lambda row: (
                order.get((row.place.sort, row.place.key), -1),
                SEVERITIES.index(row.severity),
                row.rule,
                row.place.field,
            ),
        )
    )


def _places(plan: Plan) -> list[tuple[str, str]]:
    """The places of the plan in reading order, each once."""
    return list(dict.fromkeys((place.sort, place.key) for place, _ in plan.wordings()))
