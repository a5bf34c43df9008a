"""Small forms: registering, cancelling, reading, correcting names, files."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from estafeta.core.days import DayField
from estafeta.core.fields import NumberField
from estafeta.core.forms import LenientForm
from estafeta.documents.models import NameCorrection
from estafeta.workbench.uploads import FOLDER, SIGNED, TEMPLATE, UploadField


class AboutForm(LenientForm):
    """What a new paper is about."""

    about = forms.CharField(required=False, max_length=60, initial="")


class RegisterForm(forms.Form):
    """Number and date as they stand in the clerk's book."""

    number = forms.CharField(
        label="Номер",
        max_length=60,
        help_text="Как в вашем журнале регистрации: 41-од, 01-07/640. Система номеров не придумывает.",
    )
    date = DayField(label="Дата")
    scan = UploadField(
        SIGNED, label="Подписанный экземпляр", required=False, help_text=f"{SIGNED.hint}. Можно приложить позже."
    )
    sure = forms.BooleanField(label="Всё верно, зарегистрировать", required=False)
    warned = False

    def ask_again_for_scan(self) -> None:
        """Say that a browser forgets a chosen file when the page comes back."""
        if self.files.get("scan") and not self.has_error("scan"):
            self.add_error("scan", "Выберите этот файл ещё раз.")

    def warn(self, sentences: Iterable[str]) -> None:
        """Say what looks wrong, if anything; the tick says that it is right."""
        for sentence in sentences:
            self.add_error(None, sentence)
            self.warned = True

    def ask_whether_sure(self) -> None:
        """Show the tick only where there is something to be sure about."""
        if not self.warned and not self["sure"].value():
            del self.fields["sure"]


class CancelForm(forms.Form):
    """Since when and why a paper is no longer in force."""

    date = DayField(label="Утратила силу с")
    reason = forms.CharField(label="Почему", widget=forms.Textarea(attrs={"rows": 2}), max_length=2000)


class ScanForm(forms.Form):
    """The signed copy."""

    scan = UploadField(SIGNED, label="Подписанный экземпляр")


class AcquaintForm(forms.Form):
    """The day on which somebody read a paper."""

    day = DayField(label="Дата")


class ReaderForm(forms.Form):
    """Somebody else who must read it."""

    name = forms.CharField(
        label="Кого ещё ознакомить",
        max_length=5000,
        widget=forms.TextInput(attrs={"list": "colleagues"}),
        help_text="Несколько человек — через точку с запятой.",
    )


class CorrectionForm(forms.Form):
    """How a name or a post reads in a case."""

    document = NumberField(widget=forms.HiddenInput)
    text = forms.CharField(max_length=200, widget=forms.HiddenInput)
    case = forms.ChoiceField(choices=NameCorrection.Case.choices, widget=forms.HiddenInput)
    corrected = forms.CharField(label="Как правильно", max_length=200, required=False)


class TemplateForm(forms.Form):
    """An own Word file."""

    file = UploadField(
        TEMPLATE,
        label="Перетащите сюда свой файл Word или выберите его",
        help_text=f"{TEMPLATE.hint}, с метками из списка. Сначала он проверяется; использовать ли его, решаете вы.",
    )


class FolderForm(forms.Form):
    """A file for an item of the checklist."""

    file = UploadField(FOLDER, label="Файл")
