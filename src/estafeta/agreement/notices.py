"""Kinds of notices about agreement."""

from __future__ import annotations

from estafeta.notifications.kinds import notice_kind

notice_kind("agreement.roadmap_sent", "Карта пришла на согласование", must_be_seen=True)
notice_kind("agreement.roadmap_returned", "Карту вернули с замечаниями", must_be_seen=True)
notice_kind("agreement.roadmap_agreed", "Карта согласована")
