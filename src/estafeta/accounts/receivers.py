"""Lines of the journal about signing in. They belong to no organisation: a user may be in several."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.account.models import EmailAddress
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from estafeta.accounts.lockout import client_username, user_by_login
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


@receiver(user_logged_in)
def on_sign_in(sender: object, user: User, **kwargs: Any) -> None:
    """Somebody came in."""
    note(user, "sign_in", "Вход")


@receiver(user_logged_out)
def on_sign_out(sender: object, user: User | None, **kwargs: Any) -> None:
    """Somebody left; a session without a user leaves no line."""
    if user is not None:
        note(user, "sign_out", "Выход")


@receiver(user_login_failed)
def on_failure(sender: object, credentials: dict[str, Any], request: Any = None, **kwargs: Any) -> None:
    """A wrong password. What was typed is not kept: it may be a password in the wrong field."""
    note(user_by_login(client_username(request, credentials)), "fail_sign_in", "Неудачный вход", by_herself=False)


@receiver(user_locked_out)
def on_lockout(sender: object, username: str, **kwargs: Any) -> None:
    """Too many wrong passwords."""
    note(user_by_login(username), "lock_out", "Вход закрыт после неудачных попыток", by_herself=False)


@receiver([account.password_changed, account.password_set])
def on_password_change(sender: object, user: User, **kwargs: Any) -> None:
    """A new password by herself."""
    note(user, "change_password", "Изменён пароль")


@receiver(account.password_reset)
def on_password_reset(sender: object, user: User, **kwargs: Any) -> None:
    """A new password by the link of a letter."""
    note(user, "reset_password", "Пароль восстановлен по ссылке из письма")


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
