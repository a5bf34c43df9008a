"""Every action writes one line into the journal, with a verb of its own app: watched wherever tests call one.

An action is a public function of an `actions` module that takes `actor` inside a transaction of its own. The outermost
call counts: what an action asks of others is part of it. A call that refuses writes nothing and is not counted.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest
from django.db.models.signals import post_save

import estafeta

NOTHING = "nothing was changed, so nothing is written"
SILENT: dict[str, str] = {
    "organisations.change_card": NOTHING,
    "organisations.change_post": NOTHING,
    "organisations.change_role": NOTHING,
    "roadmaps.change_roadmap": NOTHING,
    "documents.amend_paper": "an edition that is begun already is only opened",
    "documents.correct_name": "forgetting what was never corrected changes nothing",
    "workbench.save_draft": "a draft is nobody's business until it is confirmed",
}
"""Actions that may write no line, each with its reason."""
SEVERAL: dict[str, str] = {
    "documents.add_readers": "each reader is written for herself",
    "documents.register_paper": "the paper and each of its readers",
    "intake.confirm_load": "the load and the plan that it made",
    "intake.undo_load": "the load and the plan that goes with it",
    "workbench.confirm_import": "the import and what its kind writes of the whole",
}
"""Actions that write more than one line, each with its reason."""
FOREIGN = {"intake.create_from_template": "roadmaps", "plan_checks.mend": "roadmaps"}
"""Actions whose only line carries a verb of the room below, which did the work."""
_running: list[str] = []
_verbs: list[str] = []


def modules() -> Iterator[ModuleType]:
    """Every module of the product but its tests, migrations and commands."""
    for found in pkgutil.walk_packages(estafeta.__path__, "estafeta."):
        if not {"tests", "migrations", "management", "wsgi"} & set(found.name.split(".")):
            yield importlib.import_module(found.name)


def actions(module: ModuleType) -> Iterator[tuple[str, Callable[..., Any]]]:
    """The actions that a module defines."""
    if "actions" not in module.__name__.rpartition(".")[2] and ".actions." not in module.__name__:
        return
    for name, function in vars(module).items():
        own = inspect.isfunction(function) and inspect.unwrap(function) is not function
        own = own and inspect.unwrap(function).__module__ == module.__name__
        if own and not name.startswith("_") and "actor" in inspect.signature(function).parameters:
            yield name, function


def watched(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The action, asked after each call how many lines it wrote."""

    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        if _running:
            return function(*args, **kwargs)
        _running.append(name)
        start = len(_verbs)
        try:
            result = function(*args, **kwargs)
        finally:
            _running.clear()
        written = _verbs[start:]
        complaint = wrong(name, written)
        if complaint:
            pytest.fail(complaint)
        return result

    return call


def wrong(name: str, written: list[str]) -> str:
    """Return what is wrong with the lines that one call of an action wrote; empty when nothing is."""
    if not written:
        return "" if name in SILENT else f"{name} ничего не пишет в журнал, а нужна строка"
    if len(written) > 1 and name not in SEVERAL:
        return f"{name} пишет в журнал {len(written)} раз: {', '.join(written)}"
    app = FOREIGN.get(name, name.partition(".")[0])
    if name not in SEVERAL and written[0].partition(".")[0] != app:
        return f"{name} пишет в журнал чужим словом: {written[0]}"
    return ""


def remember(sender: Any, instance: Any, **_: Any) -> None:
    """Hear a line of the journal."""
    _verbs.append(instance.verb)


def watch() -> None:
    """Put every action under watch wherever it is known by name."""
    post_save.connect(remember, sender="core.JournalLine", dispatch_uid="one-line")
    known = list(modules())
    swaps: dict[int, Callable[..., Any]] = {}
    for module in known:
        for name, function in actions(module):
            app = module.__name__.split(".")[1]
            swaps[id(function)] = watched(f"{app}.{name}", function)
    for module in list(sys.modules.values()):
        if module is not None and (module.__name__ or "").startswith(("estafeta", "tests")):
            for name, value in list(vars(module).items()):
                if id(value) in swaps and inspect.isfunction(value):
                    setattr(module, name, swaps[id(value)])
