"""What the fields of this room hold when an organisation moves: see `upkeep.moving.meanings`."""

from __future__ import annotations

from estafeta.upkeep.moving.meanings import means, says_nothing

says_nothing("cascade.Address.kinds")
means(
    "cascade.Offer.content",
    lambda value, translator: {**value, "from_id": translator.number("organisations.Organisation", value["from_id"])},
)
