"""What whoever keeps proofs may listen to; receivers run inside the transaction of the action."""

from __future__ import annotations

from django.dispatch import Signal

facts_changed = Signal()
"""A fact that may have proven something is gone or replaced: `organisation`, its primary key."""
