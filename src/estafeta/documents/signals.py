"""What upper rooms may listen to; receivers run inside the transaction of the action."""

from __future__ import annotations

from django.dispatch import Signal

paper_changed = Signal()
"""A paper was registered, cancelled or amended: `document`, `actor`."""
