"""Lines of the journal about signing in. They belong to no organisation: a user may be in several."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.account.models import EmailAddress
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.utils import timezone

from estafeta.accounts.lockout import account_of, address_of, open_door, user_by_login
from estafeta.accounts.models import User
from estafeta.core.journal import record


def note(user: User | None, verb: str, words: str, *, by_herself: bool = True, **after: Any) -> None:
    """Write one line about a user; what a stranger did to her account is nobody's act."""
    name = user.full_name if user else "неизвестное имя"
    record(
        user=user if by_herself else None,
        tenant="",
        verb=f"accounts.{verb}",
        target=user,
        sentence=f"{words}: {name}",
        after=after,
    )


def whence(request: Any) -> dict[str, Any]:
    """The address, for the line; the command line has none."""
    return {"address": address_of(request)} if request is not None else {}


@receiver(user_logged_in)
def on_sign_in(sender: object, user: User, request: Any = None, **kwargs: Any) -> None:
    """Somebody came in; from now on her browser is known (`lockout.place_of`)."""
    note(user, "sign_in", "Вход", **whence(request))
    if request is not None:
        request.came_in = user


@receiver(user_logged_out)
def on_sign_out(sender: object, user: User | None, **kwargs: Any) -> None:
    """Somebody left; a session without a user leaves no line."""
    if user is not None:
        note(user, "sign_out", "Выход")


@receiver(user_login_failed)
def on_failure(sender: object, credentials: dict[str, Any], request: Any = None, **kwargs: Any) -> None:
    """A wrong password. What was typed is not kept: it may be a password in the wrong field."""
    typed = str(credentials.get("username") or credentials.get("email") or "")
    user = user_by_login(account_of(typed))
    note(user, "fail_sign_in", "Неудачный вход", by_herself=False, **whence(request))


@receiver(mfa.authentication_failed)
def on_wrong_code(sender: object, user: User, request: Any, **kwargs: Any) -> None:
    """A wrong code of the second factor: whoever types it knows the password."""
    note(user, "fail_second_factor", "Неверный код второго фактора", by_herself=False, **whence(request))


@receiver([account.password_changed, account.password_set])
def on_password_change(sender: object, user: User, **kwargs: Any) -> None:
    """A new password by herself."""
    note(user, "change_password", "Изменён пароль")


@receiver(account.password_reset)
def on_password_reset(sender: object, user: User, **kwargs: Any) -> None:
    """A new password by the link of a letter."""
    note(user, "reset_password", "Пароль восстановлен по ссылке из письма")
    open_door(user, timezone.now())


@receiver(account.email_changed)
def on_email_change(sender: object, user: User, to_email_address: EmailAddress, **kwargs: Any) -> None:
    """Another address."""
    note(user, "change_email", "Изменена электронная почта", email=to_email_address.email)


@receiver(mfa.authenticator_added)
def on_factor_added(sender: object, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """The second factor was switched on; recovery codes come with it and are no event."""
    if authenticator.type == Authenticator.Type.TOTP:
        note(user, "add_second_factor", "Включён второй фактор")


@receiver(mfa.authenticator_removed)
def on_factor_removed(sender: object, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """The second factor was switched off."""
    if authenticator.type == Authenticator.Type.TOTP:
        note(user, "remove_second_factor", "Выключен второй фактор")


@receiver(mfa.authenticator_reset)
def on_codes_renewed(sender: object, user: User, **kwargs: Any) -> None:
    """New recovery codes."""
    note(user, "renew_recovery_codes", "Выпущены новые коды восстановления")
