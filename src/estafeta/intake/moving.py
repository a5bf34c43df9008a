"""What the fields of this room hold when an organisation moves: see `upkeep.moving.meanings`."""

from __future__ import annotations

from estafeta.upkeep.moving.meanings import KEYS, NUMBERS, says_nothing

says_nothing("intake.Load.draft", "intake.Load.size")
NUMBERS |= {"load": "intake.Load"}
KEYS |= {"load": "intake.Load"}
