"""What every action does the same way: lock, check, write, remember for «Отменить», put in the journal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from estafeta.core.journal import plain, record
from estafeta.core.refusals import Refusal
from estafeta.organisations.actors import Actor
from estafeta.workbench.models import Undo

Row = TypeVar("Row", bound=models.Model)


def locked(row: Row) -> Row:
    """Read the row again and hold it until the transaction ends."""
    found: Row = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    return found


def checked(row: Row) -> Row:
    """Refuse with the human message of a broken constraint, else return the row."""
    try:
        row.validate_constraints()
    except ValidationError as error:
        raise Refusal(error.messages[0]) from error
    return row


def create(row: Row) -> Row:
    """Check and insert a new row."""
    checked(row).save()
    return row


Finder = Callable[[models.Model], int | None]
SUBJECTS: dict[str, Finder] = {}


def subject(kind: str) -> Callable[[Finder], Finder]:
    """Register what rows hang on: the finder returns the id of the row's `kind` («measures»), or None.

    What an act was about is kept with its undo, so that the history of a subject shows that it was taken back.
    """

    def keep(finder: Finder) -> Finder:
        SUBJECTS[kind] = finder
        return finder

    return keep


def about(row: models.Model) -> dict[str, int]:
    """Return {kind: id} of everything the row hangs on."""
    keys = {kind: finder(row) for kind, finder in SUBJECTS.items()}
    return {kind: key for kind, key in keys.items() if key is not None}


class Changes:
    """The rows an action changes or makes, with their values before and after."""

    def __init__(self) -> None:
        self.steps: list[dict[str, Any]] = []

    def save(self, row: models.Model, **values: Any) -> None:
        """Give the row new values, check, save only those fields, remember both sides."""
        before = {name: getattr(row, _attname(row, name)) for name in values}
        for name, value in values.items():
            setattr(row, name, value)
        checked(row)
        stamped = ["updated_at"] if any(field.name == "updated_at" for field in row._meta.fields) else []
        row.save(update_fields=[*values, *stamped])
        after = {name: getattr(row, _attname(row, name)) for name in values}
        self._keep(row, before, after)

    def made(self, row: models.Model, *names: str) -> None:
        """Remember a row that this action has made; «Отменить» removes it unless these fields changed since."""
        self._keep(row, None, {name: getattr(row, _attname(row, name)) for name in names})

    def _keep(self, row: models.Model, before: dict[str, Any] | None, after: dict[str, Any]) -> None:
        self.steps.append(
            {
                "model": row._meta.label_lower,
                "pk": row.pk,
                "about": about(row),
                "before": None if before is None else {name: plain(value) for name, value in before.items()},
                "after": {name: plain(value) for name, value in after.items()},
            }
        )

    def sides(self) -> dict[str, dict[str, Any]]:
        """Return `before` and `after` of the changed rows for the journal; of several rows the first one speaks."""
        changed = [step for step in self.steps if step["before"] is not None]
        return {side: changed[0][side] for side in ("before", "after")} if changed else {}

    def undo(self, actor: Actor, sentence: str) -> Undo:
        """Keep what «Отменить» needs."""
        return Undo.objects.create(
            user=actor.user, organisation=actor.organisation, sentence=sentence, steps=self.steps
        )


def journal(
    actor: Actor,
    verb: str,
    target: models.Model,
    sentence: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Append one line to the journal; `verb` is «app.verb_noun»."""
    record(
        user=actor.user,
        tenant=actor.organisation.path,
        verb=verb,
        target=target,
        sentence=sentence,
        before=before,
        after=after,
    )


def _attname(row: models.Model, name: str) -> str:
    field = row._meta.get_field(name)
    return str(getattr(field, "attname", name))
