"""The published password of the demo: it opens nothing as soon as others can reach the installation."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from estafeta.core.locality import is_local

DEMO_PASSWORD = "Эстафета-2026"
ONLY_HERE = (
    "Показательные учётные записи открываются только на том компьютере, где работает «Эстафета»: "
    "их пароль опубликован. Администратор может открыть их всем настройкой DEMO_OPEN=1."
)


def is_refused(request: HttpRequest, password: str) -> bool:
    """Say whether it is the published password and the request comes from elsewhere."""
    return password == DEMO_PASSWORD and not (settings.DEMO_OPEN or is_local(request))


class NotPublished:
    """A validator of passwords: nobody may choose the published one."""

    def validate(self, password: str, user: object = None) -> None:
        """Refuse the published password."""
        if password == DEMO_PASSWORD:
            raise ValidationError("Этот пароль опубликован в описании «Эстафеты». Придумайте свой.")

    def get_help_text(self) -> str:
        """Nothing to be said beforehand."""
        return ""
