"""One locked, versioned, journalled write: what every action of every room does the same way.

Lock the row, ask the right, check the life cycle, write, remember both sides, put one line into the journal. Nothing
else in the house writes a state (an architecture test looks).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypedDict, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F

from estafeta.core.acting import Acting
from estafeta.core.journal import plain, record
from estafeta.core.lifecycles import Table, check
from estafeta.core.models import Versioned
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from russian.figures import figure
from russian.phrases import listed

Row = TypeVar("Row", bound=models.Model)


class Stale(Refusal):
    """Somebody else has saved the row since the form was opened; `row` is as it stands now."""

    def __init__(self, row: Versioned) -> None:
        who = getattr(row.changed_by, "short_name", "")
        super().__init__(
            f"Пока вы правили, запись сохранил другой человек{f': {who}' if who else ''}. "
            "Ваши правки не записаны. Откройте страницу снова и внесите их."
        )
        self.row = row


def locked(row: Row, version: int | None = None) -> Row:
    """Read the row again and hold it until the transaction ends; refuses when it has been deleted meanwhile.

    With `version`, the one its form was opened with, raises Stale when the row has been saved since.
    """
    found: Row | None = type(row)._default_manager.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if found is None:
        raise Refusal("Этого уже нет: запись удалили, пока вы были на странице.")
    if version is not None and isinstance(found, Versioned) and found.version != version:
        raise Stale(found)
    return found


def checked(row: Row, names: Iterable[str] | None = None) -> Row:
    """Refuse a text longer than its field takes and, with its own message, a broken constraint; else return the row.

    With `names` only those fields are measured: what stood there before is nobody's fault now.
    """
    for field in row._meta.concrete_fields:
        text = getattr(row, field.attname) if names is None or field.name in names else None
        if isinstance(text, str) and len(text) > (field.max_length or len(text)):
            raise Refusal(_too_long(field, len(text)))
    try:
        row.validate_constraints()
    except ValidationError as error:
        raise Refusal(error.messages[0]) from error
    return row


def _too_long(field: models.Field[Any, Any], length: int) -> str:
    name = str(field.verbose_name).capitalize()
    limit, given = figure(field.max_length or 0), figure(length)
    return f"«{name}»: не больше {limit} знаков, а здесь {given}. Сократите текст или приложите его файлом."


def create(row: Row, actor: Acting | None = None) -> Row:
    """Check and insert a new row; a versioned one is signed by the actor."""
    if isinstance(row, Versioned) and actor is not None:
        row.changed_by = actor.user
    checked(row).save()
    return row


def write(row: models.Model, values: Mapping[str, Any], actor: Acting | None) -> None:
    """Give the row new values, check it, save those fields alone; a versioned row gets its next version."""
    for name, value in values.items():
        setattr(row, name, value)
    names = [row._meta.get_field(name).name for name in values]
    checked(row, names)
    if any(field.name == "updated_at" for field in row._meta.fields):
        names.append("updated_at")
    if not isinstance(row, Versioned):
        row.save(update_fields=names)
        return
    row.version = F("version") + 1  # others may have saved since it was read
    row.changed_by = actor.user if actor is not None else None
    row.save(update_fields=[*names, "version", "changed_by"])
    row.refresh_from_db(fields=["version"])


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


class Sides(TypedDict, total=False):
    """What a line of the journal tells of a change."""

    before: dict[str, Any]
    after: dict[str, Any]


class Changes:
    """The rows an action changes or makes, with their values before and after; `actor` signs the versions."""

    def __init__(self, actor: Acting | None = None) -> None:
        self.actor = actor
        self.steps: list[dict[str, Any]] = []

    def save(self, row: models.Model, **values: Any) -> None:
        """Give the row new values, check, save only those fields, remember both sides."""
        before = {name: getattr(row, _attname(row, name)) for name in values}
        write(row, values, self.actor)
        after = {name: getattr(row, _attname(row, name)) for name in values}
        self._keep(row, before, after)

    def touch(self, row: Versioned) -> None:
        """Give the row its next version because something that hangs on it has changed."""
        write(row, {}, self.actor)

    def made(self, row: models.Model, *names: str) -> None:
        """Remember a row that this action has made; «Отменить» removes it unless these fields changed since."""
        self._keep(row, None, {name: getattr(row, _attname(row, name)) for name in names})

    def changed(self, row: models.Model, before: Mapping[str, Any]) -> None:
        """Remember a row that another action has changed: `before` are the values it had."""
        self._keep(row, dict(before), {name: getattr(row, _attname(row, name)) for name in before})

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

    def sides(self) -> Sides:
        """Return `before` and `after` of the changed rows for the journal; of several rows the first one speaks."""
        changed = [step for step in self.steps if step["before"] is not None]
        return Sides(before=changed[0]["before"], after=changed[0]["after"]) if changed else Sides()


def take_step(
    row: Row,
    cycle: Table,
    name: str,
    *,
    actor: Acting | None,
    changes: Changes | None = None,
    values: Mapping[str, Any] | None = None,
    to: str = "",
) -> Row:
    """Take one step of a life cycle and return the row, locked: ask the right, check the state, write the new one.

    `values` are written with the state; `to` is another target than the table's (a row that returns where it was).
    `changes` gathers the steps of a larger act; the caller writes the journal. Without an actor the installation itself
    acts (a job of the day) and no right is asked. The row that was given sees what was written.
    """
    step = cycle[name]
    if actor is not None:
        demand(step.right, actor, row)
    found = locked(row)
    check(cycle, name, found.state)  # type: ignore[attr-defined]
    written = {"state": to or step.target, **(values or {})}
    (changes or Changes(actor)).save(found, **written)
    for field in written:
        setattr(row, field, getattr(found, field))
    return found


def journal(
    actor: Acting,
    verb: str,
    target: models.Model,
    sentence: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    subjects: Iterable[models.Model] = (),
) -> None:
    """Append one line to the journal of the actor's organisation; `verb` is «app.verb_noun».

    What a deputy could do only for a colleague who is away says so: «… (за Петрову А.С.)».

    `subjects` are the persons it is about: what names them is kept under their keys (`core.journal`).
    """
    record(
        user=actor.user,
        tenant=actor.organisation.path,
        verb=verb,
        target=target,
        sentence=_signed(actor, sentence),
        before=before,
        after=after,
        subjects=subjects,
    )


def _signed(actor: Acting, sentence: str) -> str:
    names = list(getattr(actor, "borrowed", {}).values())
    if not names:
        return sentence
    dot = "." if sentence.endswith(".") else ""
    return f"{sentence.removesuffix('.')} (за {listed(names)}){dot}"


def _attname(row: models.Model, name: str) -> str:
    field = row._meta.get_field(name)
    return str(getattr(field, "attname", name))
