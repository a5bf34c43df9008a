"""gunicorn as our own: a process for each core, ending with its parent. Not on Windows."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from django.conf import settings
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter


class Pages(BaseApplication):
    """Settings of the server and the application."""

    def __init__(self, chosen: dict[str, Any]) -> None:
        self.chosen = chosen
        super().__init__()

    def load_config(self) -> None:
        """Set what differs from gunicorn's own choices."""
        for name, value in self.chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Load the application."""
        from estafeta.config.wsgi import application

        return application


class Master(Arbiter):
    """Ends with its parent, whatever has killed that."""

    parent = 0

    def murder_workers(self) -> None:
        """Asked once a second."""
        if self.parent and os.getppid() != self.parent:
            raise StopIteration
        super().murder_workers()


def serve(
    host: str, port: int, processes: int, parent: int, *, opened: Callable[[str, int], None], begin: Callable[[], None]
) -> None:
    """Serve until SIGTERM; requests under way are finished. `begin` is called in every process, `opened` once."""
    master = Master(
        Pages(
            {
                "bind": f"{host}:{port}",
                "workers": processes,
                "threads": settings.WEB_THREADS,
                "worker_class": "gthread",
                "preload_app": True,  # one reading of the code, shared by all
                "timeout": 120,
                "graceful_timeout": 25,
                "keepalive": 5,
                "loglevel": "warning",
                "control_socket_disable": True,
                "when_ready": lambda _: opened(host, port),
                "post_worker_init": lambda _: begin(),
            }
        )
    )
    master.parent = parent
    master.run()
