"""Working group or council of mentors: a registered order with its members."""

from __future__ import annotations

from estafeta.roadmaps.evidence.register import by_register

KIND = by_register("working_group", "приказ о рабочей группе или совете наставников зарегистрирован")
