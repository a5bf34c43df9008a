"""The field of a form through which every file comes in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.base import File
from django.forms.widgets import FileInput

from estafeta.core.refusals import Refusal
from estafeta.workbench.uploads.policies import Policy
from estafeta.workbench.uploads.upload import Upload, accept


class DropInput(FileInput):
    """Drawn by `<c-file-drop>`; a phone gets a second input of the same name that opens its camera."""

    def __init__(self, policy: Policy, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": policy.accept, **(attrs or {})})

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """Return the last file sent under the name: of two inputs one is filled."""
        sent = files.getlist(name) if hasattr(files, "getlist") else [files.get(name)]
        return sent[-1] if sent else None


class UploadField(forms.FileField):
    """A file that the policy takes; the cleaned value is an `Upload` or None."""

    def __init__(self, policy: Policy, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", policy.hint)
        kwargs.setdefault("error_messages", {"required": "Выберите файл."})
        super().__init__(widget=DropInput(policy), **kwargs)
        self.policy = policy

    def to_python(self, data: File[Any] | None) -> Any:
        """Let the file in, or say why not."""
        if data is None:
            return None
        try:
            return accept(data, self.policy)
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal

    def clean(self, data: Any, initial: Any = None) -> Upload | None:
        """Return the upload; a field left empty is None."""
        value: Upload | None = forms.Field.clean(self, data)
        return value
