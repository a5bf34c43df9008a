"""Kinds of notices about colleagues."""

from __future__ import annotations

from estafeta.notifications.kinds import Channel, Pace, notice_kind
from estafeta.today.actions import REMINDED

notice_kind(REMINDED, "Коллега напоминает о просроченном", channel=Channel.LETTER, pace=Pace.AT_ONCE, must_be_seen=True)
