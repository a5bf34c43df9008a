"""`search rebuild`: write the index of the search anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from estafeta.workbench.search.indexing import rebuild
from estafeta.workbench.search.registry import sources


class Command(BaseCommand):
    """Every kind, row by row."""

    help = "Собрать указатель поиска заново."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to do; there is one thing."""
        parser.add_argument("act", choices=["rebuild"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many rows of each kind stand in the index."""
        for source in sources():
            self.stdout.write(f"{source.label}: {rebuild(source)}")
