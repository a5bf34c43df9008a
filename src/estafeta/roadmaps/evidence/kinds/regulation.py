"""The regulation: registered with the order that approves it."""

from __future__ import annotations

from estafeta.roadmaps.evidence.register import by_register

KIND = by_register("regulation", "положение зарегистрировано в реестре документов")
