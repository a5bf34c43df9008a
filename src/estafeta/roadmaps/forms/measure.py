"""Forms of one measure: its wording, who answers, its kinds, its dues and what happens to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms

from estafeta.accounts.models import User
from estafeta.core.forms import LenientForm
from estafeta.organisations.roles import Role
from estafeta.roadmaps.actions.dues import WANTS_PROOF, has_proof
from estafeta.roadmaps.actions.proofs import ProofInput
from estafeta.roadmaps.drafts import MeasureDraft, ReportingDraft
from estafeta.roadmaps.forms.fields import day_field, line_list, stage_field, text_field
from estafeta.roadmaps.forms.links import link_in
from estafeta.roadmaps.models import Due, Measure
from estafeta.roadmaps.understanding import catalogue
from estafeta.workbench.forms import TickedForm
from estafeta.workbench.uploads import PROOF, UploadField

TEXTS = ("number", "title", "stage", "form", "group", "responsible_text", "result", "document", "deadline_text")
ARROW = "—"
MOST = 2**63 - 1
"""The greatest id that a database holds."""


class MeasureForm(forms.Form):
    """The wording of a measure; lists are one thing a line."""

    number = forms.CharField(label="Номер", max_length=30, required=False)
    title = text_field("Мероприятие", 2, required=True, error_messages={"required": "Напишите, что нужно сделать."})
    items = text_field("Перечень работ", 2, help_text="Каждая с новой строки.")
    deadline_text = text_field("Срок", 1, help_text="Как в документе: «до 30.09.2026», «ежемесячно», «сентябрь».")
    responsible_text = text_field("Ответственные, как в документе", 1)
    result = text_field("Результат", 1)
    document = text_field("Вид документа", 1)
    stage = stage_field()
    group = forms.CharField(label="Направление", required=False, max_length=1000)
    form = forms.CharField(label="Форма наставничества", required=False, max_length=1000)
    reportings = text_field("Кого и когда информировать", 2, help_text="По одному на строке: «Кого — когда».")

    def columns(self) -> tuple[list[forms.BoundField], list[forms.BoundField]]:
        """The fields in the two columns of the page: what to do, then who answers and what comes of it."""
        fields = list(self)
        half = list(self.fields).index("responsible_text")
        return fields[:half], fields[half:]

    def texts(self) -> dict[str, Any]:
        """Return the wordings as `change_measure` takes them."""
        got = self.cleaned_data
        return {**{name: got[name] for name in TEXTS}, "items": line_list(got["items"])}

    def reporting_drafts(self) -> list[ReportingDraft]:
        """Return whom to inform and when."""
        cut = [line.partition(ARROW) for line in line_list(self.cleaned_data["reportings"])]
        return [ReportingDraft(to.strip(), when.strip()) for to, _, when in cut if to.strip()]

    def draft(self) -> MeasureDraft:
        """Return the draft of a new measure."""
        texts = self.texts()
        return MeasureDraft(**{**texts, "items": tuple(texts["items"])}, reportings=tuple(self.reporting_drafts()))

    @staticmethod
    def initial_of(measure: Measure) -> dict[str, Any]:
        """Return what the form shows of a measure."""
        rows = [f"{row.to} {ARROW} {row.when_text}".rstrip(f" {ARROW}") for row in measure.reportings.all()]
        return {
            **{name: getattr(measure, name) for name in TEXTS},
            "items": "\n".join(measure.items),
            "reportings": "\n".join(rows),
        }


class PhraseForm(LenientForm):
    """A wording of a deadline that is being typed."""

    deadline_text = forms.CharField(required=False, max_length=2000, initial="")


class BulkForm(TickedForm):
    """What is to be done with ticked measures; `sure` comes once the act's own form has been shown."""

    act = forms.ChoiceField()

    def __init__(self, *args: Any, acts: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["act"].choices = list(acts.items())  # type: ignore[attr-defined]


class AfterForm(LenientForm):
    """After which measure of the section a new one comes."""

    after = forms.IntegerField(required=False, min_value=1, max_value=MOST)


class OfForm(LenientForm):
    """Whom of the printed ones somebody is."""

    of = forms.IntegerField(required=False, min_value=1, max_value=MOST)


class SplitForm(forms.Form):
    """The titles of the parts."""

    titles = text_field("Мероприятия", 6, required=True, help_text="Каждое с новой строки. Первое сохранит историю.")


class MoveRowForm(forms.Form):
    """Where a measure goes: a section, and after which of its measures."""

    place = forms.ChoiceField(label="Куда поставить")

    def __init__(self, *args: Any, places: list[tuple[str, list[tuple[str, str]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places  # type: ignore[attr-defined]


class KindsForm(forms.Form):
    """The kinds of a measure."""

    kinds = forms.MultipleChoiceField(label="Виды", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(kind.code, kind.name) for kind in catalogue().values()]
        self.fields["kinds"].choices = choices  # type: ignore[attr-defined]


class AssignForm(forms.Form):
    """A colleague or a role."""

    who = forms.ChoiceField(label="Кто отвечает", error_messages={"required": "Выберите человека или роль."})

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.users: dict[str, User] = {f"u{user.pk}": user for user in colleagues}
        people = [(key, user.full_name) for key, user in self.users.items()]
        roles = [(f"r{value}", label) for value, label in Role.choices]
        choices = [("", "выберите"), ("Сотрудники", people), ("Роли", roles)]
        self.fields["who"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """Return `user` and `role` as the actions take them."""
        key = self.cleaned_data["who"]
        user = self.users.get(key)
        return {"user": user, "role": "" if user else key[1:]}


class DueForm(forms.Form):
    """One more due."""

    due_on = day_field("Срок")
    starts = day_field("Начало", required=False, help_text="Если это промежуток.")

    def clean(self) -> dict[str, Any]:
        """Refuse a stretch that ends before it starts."""
        got: dict[str, Any] = super().clean() or {}
        if got.get("starts") and got.get("due_on") and got["due_on"] < got["starts"]:
            self.add_error("due_on", "Срок не может закончиться раньше, чем начался.")
        return got


class ProofForm(forms.Form):
    """A file, a link or a note."""

    file = UploadField(PROOF, label="Файл", required=False)
    text = text_field("Или ссылка, или слова", 2, help_text="Адрес страницы узнаем сами: sosh2.example/prikaz.")

    def proof(self) -> ProofInput | None:
        """Return what was given, None when nothing was; an address among the words is the link."""
        file, words = self.cleaned_data.get("file"), self.cleaned_data.get("text", "").strip()
        if not (file or words):
            return None
        url, text = link_in(words)
        return ProofInput(file, url, text)

    def clean(self) -> dict[str, Any]:
        """Refuse an empty form."""
        got: dict[str, Any] = super().clean() or {}
        if not self.errors and self.is_empty_refused() and self.proof() is None:
            raise forms.ValidationError("Приложите файл, ссылку или напишите, чем подтверждается.")
        return got

    def is_empty_refused(self) -> bool:
        """True unless the form may stay empty."""
        return True


class CloseForm(ProofForm):
    """A due is done: when, and what proves it or why nothing does."""

    fact_on = day_field("Когда выполнено")
    reason = text_field("Почему без подтверждения", 2, help_text="Если прикладывать нечего.")
    field_order = ("fact_on", "file", "text", "reason")

    def __init__(self, *args: Any, due: Due, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.due, self.today = due, today
        self.fields["fact_on"].initial = today

    def is_empty_refused(self) -> bool:
        """What proves the due may be there already, or a reason may stand instead."""
        return False

    def clean(self) -> dict[str, Any]:
        """Refuse a day to come, and neither proof nor reason."""
        got = super().clean()
        if got.get("fact_on") and got["fact_on"] > self.today:
            self.add_error("fact_on", "Дата выполнения ещё не наступила.")
        if not self.errors and self.proof() is None and not got["reason"].strip() and not has_proof(self.due):
            raise forms.ValidationError(WANTS_PROOF)
        return got


class ReasonForm(forms.Form):
    """Why."""

    reason = text_field("Причина", 3, required=True, error_messages={"required": "Напишите причину."})


class MoveForm(ReasonForm):
    """Another day for a due."""

    new_date = day_field("Новый срок")
    field_order = ("new_date", "reason")


class NoteForm(forms.Form):
    """What to say with a decision."""

    note = text_field("Пояснение", 2)


class RemarkForm(forms.Form):
    """A line of the conversation."""

    text = text_field("Реплика", 2, required=True, error_messages={"required": "Напишите что-нибудь."})


class BulkCloseForm(forms.Form):
    """Many dues done."""

    fact_on = day_field("Когда выполнено")
    reason = text_field("Почему без подтверждения", 2, help_text="Нужно, если у какого-то мероприятия его нет.")
