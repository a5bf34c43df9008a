"""Incentives: a registered order or regulation."""

from __future__ import annotations

from estafeta.roadmaps.evidence.register import by_register

KIND = by_register("incentive_system", "приказ или положение о мотивации зарегистрированы")
