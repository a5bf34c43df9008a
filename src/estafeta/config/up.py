"""`./estafeta up`: the database brought to this version, then pages and background jobs until Ctrl+C.

This process does little itself, so that it lives: it holds the data folder, starts the pages (`serving`) and the worker
as children, watches both and starts again what dies.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

from estafeta.config.holding import Taken, hold
from estafeta.config.supervision import PAGES, WORKER, Supervisor, say
from estafeta.config.troubles import sentence_of

ROOT = Path(__file__).resolve().parents[3]


def main(arguments: list[str]) -> int:
    """Serve until interrupted; 1 with a sentence when it cannot begin."""
    options = parse(arguments)
    if not port_is_free(options.host, options.port):
        say(
            f"Порт {options.port} уже занят. Возможно, Эстафета уже запущена; иначе выберите другой: "
            f"./estafeta up --port {options.port + 1}"
        )
        return 1
    set_environment(options)
    data = Path(os.environ.get("ESTAFETA_DATA", str(ROOT / ".data")))
    os.umask(0o077)
    try:
        with hold(data, f"{os.getpid()}, порт {options.port}"):
            return run(options)
    except Taken as taken:
        say(
            f"Эстафета уже запущена на папке «{data}» (процесс {taken}). Остановите её или укажите другую папку: "
            f"ESTAFETA_DATA=… ./estafeta up --port {options.port + 1}"
        )
    except OSError as error:
        say(sentence_of(error) or str(error))
    return 1


def run(options: argparse.Namespace) -> int:
    """Prepare in a child, then keep pages and worker running; the code of the preparation when it fails."""
    stop = threading.Event()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: stop.set())
    me, python = str(os.getpid()), [sys.executable, "-m"]
    trust = ["--trust-clock"] if options.trust_clock else []
    code = subprocess.call([*python, "estafeta.config.preparing", *trust])
    if code or stop.is_set():
        return code
    address = ["--host", options.host, "--port", str(options.port), "--parent", me]
    pages = Supervisor([*python, "estafeta.config.serving", *address], who=PAGES)
    worker = Supervisor([*python, "estafeta.config.cli", "worker", "--parent", me], who=WORKER)
    for child in (worker, pages):
        child.start()
    while not stop.wait(1):
        pass
    for child in (pages, worker):
        child.stop()
    say("Остановлено.")
    return 0


def set_environment(options: argparse.Namespace) -> None:
    """Tell the children what the options say; what the environment says already stays."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "estafeta.config.settings")
    os.environ.setdefault("BASE_URL", f"http://{options.host}:{options.port}")
    os.environ.setdefault("ESTAFETA_DEMO", "0" if options.no_demo else "1")


def parse(arguments: list[str]) -> argparse.Namespace:
    """Read `--host`, `--port`, `--no-demo`, `--trust-clock`."""
    parser = argparse.ArgumentParser(prog="./estafeta up", description="Запустить Эстафету на этом компьютере.")
    parser.add_argument("--host", default="127.0.0.1", help="адрес, по умолчанию только этот компьютер")
    parser.add_argument("--port", type=int, default=8000, help="порт")
    parser.add_argument("--no-demo", action="store_true", help="без показательного района")
    parser.add_argument("--trust-clock", action="store_true", help="часы верны, хотя последняя работа записана позже")
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
