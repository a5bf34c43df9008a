"""How long pairing takes, how much memory, and what other exact solvers need for the same pairs and reach.

    PYTHONPATH=src python benchmarks/pairing.py [--sizes 20,1000,10000] [--one] [--check] [--peers PYTHON]

Instances are seeded and look like life: needs are skewed, good mentors few, answers missing, rules bind organisations,
places tight, balanced or loose. Up to 10,000 mentees are one organisation (`--one`: any number), more are fifty to an
organisation, a third of which lend mentors to the next. Every run is a process of its own; seconds are the work alone
(imports apart), megabytes the peak of the process. `--peers` names a Python that has scipy and munkres (the solver
inside mentor-match); without it they are left out. Totals must be equal, or the run ends with an error.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

sys.path = [folder for folder in sys.path if folder != str(Path(__file__).parent)]  # or this file would be `pairing`

SEED = 20261121
TIGHT = {"tight": 0.85, "balanced": 1.0, "loose": 1.4}
BARE_PAIRS = 8_000_000
DENSE_PEERS = {"scipy": 10_000, "munkres": 1_000}


class Life:
    """Generated people: scores and rules are computed for whole blocks of pairs."""

    def __init__(self, n: int, tight: str, one: bool) -> None:
        chance = np.random.default_rng([SEED, n])
        m = max(2, n // 3 if n > 20 else 12)
        count = 1 if one or n <= 10_000 else n // 50
        self.org, home = np.sort(chance.integers(0, count, n)), np.sort(chance.integers(0, count, m))
        crossing = chance.random(count) < 1 / 3
        own = [np.flatnonzero(home == org) for org in range(count)] if count < 50 else _by_org(home, count)
        self.lent = [np.concatenate([own[org], own[org - 1]]) if crossing[org] else own[org] for org in range(count)]
        self.lent = [np.unique(mentors) for mentors in self.lent]
        self.starts = np.concatenate([[0], np.cumsum([len(mentors) for mentors in self.lent])])
        self.flat = np.concatenate(self.lent)
        self.need = np.minimum(chance.zipf(1.6, n) - 1, 11)
        self.level = (chance.beta(2, 4, (12, m)) * 4000).astype(np.int32)
        self.quality = (chance.beta(1.5, 6, m) * 3000).astype(np.int32)
        self.interests = chance.integers(0, 256, n) * (chance.random(n) < 0.8), chance.integers(0, 256, m)
        self.forms = chance.integers(1, 8, n), chance.integers(1, 8, m)
        weights = chance.integers(1, 6, m).astype(float)
        target = weights * (TIGHT[tight] * n / weights.sum())
        self.places = (np.floor(target) + (chance.random(m) < target % 1)).astype(np.int32)
        self.wanted = np.ones(n, np.int32)

    def candidates(self, mentees):
        from pairing.problem import Candidates

        org = self.org[mentees]
        counts = self.starts[org + 1] - self.starts[org]
        ends = np.cumsum(counts)
        heads = self.flat[np.arange(int(ends[-1])) + np.repeat(self.starts[org] - ends + counts, counts)].astype(
            np.int32
        )
        tails = np.repeat(mentees, counts)
        good = (self.forms[0][tails] & self.forms[1][heads]) > 0
        tails, heads = tails[good], heads[good]
        common = np.bitwise_count(self.interests[0][tails] & self.interests[1][heads]).astype(np.int32)
        noise = (tails.astype(np.uint32) * np.uint32(2654435761) ^ heads.astype(np.uint32) * np.uint32(40503)) >> 23
        scores = self.quality[heads] + self.level[self.need[tails], heads] + common * 250 + noise.astype(np.int32)
        starts = np.concatenate([[0], ends])
        return Candidates(np.concatenate([[0], np.cumsum(good)])[starts], heads, scores)

    def links(self):
        rows = _by_org(self.org, len(self.lent))
        return [(rows[org], mentors) for org, mentors in enumerate(self.lent)]


def _by_org(orgs, count):
    edges = np.searchsorted(orgs, np.arange(count + 1))
    return [np.arange(edges[org], edges[org + 1]) for org in range(count)]


def ours(n, tight, one, goal, checked):
    from pairing.answer import Goal
    from pairing.checker import check
    from pairing.problem import Problem
    from pairing.solver import solve
    from pairing.solver.net import _ortools

    _ortools("min_cost_flow"), _ortools("max_flow")
    life = Life(n, tight, one)
    problem = Problem(life.wanted, life.places, life)
    started = time.perf_counter()
    answer = solve(problem, Goal(goal))
    seconds = time.perf_counter() - started
    verdict = check(problem, answer).sentences if checked else ()
    extra = {"parts": answer.parts, **{name: round(value, 3) for name, value in answer.stats.items()}}
    found = {"seconds": seconds, "total": answer.total, "matched": answer.matched, "weakest": answer.weakest}
    return {**found, "stats": extra, "verdict": verdict[-1] if verdict else ""}


def again(n, tight, one, goal, checked):
    """Take the mentors of one person in a hundred away and pair again; `share` is the part of a full run."""
    from pairing.answer import Goal
    from pairing.checker import check
    from pairing.problem import Problem
    from pairing.solver import rematch, solve

    life = Life(n, tight, one)
    problem = Problem(life.wanted, life.places, life)
    started = time.perf_counter()
    before = solve(problem, Goal(goal))
    full = time.perf_counter() - started
    gone = np.unique(np.random.default_rng(SEED).permutation(before.pairs.mentors)[: max(1, n // 250)])
    gone = gone[np.cumsum(life.places[gone]) <= max(5, n // 100)]
    life.places[gone] = 0
    started = time.perf_counter()
    answer = rematch(problem, before, changed_mentors=gone.tolist())
    seconds = time.perf_counter() - started
    verdict = check(problem, answer).sentences if checked else ()
    stats = {"share": round(seconds / full, 3), **answer.stats}
    found = {"seconds": seconds, "total": answer.total, "matched": answer.matched, "weakest": answer.weakest}
    return {**found, "stats": stats, "verdict": verdict[-1] if verdict else ""}


def bare(n, tight, one, goal, checked):
    from ortools.graph.python import min_cost_flow

    life = Life(n, tight, one)
    found = life.candidates(np.arange(n))
    tails = np.repeat(np.arange(n), np.diff(found.indptr))
    if len(tails) > BARE_PAIRS:
        return {"skipped": f"{len(tails)} pairs are more than the bare solver is given here"}
    m, sink = len(life.places), n + len(life.places)
    started = time.perf_counter()
    flow = min_cost_flow.SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([tails, np.arange(n), n + np.arange(m)]).astype(np.int32),
        np.concatenate([n + found.mentors, np.full(n + m, sink)]).astype(np.int32),
        np.concatenate([np.ones(len(tails) + n, np.int64), life.places]),
        np.concatenate([-found.scores.astype(np.int64), np.zeros(n + m, np.int64)]),
    )
    flow.set_nodes_supplies(
        np.arange(sink + 1, dtype=np.int32), np.concatenate([np.ones(n), np.zeros(m), [-n]]).astype(int)
    )
    flow.solve()
    return {"seconds": time.perf_counter() - started, "total": -int(flow.optimal_cost()), "pairs": len(tails)}


def export(n, tight, one, path):
    life = Life(n, tight, one)
    found = life.candidates(np.arange(n))
    slots = np.concatenate([[0], np.cumsum(life.places)])
    table = np.zeros((n, int(slots[-1])), np.int16)
    dense = np.zeros((n, len(life.places)), np.int16)
    dense[np.repeat(np.arange(n), np.diff(found.indptr)), found.mentors] = found.scores
    for mentor in range(len(life.places)):
        table[:, slots[mentor] : slots[mentor + 1]] = dense[:, mentor : mentor + 1]
    np.save(path, table)


PEERS = {
    "scipy": """
import json, resource, sys, time, numpy as np
from scipy.optimize import linear_sum_assignment
table = np.load(sys.argv[1]).astype(float); started = time.perf_counter()
rows, columns = linear_sum_assignment(table, maximize=True)
spent = time.perf_counter() - started; total = int(table[rows, columns].sum())
""",
    "munkres": """
import json, resource, sys, time, numpy as np
from munkres import Munkres
table = np.load(sys.argv[1]).astype(int); size = max(table.shape)
square = np.zeros((size, size), int); square[:table.shape[0], :table.shape[1]] = table
cost = (square.max() - square).tolist(); started = time.perf_counter()
pairs = Munkres().compute(cost)
spent = time.perf_counter() - started; total = int(sum(square[pair] for pair in pairs))
""",
}
TAIL = """
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": spent, "total": total, "memory": peak}))
"""


def child(arguments: list[str]) -> dict:
    done = subprocess.run(
        [sys.executable, __file__, "--child", *arguments], capture_output=True, text=True, check=False
    )
    return json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 else {"skipped": done.stderr[-300:]}


def peer(python: str, name: str, n: int, tight: str, one: bool) -> dict:
    if not python:
        return {"skipped": "no --peers"}
    if n > DENSE_PEERS[name]:
        return {"skipped": "a dense table of this size is not for it"}
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "table.npy")
        export(n, tight, one, path)
        command = [python, "-c", PEERS[name] + TAIL, path]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    return json.loads(done.stdout) if done.returncode == 0 else {"skipped": done.stderr.strip()[-100:]}


def line(name: str, found: dict, against: float | None) -> None:
    if "skipped" in found:
        print(f"  {name:16} left out: {found['skipped']}", flush=True)
        return
    ratio = f"{found['seconds'] / against:8.2f} x" if against else " " * 10
    rest = " ".join(f"{key}={found[key]}" for key in ("matched", "weakest", "stats", "verdict") if found.get(key))
    seconds = f"{found['seconds']:9.4f} s {found['memory']:6.0f} MB"
    print(f"  {name:16} {seconds} {ratio} total {found['total']} {rest}", flush=True)


def compare(n: int, tight: str, options: argparse.Namespace) -> None:
    print(f"{n} mentees, {tight}", flush=True)
    words = [str(n), tight, str(int(options.one)), str(int(options.check))]
    rows: dict[str, dict] = {}

    def show(name: str, found: dict) -> None:
        rows[name] = found
        line(name, found, rows["OR-tools alone"].get("seconds"))

    show("OR-tools alone", child(["bare", "total", *words]))
    show("ours, total", child(["ours", "total", *words]))
    for name in PEERS:
        show(name, peer(options.peers, name, n, tight, options.one))
    for goal in ("everyone", "stable"):
        show(f"ours, {goal}", child(["ours", goal, *words]))
    show("ours, re-match", child(["again", "everyone", *words]))
    alike = ("OR-tools alone", "ours, total", *PEERS)
    totals = {rows[name]["total"] for name in alike if "total" in rows[name]}
    if len(totals) > 1:
        sys.exit(f"the totals differ: {totals}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="20,1000,10000")
    parser.add_argument("--places", default="tight,balanced,loose")
    parser.add_argument("--one", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--peers", default="")
    options = parser.parse_args()
    for size in map(int, options.sizes.split(",")):
        for tight in options.places.split(","):
            compare(size, tight, options)


def as_child(words: list[str]) -> None:
    kind, goal, n, tight, one, checked = words
    found = {"ours": ours, "again": again, "bare": bare}[kind](int(n), tight, one == "1", goal, checked == "1")
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    found["memory"] = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + workers) / 1024
    print(json.dumps(found))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        as_child(sys.argv[2:])
    else:
        main()
