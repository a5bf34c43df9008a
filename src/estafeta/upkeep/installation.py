"""What an installation consists of, wherever it lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Installation:
    """A database (as in Django's DATABASES) and the folders beside it; `key` is the file of the secret key."""

    database: Mapping[str, Any]
    data: Path
    files: Path
    packs: Path
    backups: Path

    @property
    def key(self) -> Path:
        """The secret key made by the installation itself; absent where the environment gives one."""
        return self.data / "secret-key"

    @property
    def mark(self) -> Path:
        """Stands while a restore is under way: what lies beside it is not whole."""
        return self.data / "restore-unfinished"


def here() -> Installation:
    """The installation of the settings."""
    return Installation(
        database=settings.DATABASES["default"],
        data=Path(settings.DATA),
        files=Path(settings.MEDIA_ROOT),
        packs=Path(settings.PACKS),
        backups=Path(settings.BACKUPS),
    )
