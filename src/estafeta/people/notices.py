"""What cards tell people: never a name."""

from __future__ import annotations

from estafeta.notifications.notices import notice_kind

notice_kind("people.transfer_asked", "Просят передать карточку человека", must_be_seen=True)
notice_kind("people.transfer_answered", "На ваш запрос карточки ответили")
