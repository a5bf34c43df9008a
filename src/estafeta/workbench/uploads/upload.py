"""A file that has passed: the only shape in which actions take what a person brings."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.files.base import File
from django.db.models.fields.files import FieldFile

from estafeta.core.files import private_name, safe_ending
from estafeta.core.refusals import Refusal
from estafeta.workbench.uploads.contents import kind_of
from estafeta.workbench.uploads.names import clean_name
from estafeta.workbench.uploads.policies import HOLDS, Policy
from office_files.errors import Unreadable


@dataclass(frozen=True, slots=True)
class Upload:
    """A file with a cleaned name, made by `accept` alone. `kind` is what its bytes are."""

    file: File[bytes]
    name: str
    size: int
    kind: str

    def keep(self, field: FieldFile) -> None:
        """Store the file under a name that nobody can guess; the row is saved by the caller."""
        field.save(private_name(self.name), self.file, save=False)

    def read(self) -> bytes:
        """Return the bytes, from the beginning."""
        self.file.seek(0)
        content: bytes = self.file.read()
        self.file.seek(0)
        return content


def accept(file: File[bytes], policy: Policy) -> Upload:
    """Let a file in. Refuses an empty or too large one, another kind than the place takes, and a false ending.

    Reads the whole file: never inside a transaction.
    """
    name = clean_name(file.name or "")
    size = file.size or 0
    if not size:
        raise Refusal(f"Файл «{name}» пустой. Выберите другой.")
    if size > policy.largest:
        raise Refusal(f"Файл «{name}» больше {policy.megabytes} МБ. Уменьшите его или разделите.")
    file.seek(0)
    data = file.read()
    file.seek(0)
    ending = safe_ending(name)
    if ending and ending not in policy.endings:
        raise _other_kind(name, policy)
    try:
        kind = kind_of(data)
    except Unreadable as reason:
        raise Refusal(f"Файл «{name}» не принят. {reason.sentence}") from reason
    if not ending:
        name, ending = _named_by_content(name, kind, policy)
    if kind not in HOLDS[ending]:
        raise Refusal(f"Файл «{name}» на самом деле другого вида, чем его имя. Сохраните его заново и приложите снова.")
    return Upload(file, name, size, kind)


def _named_by_content(name: str, kind: str, policy: Policy) -> tuple[str, str]:
    """A file without an ending (a phone sends such) gets that of its content."""
    ending = next((ending for ending in policy.endings if kind in HOLDS[ending]), "")
    if not ending:
        raise _other_kind(name, policy)
    return f"{name}{ending}", ending


def _other_kind(name: str, policy: Policy) -> Refusal:
    words = policy.words[:1].lower() + policy.words[1:] if policy.words[1:2].islower() else policy.words
    return Refusal(f"Файл «{name}» такого вида не принимается. Подойдёт: {words}.")
