"""The act that introduces mentoring: a registered order."""

from __future__ import annotations

from estafeta.roadmaps.evidence.register import by_register

KIND = by_register("introduction_order", "приказ о внедрении зарегистрирован в реестре документов")
