"""Where the pages of this room belong in the rail."""

from __future__ import annotations

from estafeta.organisations.navigation import belong

for start in ("notifications:settings", "notifications:letter", "notifications:mailing", "notifications:write"):
    belong(start, "settings")
