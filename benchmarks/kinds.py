"""How long kinds take: reading the pack, then a thousand titles, against reading the TOML and splitting into words.

    python benchmarks/kinds.py [--runs 5]

The exit code is 1 where the pack takes more than 0.15 s or a thousand titles more than 0.1 s.
"""

import argparse
import statistics
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from roadmap_reader.kinds import classify  # noqa: E402
from roadmap_reader.kinds.pack import DEFAULT_PACK, load_pack  # noqa: E402
from roadmap_reader.kinds.words import pieces_of  # noqa: E402

TABLES = ROOT / "src" / "roadmap_reader" / "tests" / "kinds"
MOST_PACK = 0.15
MOST_TITLES = 0.1
TITLES = 1000


def seconds(work: Callable[[], object], runs: int) -> float:
    """The median processor time of `work`: other programs on the machine do not count."""
    taken = []
    for _ in range(runs):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def titles() -> list[str]:
    """A thousand titles; the numbers make each of them new."""
    lines = [
        line.split("\t")[1] for path in sorted(TABLES.glob("titles_*.tsv")) for line in path.open(encoding="utf-8")
    ]
    return [f"{lines[number % len(lines)].strip()} {number}" for number in range(TITLES)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    texts = titles()
    toml = seconds(lambda: [tomllib.loads(path.read_text("utf-8")) for path in DEFAULT_PACK.glob("*.toml")], runs)
    pack = seconds(lambda: load_pack.__wrapped__(DEFAULT_PACK), runs)
    words = seconds(lambda: [pieces_of(text) for text in texts], runs)
    load_pack()
    found = seconds(lambda: [classify(text) for text in texts], runs)
    print(f"pack: {pack * 1000:.0f} ms (its TOML alone {toml * 1000:.0f} ms)")
    print(f"{TITLES} titles: {found * 1000:.0f} ms (splitting alone {words * 1000:.0f} ms)")
    return int(pack > MOST_PACK or found > MOST_TITLES)


if __name__ == "__main__":
    raise SystemExit(main())
