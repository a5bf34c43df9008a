"""Everything that CI runs, in order: `./estafeta test`, or only the named parts: `./estafeta test lint sqlite`."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests import coverage_gate, postgresql  # noqa: E402

BIN = Path(sys.executable).parent
WORKERS = os.environ.get("TEST_WORKERS", str(min(4, os.cpu_count() or 1) + 1))
"""One more than there are cores: tests of faults wait for other processes most of their time."""
REPORT = ROOT / "artifacts" / "coverage.json"
BYTECODE = ROOT / "artifacts" / "bytecode"
DATA_TESTS = ["src/estafeta", "tests/journeys"]


def call(*command: str, **environment: str) -> bool:
    """Run one command in the checkout; True when it succeeded.

    Whatever it starts keeps its bytecode in one folder, for very many tests begin a process of their own; an
    environment that forbids bytecode would have each of them compile the whole product again.
    """
    env = dict(os.environ, PYTHONPATH=str(ROOT / "src"), PYTHONUTF8="1", PYTHONPYCACHEPREFIX=str(BYTECODE))
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.call(command, cwd=ROOT, env=env | environment) == 0


def pytest(*arguments: str, **environment: str) -> bool:
    """Run pytest on all cores; a worker that has run out of files takes tests from the other."""
    return call(sys.executable, "-m", "pytest", "-q", "-n", WORKERS, "--dist", "worksteal", *arguments, **environment)


def lint() -> bool:
    """Style, layout of code and templates, cognitive complexity, import contracts."""
    return (
        call(str(BIN / "ruff"), "check", ".")
        and call(str(BIN / "ruff"), "format", "--check", ".")
        and call(str(BIN / "djangofmt"), "--check", "--quiet", "src")
        and call(str(BIN / "complexipy"))
        and call(str(BIN / "lint-imports"), "--no-cache")
    )


def types() -> bool:
    """mypy strict over everything that ships."""
    return call(str(BIN / "mypy"), "src", "--no-error-summary")


def migrations() -> bool:
    """Models and migrations agree."""
    return call(sys.executable, "manage.py", "makemigrations", "--check", "--dry-run", "-v0")


def sqlite() -> bool:
    """All tests but those in a browser, on SQLite; the branches that must be taken are counted here."""
    REPORT.parent.mkdir(exist_ok=True)
    counting = ("--cov=src", "--cov-branch", f"--cov-report=json:{REPORT}")
    return pytest("-m", "not browser", *counting) and coverage_gate.passes(REPORT)


def postgres() -> bool:
    """The tests of data again, on PostgreSQL: a given server, or one started from installed binaries.

    Where neither is found the build fails; on a desk it is only said.
    """
    with postgresql.server() as url:
        if url is None:
            print("PostgreSQL не найден: проверки данных прошли только на SQLite.")
            return not os.environ.get("CI")
        return pytest("-m", "not browser", *DATA_TESTS, DATABASE_URL=url, ONLY_DATA="1")


def browser() -> bool:
    """The journeys in a real browser."""
    return call(sys.executable, "-m", "pytest", "-q", "-m", "browser", "tests/browser")


PARTS: dict[str, Callable[[], bool]] = {
    "lint": lint,
    "types": types,
    "migrations": migrations,
    "sqlite": sqlite,
    "postgres": postgres,
    "browser": browser,
}


def main(names: list[str]) -> int:
    """Run the parts and say how long each took; 1 when one failed, 2 for an unknown part."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"Нет части «{unknown[0]}». Есть: {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    failed = []
    for name in names or list(PARTS):
        print(f"── {name}", flush=True)
        start = time.monotonic()
        if not PARTS[name]():
            failed.append(name)
        print(f"── {name}: {'НЕ ПРОШЛО' if name in failed else 'прошло'}, {time.monotonic() - start:.0f} с", flush=True)
    print(f"Не прошло: {', '.join(failed)}" if failed else "Всё прошло.")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
