"""The form of a letter to many."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from estafeta.core.forms import LenientForm
from estafeta.core.letters import mail_is_configured
from estafeta.core.models import TEXT_LENGTH
from estafeta.notifications.models import Mailing
from estafeta.notifications.readers import ReaderList


class KeysField(forms.MultipleChoiceField):
    """Keys of rows as they came; what they are is found by the list, so that foreign ones find nobody."""

    def valid_value(self, value: str) -> bool:
        """Any short word."""
        return len(value) <= 80


class KeysForm(forms.Form):
    """The ticked rows."""

    selected = KeysField(required=False)

    def keys(self) -> list[str]:
        """Every key once, in the order of the list."""
        return list(dict.fromkeys(self.cleaned_data["selected"])) if self.is_valid() else []


class BegunForm(LenientForm):
    """Whether the letter has been written at."""

    begun = forms.BooleanField(required=False, widget=forms.HiddenInput, initial=False)


class MailingForm(forms.Form):
    """To whom is known; how, what about, the words. `sure` comes with the second step."""

    channel = forms.ChoiceField(label="Как", choices=Mailing.Channel.choices)
    subject = forms.CharField(label="Тема", max_length=200, error_messages={"required": "Напишите тему."})
    text = forms.CharField(
        label="Текст",
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 9}),
        error_messages={"required": "Напишите текст."},
    )
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)

    begun = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)

    @classmethod
    def is_begun(cls, data: QueryDict) -> bool:
        """False on the way from the list, where only rows are ticked."""
        return BegunForm(data).chosen()["begun"] is True

    def __init__(self, data: Any, *, source: ReaderList) -> None:
        channel = Mailing.Channel.LETTER if mail_is_configured() else Mailing.Channel.INBOX
        super().__init__(data, initial={"channel": channel, "subject": source.subject, "text": source.text})
        help_text = ", ".join(f"{{{name}}} — {words}" for name, words in source.known.items())
        self.fields["text"].help_text = f"У каждого своё: {help_text}."
