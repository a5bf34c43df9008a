"""Kinds of notices: every app declares its own in its `notices.py`, people choose how each kind reaches them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from estafeta.accounts.models import User
from estafeta.notifications.models import Choice

Channel, Pace = Choice.Channel, Choice.Pace


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """One kind. `code` is «app.what», `label` stands in the settings; then how it goes to whoever has not chosen.

    `paces` are those that make sense; `must_be_seen`: it stands in the inbox whatever one chooses.
    """

    code: str
    label: str
    channel: str = Channel.INBOX
    pace: str = Pace.DAILY
    paces: tuple[str, ...] = tuple(Pace.values)
    must_be_seen: bool = False

    @property
    def channels(self) -> list[tuple[str, str]]:
        """What may be chosen."""
        return [(value, label) for value, label in Channel.choices if value != Channel.NONE or not self.must_be_seen]


KINDS: dict[str, NoticeKind] = {}


def notice_kind(code: str, label: str, **more: object) -> NoticeKind:
    """Declare a kind; the same code again replaces it."""
    KINDS[code] = NoticeKind(code, label, **more)  # type: ignore[arg-type]
    return KINDS[code]


DUES = notice_kind(
    "notifications.dues",
    "Сроки: скоро, сегодня, просрочено",
    channel=Channel.LETTER,
    paces=(Pace.DAILY, Pace.WEEKLY),
)
"""The letter of the day itself; it has no line in the inbox."""
MAILING = notice_kind("notifications.mailing", "Сообщение от организации", must_be_seen=True)


def choices_of(users: Iterable[User], code: str) -> dict[int, tuple[str, str]]:
    """(channel, pace) of a kind for each user by her id; one query."""
    kind = KINDS.get(code) or NoticeKind(code, code)
    usual = (str(kind.channel), str(kind.pace))
    keys = [user.pk for user in users]
    made = Choice.objects.filter(user__in=keys, kind=code).values_list("user", "channel", "pace")
    own = {user: (channel, pace) for user, channel, pace in made}
    return {key: own.get(key, usual) for key in keys}
