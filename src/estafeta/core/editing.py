"""One person's editing of one row through a form, while others may be editing it too.

The form carries the version it was opened with and, in hidden fields, what every field said then. When the row has been
saved since, nothing is written over: both versions stand side by side and the person chooses field by field. Works
without JavaScript and beside a list.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.forms import BaseForm, BoundField, CheckboxInput, Field, IntegerField, Widget
from django.http import HttpRequest, HttpResponse, QueryDict

from estafeta.core.forms import LenientForm
from estafeta.core.models import Versioned
from estafeta.core.pages import form_page
from estafeta.core.refusals import Refusal
from estafeta.core.writing import Stale
from russian.names import is_feminine

Row = TypeVar("Row", bound=Versioned)
Form = TypeVar("Form", bound=BaseForm)
VERSION, CHOICE, MINE, THEIRS = "version", "take-", "mine", "theirs"
VERBS = {True: "изменила", False: "изменил", None: "изменил(а)"}
PRONOUNS = {True: ("Её", "Взять её"), False: ("Его", "Взять его"), None: ("Другое", "Взять другое")}
TRIES = 3


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that somebody else has changed since: as typed here, as saved there, and which of them is chosen now."""

    label: str
    name: str
    mine: str
    theirs: str
    takes: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody has saved the row since the form was opened: who, and what she changed of what the form asks."""

    sentence: str
    theirs: str
    take_theirs: str
    differences: tuple[Difference, ...]


class VersionForm(LenientForm):
    """The version of the row that a form was opened with."""

    version = IntegerField(min_value=0, max_value=999_999_999, required=False)


class Edit(Generic[Row, Form]):
    """The form with which `request` changes `row`; `make` builds it from what was sent (or None) and from the row.

    A view asks `save` and, when that is False, shows `page` or its own template with `form` and `status`.
    """

    def __init__(self, request: HttpRequest, row: Row, make: Callable[[QueryDict | None, Row], Form]) -> None:
        self.request, self.row, self.make = request, row, make
        self.conflict: Conflict | None = None
        self.result: Any = None
        self.version = row.version
        if request.method == "POST":
            sent = VersionForm(request.POST).chosen()[VERSION]
            self.version = row.version if sent is None else sent
        self.form = self._form(self._chosen() if request.method == "POST" else None)

    def save(self, action: Callable[[Form, int], object]) -> bool:
        """Call the action with the valid form and the version it was opened with; True when it was done.

        What the action returns is kept as `result`. A row saved meanwhile in fields that this form does not ask is no
        conflict: the action is called again with the new version.
        """
        if self.request.method != "POST" or not self.form.is_valid():
            return False
        version = self.version
        for _ in range(TRIES):
            try:
                self.result = action(self.form, version)
            except Stale as stale:
                self._compare(stale.row)  # type: ignore[arg-type] # the action locks the row that is edited
                if self.conflict is not None:
                    return False
                version = stale.row.version
            except Refusal as refusal:
                self.form.add_error(None, refusal.sentence)
                return False
            else:
                return True
        self.form.add_error(None, "Эту запись сейчас сохраняют другие. Нажмите «Сохранить» ещё раз.")
        return False

    def page(self, **context: Any) -> HttpResponse:
        """The form as a page or beside the list; see `core.pages.form_page`."""
        return form_page(self.request, self.form, **context)

    def _form(self, data: QueryDict | None) -> Form:
        form = self.make(data, self.row)
        for field in form.fields.values():
            field.show_hidden_initial = True
        form.edit = self  # type: ignore[attr-defined] # the templates find the version and the conflict here
        return form

    def _chosen(self) -> QueryDict:
        """What was sent, with the values of the other version in the fields where it was chosen."""
        data = self.request.POST.copy()
        stands = self.make(None, self.row)
        for bound in stands:
            if data.get(CHOICE + bound.name) == THEIRS:
                data.setlist(bound.html_name, _raw(bound.field.widget, bound.value()))
        return data

    def _compare(self, row: Row) -> None:
        """Find what has been changed since; put both versions before the person, who chooses what to keep."""
        stands, form = self.make(None, row), self.form
        differences = tuple(_differences(form, stands))
        if not differences:
            return
        data = self.request.POST.copy()
        for bound in stands:
            hidden = bound.field.hidden_widget()
            data.setlist(form.add_initial_prefix(bound.name), _raw(hidden, bound.value()))
        self.row, self.version = row, row.version
        self.conflict = _conflict(row, self.request.user, differences)
        self.form = self._form(data)
        self.form.full_clean()


def _conflict(row: Versioned, reader: Any, differences: tuple[Difference, ...]) -> Conflict:
    who = row.changed_by
    feminine = is_feminine(getattr(who, "patronymic", ""))
    labels = ", ".join(f"«{difference.label}»" for difference in differences)
    theirs, take = PRONOUNS[feminine]
    if who is None:
        return Conflict(f"Пока вы правили, запись изменилась: {labels}.", *PRONOUNS[None], differences)
    if who.pk == reader.pk:
        words = f"Пока вы правили здесь, в другом окне вы же изменили: {labels}."
        return Conflict(words, "В другом окне", "Взять оттуда", differences)
    sentence = f"Пока вы правили, {getattr(who, 'short_name', who)} {VERBS[feminine]}: {labels}."
    return Conflict(sentence, theirs, take, differences)


def _differences(form: BaseForm, stands: BaseForm) -> Iterator[Difference]:
    fresh = QueryDict(mutable=True)
    for bound in stands:
        fresh.setlist(form.add_initial_prefix(bound.name), _raw(bound.field.hidden_widget(), bound.value()))
    for bound in form.visible_fields():
        if bound.name not in stands.fields:
            continue
        field = bound.field
        mine = _words(field, field.prepare_value(form.cleaned_data.get(bound.name)))
        theirs, opened = _initial(bound, fresh), _initial(bound, form.data)
        if theirs is not None and theirs not in {mine, opened}:
            takes = THEIRS if opened == mine else MINE
            yield Difference(str(bound.label), CHOICE + bound.name, mine, theirs, takes)


def _initial(bound: BoundField, data: Any) -> str | None:
    """What the hidden field of `data` says in words; None when it was not sent or cannot be read."""
    if bound.html_initial_name not in data:
        return None
    raw = bound.field.hidden_widget().value_from_datadict(data, bound.form.files, bound.html_initial_name)
    try:
        return _words(bound.field, bound.field.prepare_value(bound.field.to_python(raw)))
    except ValidationError:
        return None


def _words(field: Field, value: Any) -> str:
    """A prepared value as a person reads it."""
    if value in (None, "", [], ()):
        return "—"
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, list | tuple | set):
        return ", ".join(_words(field, one) for one in value)
    if isinstance(value, dt.date):
        return f"{value:%d.%m.%Y}"
    named = dict(_options(getattr(field, "choices", ())))
    return named.get(str(value), str(value)).replace("\r\n", "\n").strip()


def _options(choices: Any) -> Iterator[tuple[str, str]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from _options(label)
        else:
            yield str(key), str(label)


def _raw(widget: Widget, value: Any) -> list[str]:
    """A prepared value as a browser would send it from the widget."""
    if isinstance(widget, CheckboxInput):
        return ["on"] if value else []
    if isinstance(value, list | tuple | set):
        return [str(one) for one in value]
    shown = widget.format_value(value)
    return [str(one) for one in shown] if isinstance(shown, list) else ["" if shown is None else str(shown)]
