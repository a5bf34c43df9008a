"""Users as persons of the journal: what names them there, what goes when they are erased."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from estafeta.accounts.models import User
from estafeta.core.erasures import eraser
from estafeta.core.journal.subjects import SubjectKind, subject_kind

FIELDS = ("last_name", "first_name", "patronymic", "username", "email")

subject_kind(
    SubjectKind(
        "accounts.user",
        texts=lambda user: (user.full_name, user.short_name, user.email, user.username),
        fields=frozenset(FIELDS),
        lookups=FIELDS,
    )
)


@eraser("accounts.user")
@transaction.atomic
def forget(key: str) -> None:
    """Take the names, the address and every way in from an account; the row stays, for others' acts hang on it."""
    user = User.objects.filter(pk=int(key)).first()
    if user is None:
        return
    user.last_name, user.first_name, user.patronymic, user.email = "", "", "", ""
    user.username, user.is_active = f"removed-{user.pk}", False
    user.set_unusable_password()
    user.save()
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
