"""Input passes a form, actions take their actor by name, one request is declared; planted faults are seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.code import classes_named, exported, loose_actions, raw_inputs
from tests.architecture.house import SRC, code, name

RAW_INPUT = {
    "src/estafeta/accounts/lockout.py": "the sign-in form of allauth is read while it is being refused",
    "src/estafeta/workbench/once.py": "whatever was sent is digested, never understood",
}
JOB = "background work: nobody acts"
LOOSE = {
    "accounts.create_user": "accounts stand below organisations: nobody acts in one yet",
    "accounts.change_profile": "a person changes herself, whatever the organisation",
    "accounts.free_username": "asks only",
    "control.escalate": JOB,
    "documents.make_papers": JOB,
    "documents.registration_warnings": "asks only: what the form shows before the act",
    "documents.faults": "asks only: what the form shows before the act",
    "intake.read_load": JOB,
    "notifications.notify": "delivers what an action has decided",
    "notifications.choose_channels": "a person's own choice, whatever the organisation",
    "organisations.accept_as_new_user": "who opens the link is nobody yet",
}


def test_input_passes_a_form() -> None:
    found = {name(path): lines for path in code() if (lines := raw_inputs(path.read_text("utf-8")))}
    assert {path: lines for path, lines in found.items() if path not in RAW_INPUT} == {}


@pytest.mark.parametrize(
    "planted",
    [
        'note = request.POST.get("note", "")',
        'note = request.POST["note"]',
        'keys = request.POST.getlist("selected")',
        'day = self.request.GET.get("day")',
        'asked = "sure" in request.POST',
        'file = request.FILES["file"]',
    ],
)
def test_planted_input_past_a_form_is_seen(planted: str) -> None:
    assert raw_inputs(f"def view(request):\n    {planted}\n") == [2]


def test_a_form_takes_the_input_whole() -> None:
    assert (
        raw_inputs("form = NoteForm(request.POST or None, request.FILES)\nlisting = rows(registry, request.GET)") == []
    )


def loose_in(path: Path) -> list[str]:
    """The loose actions of a module of actions; of a package those that it hands out."""
    text = path.read_text("utf-8")
    if path.stem == "actions" or path.stem.endswith("_actions"):
        return loose_actions(text)
    if "actions" in path.parts and path.stem != "__init__":
        return loose_actions(text, exported((path.parent / "__init__.py").read_text("utf-8")))
    return []


def test_actions_take_their_actor_and_nothing_by_position() -> None:
    apps = SRC / "estafeta"
    files = [path for path in code() if path.is_relative_to(apps)]
    assert {f"{path.relative_to(apps).parts[0]}.{act}" for path in files for act in loose_in(path)} == set(LOOSE)


@pytest.mark.parametrize(
    "planted",
    [
        "def sell(*, line): ...",
        "def sell(line, *, actor): ...",
        "def sell(actor): ...",
        "def sell(*lines, actor): ...",
        "@atomic\ndef sell(*, by): ...",
    ],
)
def test_a_planted_loose_action_is_seen(planted: str, tmp_path: Path) -> None:
    (tmp_path / "actions").mkdir()
    (tmp_path / "actions" / "__init__.py").write_text(
        'from shop.actions.selling import sell\n__all__ = ["sell"]', "utf-8"
    )
    inside = tmp_path / "actions" / "selling.py"
    inside.write_text(planted + "\ndef helper(line): ...\n", "utf-8")
    assert loose_in(inside) == ["sell"]
    alone = tmp_path / "task_actions.py"
    alone.write_text(planted + "\ndef _helper(line): ...\n", "utf-8")
    assert loose_in(alone) == ["sell"]


def test_an_action_by_name_with_its_actor_is_fine() -> None:
    assert loose_actions("def sell(*, actor, line, day=None, **rest): ...") == []


def test_one_tenant_request_is_declared() -> None:
    assert [name(path) for path in classes_named(code(), "TenantRequest")] == ["src/estafeta/organisations/http.py"]


def test_a_second_declaration_is_seen(tmp_path: Path) -> None:
    for file in ("a.py", "b.py"):
        (tmp_path / file).write_text("class TenantRequest: ...\n", "utf-8")
    assert len(classes_named(tmp_path.glob("*.py"), "TenantRequest")) == 2
