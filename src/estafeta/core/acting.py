"""Who acts, where: what the ground wants to know of an actor."""

from __future__ import annotations

from typing import Any, Protocol


class Acting(Protocol):
    """Who acts, where: what this room wants to know of an actor."""

    @property
    def user(self) -> Any:
        """The user."""

    @property
    def organisation(self) -> Any:
        """The organisation in which she acts; it has a `path`."""
