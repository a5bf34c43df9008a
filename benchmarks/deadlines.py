"""How long deadline phrases take: the whole table of examples, and long input of one repeated piece.

Run from the checkout: `python benchmarks/deadlines.py`.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from roadmap_reader.deadlines import Context, read_deadline
from roadmap_reader.tests.deadlines.table import rows

LONG = ("1, ", "10-", "I, ", "до конца ", "уч.г. ", "весь ", "каждый ", "с 1 по ", "сентябрь 2023 ", "ежигодна ", "а")
SIZES = (2_500, 10_000)


def _seconds(phrase: str, context: Context) -> float:
    started = time.perf_counter()
    read_deadline(phrase, context)
    return time.perf_counter() - started


def main() -> None:
    table = [(row.phrase, Context.parse(row.context)) for row in rows()]
    read_deadline("ежигодно", table[0][1])
    started = time.perf_counter()
    for phrase, context in table:
        read_deadline(phrase, context)
    each = (time.perf_counter() - started) / len(table)
    print(f"{len(table)} phrases, {each * 1000:.2f} ms each")
    for piece in LONG:
        short, long = (min(_seconds((piece * size)[:size], table[0][1]) for _ in range(2)) for size in SIZES)
        print(f"{piece!r:18} {SIZES[1]} letters {long:.3f} s, {long / max(short, 1e-6):.1f} times {SIZES[0]} letters")


if __name__ == "__main__":
    main()
