"""How allauth behaves in this house."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest

from estafeta.core.refusals import Refusal

WRONG = "Неверная почта, имя для входа или пароль."

log = logging.getLogger("estafeta.accounts")


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up is by invitation only; a letter that cannot be sent is said, not a broken page."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "invalid_login": WRONG,
        "too_many_login_attempts": "Слишком много попыток. Подождите полчаса и попробуйте ещё раз.",
    }

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
