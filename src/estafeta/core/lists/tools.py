"""What rooms above put beside the filters of every list: each answers a request with a piece of the page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest

Tool = Callable[[HttpRequest], str]
TOOLS: dict[str, Tool] = {}


def list_tool(name: str) -> Callable[[Tool], Tool]:
    """Register a tool under a name; it stands at lists that have filters."""

    def keep(tool: Tool) -> Tool:
        TOOLS[name] = tool
        return tool

    return keep


def drawn_tools(request: HttpRequest) -> list[str]:
    """The pieces of all tools, in the order of their names; none for a page outside of any organisation."""
    if getattr(request, "actor", None) is None:
        return []
    return [TOOLS[name](request) for name in sorted(TOOLS)]
