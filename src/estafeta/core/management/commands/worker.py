"""`./estafeta worker`: runs background jobs until stopped."""

from __future__ import annotations

import os
import signal
import socket
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from estafeta.core.jobs.queue import transport


class Command(BaseCommand):
    """Takes jobs from the queue that suits the database; any number of workers may run.

    On SQLite they run beside each other on one machine, on PostgreSQL on any number of machines.
    """

    help = "Исполнять фоновые задания, пока не остановят."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Read the process to end with."""
        parser.add_argument("--parent", type=int, default=0, help="закончить, когда закончится этот процесс")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until a signal comes or the parent is gone; a job under way is ended or laid down first."""
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        if options["parent"] and hasattr(os, "getppid"):
            threading.Thread(target=self.watch, args=(options["parent"], stop), daemon=True).start()
        transport().work(stop, f"{socket.gethostname()}:{os.getpid()}"[-80:])

    @staticmethod
    def watch(parent: int, stop: threading.Event) -> None:
        """Set `stop` when the parent process is gone."""
        while not stop.wait(1):
            if os.getppid() != parent:
                stop.set()
