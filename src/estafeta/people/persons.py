"""Cards as persons of the journal: what names them there is kept under a key of each."""

from __future__ import annotations

from estafeta.core.journal.subjects import SubjectKind, subject_kind
from estafeta.people.models import Person

PERSONAL = frozenset(
    {"surname", "name", "patronymic", "birth_date", "birth_year", "sex", "phone", "email", "contact", "text"}
)

subject_kind(
    SubjectKind(
        Person._meta.label_lower,
        texts=lambda person: (person.full_name, person.short_name, f"{person.surname} {person.name}"),
        fields=PERSONAL,
        lookups=("surname", "name"),
    )
)
