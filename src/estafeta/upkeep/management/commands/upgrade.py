"""`./estafeta upgrade`: bring the database to this version; `up` does so by itself."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from estafeta.upkeep.commands import UpkeepCommand
from estafeta.upkeep.installation import here
from estafeta.upkeep.upgrading import upgrade


class Command(UpkeepCommand):
    """Copies first, then takes every step or none."""

    help = "Привести базу к этой версии: сначала резервная копия, потом все шаги или ни одного."

    def act(self, **options: Any) -> None:
        """Upgrade and say what was done."""
        done = upgrade(here(), now=timezone.now(), say=self.stdout.write)
        self.stdout.write(f"Готово, шагов: {len(done)}." if done else "Обновлять нечего: база этой версии.")
