"""How allauth behaves in this house."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from estafeta.accounts.lockout import PASSWORD, account_of, address_of, place_of, try_door
from estafeta.accounts.published import ONLY_HERE, is_refused
from estafeta.core.letters import About

TYPED = ("username", "email")
NOWHERE = "0.0.0.0"  # a socket of this machine has no address
WRONG = "Неверная почта, имя для входа или пароль."
SECRETS_LIVE = dt.timedelta(hours=2)
"""After that somebody who has waited has asked again."""


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up is by invitation only; letters go to the outbox, so that no page waits for a mail server."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "invalid_login": WRONG,
    }

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Look at a password, when the door is not shut (`lockout`). Raises Shut also for the try that shuts it."""
        if is_refused(request, str(credentials.get("password", ""))):
            raise ValidationError(ONLY_HERE)
        typed = next((str(credentials[name]) for name in TYPED if credentials.get(name)), "")
        account = account_of(typed)
        attempt = try_door(PASSWORD, account, place_of(request, account), timezone.now())
        user = super().authenticate(request, **credentials)
        if user is not None:
            attempt.succeed(timezone.now())
            return user
        shut = attempt.shut(timezone.now())
        if shut is not None:
            raise shut
        return None

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that `config.proxy` has found; other headers prove nothing."""
        return address_of(request) or NOWHERE

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up from the street."""
        return False

    def render_mail(self, template_prefix: str, email: Any, context: dict[str, Any], headers: Any = None) -> Any:
        """A letter for its reader alone: it opens a door, and soon no longer."""
        message = super().render_mail(template_prefix, email, context, headers)
        user = getattr(context.get("user"), "pk", None)
        kind = f"accounts.{template_prefix.rpartition('/')[2]}"
        message.about = About(kind, user=user, is_secret=True, lives=SECRETS_LIVE)
        return message


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """The single sign-on lets in whoever has an account with the same confirmed address, and makes nobody."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """A stranger whom the outer server knows is still a stranger here."""
        return False

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        """An address that the outer server has confirmed is enough; unconfirmed ones never come here."""
        return True
