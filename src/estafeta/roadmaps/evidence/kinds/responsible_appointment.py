"""Other responsible people: a registered order."""

from __future__ import annotations

from estafeta.roadmaps.evidence.register import by_register

KIND = by_register("responsible_appointment", "приказ о назначении ответственных зарегистрирован")
