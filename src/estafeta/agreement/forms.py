"""Forms of agreement and approval."""

from __future__ import annotations

from typing import Any

from django import forms

from estafeta.core.fields import NumberField
from estafeta.core.forms import LenientForm, PageForm
from estafeta.roadmaps.forms.fields import day_field, text_field
from estafeta.workbench.uploads import SCAN, UploadField

NOW = "now"


class NoteForm(forms.Form):
    """A few words with an act."""

    note = text_field("Пояснение", 3)


class DecisionForm(NoteForm):
    """The answer to a plan that was sent."""

    decision = forms.ChoiceField(choices=(("agree", "согласовать"), ("return", "вернуть с замечаниями")))


class QueuePagesForm(PageForm):
    """The pages of the two lists of the queue."""

    others = NumberField(min_value=1, required=False, initial=1)


class CompareForm(LenientForm):
    """Two editions by their ids, or the plan as it stands now."""

    old = forms.CharField(required=False, max_length=20, initial="")
    new = forms.CharField(required=False, max_length=20, initial=NOW)


class WhyForm(forms.Form):
    """Why a plan in force is changed."""

    why = text_field(
        "Почему карта изменяется",
        2,
        required=True,
        help_text="Например: перенесли сроки обучения наставников. Эти слова попадут в историю карты.",
        error_messages={"required": "Напишите, почему карта изменяется."},
    )


class RemarkForm(forms.Form):
    """A remark on a row or on the whole plan."""

    measure = NumberField(required=False, widget=forms.HiddenInput)
    section = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    rule = forms.SlugField(required=False, max_length=60, widget=forms.HiddenInput)
    text = text_field("Замечание", 2, required=True, error_messages={"required": "Напишите, что нужно исправить."})


class AnswerForm(forms.Form):
    """What was done about a remark."""

    answer = text_field("Ответ", 2, required=True, error_messages={"required": "Напишите, что сделано по замечанию."})


class CloseForm(forms.Form):
    """How the work of a plan has ended."""

    note = text_field(
        "Чем закончилась работа", 3, required=True, error_messages={"required": "Напишите, чем закончилась работа."}
    )


class ApproveForm(forms.Form):
    """The act that approves: number and date as the clerk has registered them, the signed scan."""

    number = forms.CharField(
        label="Номер приказа",
        max_length=50,
        help_text="Как в журнале регистрации, например 01-14/212.",
        error_messages={"required": "Впишите номер приказа так, как его поставил делопроизводитель."},
    )
    date = day_field("Дата приказа")
    scan = UploadField(SCAN, label="Подписанный документ", required=False)
    reason = text_field("Почему без согласования", 2)

    def __init__(self, *args: Any, without_agreement: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if without_agreement:
            field = self.fields["reason"]
            field.required = True
            field.error_messages["required"] = "Напишите, почему карта утверждена без согласования."
        else:
            del self.fields["reason"]


class DayForm(forms.Form):
    """On which day the plan is to be seen."""

    day = day_field("На дату")
