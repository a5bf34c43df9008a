"""What upper rooms may hear: each signal is sent inside the transaction of the act."""

from __future__ import annotations

from django.dispatch import Signal

task_given = Signal()
"""Somebody else has got a thing to do: `task`, `actor`."""
