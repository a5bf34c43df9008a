"""Kinds of notices about control."""

from __future__ import annotations

from estafeta.notifications.kinds import Channel, Pace, notice_kind

notice_kind(
    "control.reminded",
    "Вышестоящая организация напоминает",
    channel=Channel.LETTER,
    pace=Pace.AT_ONCE,
    must_be_seen=True,
)
notice_kind("control.escalated", "Руководителю: срок просрочен", must_be_seen=True)
notice_kind("control.controls", "Вы стали контролёром карты", must_be_seen=True)
notice_kind("control.deputises", "Замещение на время отсутствия", must_be_seen=True)
