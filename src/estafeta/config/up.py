"""`./estafeta up`: migrations, the demo on first start, pages by waitress, background jobs by a child process."""

from __future__ import annotations

import argparse
import os
import socket
import sys
import time

import django
from django.conf import settings
from django.core.management import call_command

from estafeta.config.supervision import Supervisor


def main(arguments: list[str]) -> int:
    """Serve until interrupted; 1 with a sentence when the port is taken."""
    options = parse(arguments)
    if not port_is_free(options.host, options.port):
        print(
            f"Порт {options.port} уже занят. Возможно, Эстафета уже запущена; иначе выберите другой: "
            f"./estafeta up --port {options.port + 1}",
            file=sys.stderr,
        )
        return 1
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "estafeta.config.settings")
    os.environ.setdefault("BASE_URL", f"http://{options.host}:{options.port}")
    os.environ.setdefault("ESTAFETA_DEMO", "0" if options.no_demo else "1")
    django.setup()
    call_command("migrate", verbosity=0)
    if settings.DEMO:
        call_command("demo", "--once")
    worker = Supervisor([sys.executable, "-m", "estafeta.config.cli", "worker", "--parent", str(os.getpid())])
    worker.start()
    try:
        serve(options.host, options.port)
    finally:
        worker.stop()
    return 0


def parse(arguments: list[str]) -> argparse.Namespace:
    """Read `--host`, `--port`, `--no-demo`."""
    parser = argparse.ArgumentParser(prog="./estafeta up", description="Запустить Эстафету на этом компьютере.")
    parser.add_argument("--host", default="127.0.0.1", help="адрес, по умолчанию только этот компьютер")
    parser.add_argument("--port", type=int, default=8000, help="порт")
    parser.add_argument("--no-demo", action="store_true", help="без показательного района")
    return parser.parse_args(arguments)


def port_is_free(host: str, port: int) -> bool:
    """True when nobody listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def serve(host: str, port: int) -> None:
    """Serve pages until Ctrl+C."""
    from waitress import create_server

    from estafeta.config.wsgi import application

    server = create_server(
        application, host=host, port=port, threads=8, ident=None, clear_untrusted_proxy_headers=False
    )  # whose headers count is decided by config.proxy, the same under every server
    print(f"Эстафета открыта: http://{host}:{port}  (остановить — Ctrl+C)", flush=True)
    started = time.monotonic()
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()
        print(f"Остановлено. Работала {int(time.monotonic() - started)} с.", flush=True)
