"""Kinds of notices about measures that go down."""

from __future__ import annotations

from estafeta.notifications.kinds import notice_kind

notice_kind("cascade.offered", "Сверху предложены мероприятия")
notice_kind("cascade.offer_declined", "Ваше предложение отклонили")
