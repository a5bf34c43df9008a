"""A PostgreSQL server for the tests: a given one, or a throw-away one from installed binaries."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def binaries() -> Path | None:
    """Return the folder of the newest installed server, or None."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return versions[-1].parent if versions else None


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def as_server_user(*command: str) -> None:
    """Run a command as `postgres` when we are root, because the server refuses root."""
    prefix = ["runuser", "-u", "postgres", "--"] if getpass.getuser() == "root" else []
    subprocess.run([*prefix, *command], check=True, stdout=subprocess.DEVNULL, cwd="/")


@contextmanager
def server() -> Iterator[str | None]:
    """Yield the address of a database server, or None where none is given and none is installed."""
    given = os.environ.get("TEST_DATABASE_URL")
    home = binaries()
    if given or home is None:
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="estafeta-pg-"))
    if getpass.getuser() == "root":
        shutil.chown(folder, "postgres")
    port = free_port()
    try:
        as_server_user(
            str(home / "initdb"), "-D", f"{folder}/data", "-U", "estafeta", "--auth=trust", "-E", "UTF8", "--no-sync",
            "--locale=C.UTF-8",
        )  # fmt: skip
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off"
        as_server_user(
            str(home / "pg_ctl"), "-D", f"{folder}/data", "-w", "-l", f"{folder}/log", "-o", options, "start"
        )
        yield f"postgresql://estafeta@127.0.0.1:{port}/postgres"
    finally:
        with suppress(subprocess.CalledProcessError):
            as_server_user(str(home / "pg_ctl"), "-D", f"{folder}/data", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
