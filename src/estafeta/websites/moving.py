"""What the fields of this room hold when an organisation moves: see `upkeep.moving.meanings`."""

from __future__ import annotations

from estafeta.upkeep.moving.meanings import says_nothing

says_nothing("websites.SiteCheck.url")
