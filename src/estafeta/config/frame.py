"""What the frame of every page needs: sections, organisations to switch to, stages, the inbox."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `frame` with the parts of the page around its content."""
    return {"frame": {}}
