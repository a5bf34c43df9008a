"""The pages: gunicorn with a process for each core where there is `fork`, else waitress."""

from __future__ import annotations

import argparse
import os
import sys
import threading

from django.conf import settings

MOST_ON_SQLITE = 4
"""One writes at a time there: more processes only wait for one another."""


def main(arguments: list[str]) -> int:
    """Serve until SIGTERM, or until the parent is gone."""
    parser = argparse.ArgumentParser(prog="serving")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--parent", type=int, default=0, help="закончить, когда закончится этот процесс")
    options = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "estafeta.config.settings")
    if hasattr(os, "fork"):
        from estafeta.config.many_processes import serve

        serve(options.host, options.port, processes(), options.parent, opened=opened, begin=begin)
    else:
        by_waitress(options)
    return 0


def processes() -> int:
    """How many processes serve: WEB_PROCESSES, else one for each core that we may use."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return int(settings.WEB_PROCESSES or (min(cores, MOST_ON_SQLITE) if settings.EMBEDDED else cores))


def opened(host: str, port: int) -> None:
    """Say where the pages are."""
    print(f"Эстафета открыта: http://{host}:{port}  (остановить — Ctrl+C)", flush=True)


def by_waitress(options: argparse.Namespace) -> None:
    """Serve by one process of several threads."""
    from waitress import create_server

    from estafeta.config.wsgi import application

    server = create_server(application, host=options.host, port=options.port, threads=8, ident=None)
    begin()
    opened(options.host, options.port)
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()


def begin() -> None:
    """What every process that serves does beside: look now and then whether background work goes on."""
    from estafeta.core.jobs.health import look_on

    threading.Thread(target=look_on, name="health", daemon=True).start()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
