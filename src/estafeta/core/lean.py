"""Templates without the blanks that only their authors need: a fifth of every page, for which a phone would wait."""

from __future__ import annotations

import re

from django.template import Origin
from django.template.loaders.app_directories import Loader as AppLoader
from django_cotton.cotton_loader import Loader as Cotton

_INDENT = re.compile(r"\s*\n\s*")
_KEEPS_BLANKS = ("<pre", "<textarea")


def lean(name: str, text: str) -> str:
    """Return an HTML template without indentation and empty lines; where blanks are content it stays as it is."""
    if not name.endswith(".html") or any(mark in text for mark in _KEEPS_BLANKS):
        return text
    return _INDENT.sub("\n", text)


class LeanCotton(Cotton):
    """Templates with components."""

    def get_contents(self, origin: Origin) -> str:
        """Compile, then take the blanks away."""
        return lean(origin.name, super().get_contents(origin))


class LeanFiles(AppLoader):
    """All others."""

    def get_contents(self, origin: Origin) -> str:
        """Read, then take the blanks away."""
        return lean(origin.name, super().get_contents(origin))
