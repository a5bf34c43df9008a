"""Changing users. Passwords, e-mail addresses and the second factor are changed through allauth."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction

from estafeta.accounts.latin import first_free, latin
from estafeta.accounts.models import User
from estafeta.core.journal import record
from estafeta.core.refusals import Refusal

NAMES = ("last_name", "first_name", "patronymic", "username")
USERNAME_LENGTH = 40


@transaction.atomic
def create_user(
    *,
    by: User | None,
    email: str,
    last_name: str,
    first_name: str,
    patronymic: str = "",
    username: str = "",
    password: str | None = None,
    verified: bool = True,
) -> User:
    """Make a user; without a user name one is made of the surname. `verified`: the address is known to be hers.

    Refuses when the e-mail address or the user name is taken in any spelling. Without a password nobody can sign in.
    """
    if User.objects.filter(email__iexact=email).exists():
        raise Refusal("Пользователь с такой электронной почтой уже есть. Войдите под ним.")
    if username and User.objects.filter(username__iexact=username).exists():
        raise Refusal(f"Имя пользователя «{username}» занято. Выберите другое.")
    user = User(
        username=username or free_username(last_name, first_name),
        email=email.lower(),
        last_name=last_name,
        first_name=first_name,
        patronymic=patronymic,
    )
    user.set_password(password)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=verified)
    record(
        user=by or user,
        tenant="",
        verb="accounts.create_user",
        target=user,
        sentence=f"Создана учётная запись: {user.full_name}",
        after={"username": user.username, "email": user.email},
    )
    return user


@transaction.atomic
def change_profile(*, by: User, user: User, last_name: str, first_name: str, patronymic: str, username: str) -> User:
    """Change the names of a user. Refuses a user name that somebody else has in any spelling."""
    if User.objects.filter(username__iexact=username).exclude(pk=user.pk).exists():
        raise Refusal(f"Имя пользователя «{username}» занято. Выберите другое.")
    after = {"last_name": last_name, "first_name": first_name, "patronymic": patronymic, "username": username}
    stored = User.objects.get(pk=user.pk)
    before = {name: getattr(stored, name) for name in NAMES}
    changed = [name for name in NAMES if before[name] != after[name]]
    if not changed:
        return user
    for name in changed:
        setattr(user, name, after[name])
    user.save(update_fields=changed)
    record(
        user=by,
        tenant="",
        verb="accounts.change_profile",
        target=user,
        sentence=f"Изменены имена в учётной записи: {user.full_name}",
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )
    return user


def free_username(last_name: str, first_name: str) -> str:
    """Return a user name made of the surname and an initial that nobody has yet."""
    name = latin(f"{last_name} {first_name[:1]}", limit=USERNAME_LENGTH) or "user"
    taken = {row.lower() for row in User.objects.filter(username__istartswith=name).values_list("username", flat=True)}
    return first_free(name, taken, limit=USERNAME_LENGTH)
