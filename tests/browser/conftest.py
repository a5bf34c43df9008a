"""The product as a newcomer starts it, on a temporary folder with the demo of a given day, and a real browser."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.cast import TODAY

pytest.register_assert_rewrite("tests.browser.house")

from tests.browser.house import WIDE, Walker  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 60


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running `up` with the demo; it is stopped as Ctrl+C stops it."""
    data = tmp_path_factory.mktemp("data")
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "BASE_URL"}}
    environment |= {
        "ESTAFETA_DATA": str(data),
        "ESTAFETA_DEMO_TODAY": TODAY.isoformat(),
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONUTF8": "1",
    }
    command = [sys.executable, "-m", "estafeta.config.cli", "up", "--port", str(port)]
    with (data / "up.log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
        base = f"http://127.0.0.1:{port}"
        try:
            wait_for(base + "/healthz", process, data / "up.log")
            yield base
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(90)
    assert "Traceback" not in (data / "up.log").read_text("utf-8")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, process: subprocess.Popen, log: Path) -> None:
    """Wait until the product answers; fail with its own words when it ends or takes too long."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.3)
    pytest.fail(f"up did not answer: {log.read_text('utf-8')[-2000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's own Chromium."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is absent")
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def walker(browser, product: str, request: pytest.FixtureRequest) -> Iterator[Callable[..., Walker]]:
    """`walker("petrova")` is she, signed in; `walker()` is a passer-by."""
    walkers: list[Walker] = []

    def enter(username: str = "", size: tuple[int, int] = WIDE, *, scripts: bool = True) -> Walker:
        person = Walker(browser, product, size, scripts=scripts)
        walkers.append(person)
        if username:
            person.sign_in(username)
        return person

    yield enter
    for person in walkers:
        person.close()
