"""Those who were invited, as persons of the journal: a letter's address names them."""

from __future__ import annotations

from estafeta.core.erasures import eraser
from estafeta.core.journal.subjects import Subject, SubjectKind, same_as, subject_kind
from estafeta.organisations.models import Invitation
from estafeta.organisations.scope import outside_scope

INVITED = "organisations.invitation"

subject_kind(
    SubjectKind(INVITED, texts=lambda letter: (letter.email,), fields=frozenset({"email"}), lookups=("email",))
)


@same_as("accounts.user")
def letters_of(user: int) -> list[Subject]:
    """The invitations that a user has accepted: they carry her address too."""
    with outside_scope("a person is erased in every organisation"):
        return [Subject(INVITED, pk) for pk in Invitation.objects.filter(accepted_by=user).values_list("pk", flat=True)]


@eraser(INVITED)
def forget(key: str) -> None:
    """Take the address from an invitation."""
    with outside_scope("a person is erased in every organisation"):
        Invitation.objects.filter(pk=int(key)).update(email="", post="")
