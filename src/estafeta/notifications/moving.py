"""What the fields of this room hold when an organisation moves: see `upkeep.moving.meanings`."""

from __future__ import annotations

from estafeta.upkeep.moving.meanings import NUMBERS, address, means, says_nothing, stays

stays("notifications.CalendarLink", "an address of a calendar belongs to its installation")
stays("notifications.Letter", "letters are sent where they were written")
stays("notifications.Mailing", "letters are sent where they were written")
stays("notifications.DigestSent", "letters are sent where they were written")
means("notifications.Notice.url", address)
says_nothing("notifications.ReminderDays.before", "notifications.ReminderDays.after")
NUMBERS |= {"notice": "notifications.Notice"}
