"""How allauth behaves in this house."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from estafeta.accounts.lockout import PASSWORD, account_of, address_of, place_of, try_door
from estafeta.accounts.published import ONLY_HERE, is_refused
from estafeta.core.refusals import Refusal

TYPED = ("username", "email")
NOWHERE = "0.0.0.0"  # a socket of this machine has no address
WRONG = "Неверная почта, имя для входа или пароль."

log = logging.getLogger("estafeta.accounts")


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up is by invitation only; a letter that cannot be sent is said, not a broken page."""

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

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a letter. Refuses when the mail server does not take it."""
        try:
            super().send_mail(template_prefix, email, context)
        except (SMTPException, OSError) as error:
            log.exception("Letter %s could not be sent", template_prefix)
            raise Refusal("Письмо не отправлено: почтовый сервер не отвечает. Попробуйте позже.") from error


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """The single sign-on lets in whoever has an account with the same confirmed address, and makes nobody."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """A stranger whom the outer server knows is still a stranger here."""
        return False

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        """An address that the outer server has confirmed is enough; unconfirmed ones never come here."""
        return True
