"""How long pairing takes from people to sentences: what a curator waits for, beside the solvers others would use.

    PYTHONPATH=src python benchmarks/pairing_whole.py [--sizes 20,1000,10000,100000] [--goal total] [--check]
                                                      [--peers PYTHON] [--times 3] [--patience 120]

People are drawn by `pairing.generator` and kept in memory. Measured is all that follows: classes of answers, scores
and rules (case), the exact answer with its certificate (solve), a sentence for every pair, a reason for every person
left over and what would help (explain). Up to 10,000 mentees are one organisation, so that everybody may be compared
with everybody; 100,000 are 2,000 organisations that exchange mentors by fours. Every run is a process of its own;
drawing people, imports and the dictionary of words are apart. `cpu` adds up all processes, `MB` is the peak of the
process plus that of its largest child, though they share most pages; of `--times` runs the fastest is shown.

Twenty mentees are also paired again and again in one process while weights change, as a page does when a slider moves.

Beside it, on the same allowed pairs and scores: `--peers` names a Python with mentor-match (whole library, its own
classes and solver, up to 1,000) and scipy (`linear_sum_assignment`, up to 10,000); OR-tools takes any size up to eight
million pairs. They get the scores ready made and explain nothing, have `--patience` seconds, and must find the same
total, or the run ends with an error. Everybody wants one mentor here, since tables of one cell a pair know no more.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path = [folder for folder in sys.path if folder != str(Path(__file__).parent)]  # or a neighbour would be `pairing`

SLIDES = 200
BARE_PAIRS = 8_000_000
PEERS = {"mentor-match": 1_000, "scipy": 10_000}


def people(n: int):
    from pairing.generator import Shape, generate

    found = generate(Shape(n, mentors=12 if n == 20 else 0, organisations=1 if n <= 10_000 else 0))
    mentees = tuple(replace(one, wanted=min(1, one.wanted)) for one in found.mentees)
    return replace(found, mentees=mentees)


def warm() -> float:
    """Load what a program loads once: the solver and the dictionary of words."""
    started = time.perf_counter()
    from pairing import explanations, runs  # noqa: F401
    from pairing.solver.net import _ortools
    from pairing.vocabulary import terms_in

    _ortools("min_cost_flow"), _ortools("max_flow"), terms_in("подготовка к ЕГЭ")
    np.unique(np.zeros(1))  # imports numpy.ma
    return time.perf_counter() - started


def explain(run) -> int:
    """Say everything; return how many sentences."""
    from pairing.explanations import idle_mentors, mends, unmatched_mentees
    from pairing.explanations.pairs import explain_all
    from pairing.garbage import pause

    with pause():
        said = [reason.whole for reason in explain_all(run)]
        left, idle = unmatched_mentees(run), idle_mentors(run)
        mends(run, left)
    return len(said) + len(left) + len(idle)


def spent() -> float:
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def whole(n: int, goal: str, checked: bool) -> dict:
    from pairing.answer import Goal
    from pairing.checker import check
    from pairing.runs import case_of, run

    given, phases = people(n), {}
    apart, before = warm(), spent()
    marks = [time.perf_counter()]
    case = case_of(given.mentees, given.mentors, given.settings)
    marks.append(time.perf_counter())
    found = run(case, Goal(goal))
    marks.append(time.perf_counter())
    sentences = explain(found)
    marks.append(time.perf_counter())
    phases = dict(zip(("case", "solve", "explain"), np.diff(marks).round(4).tolist(), strict=True))
    answer = found.answer
    result = {"seconds": marks[-1] - marks[0], "cpu": spent() - before, "apart": round(apart, 2), **phases}
    result |= {"total": answer.total, "matched": answer.matched, "weakest": answer.weakest, "sentences": sentences}
    result["certificate"] = f"{answer.certificate.kind}, gap {answer.certificate.gap}"
    if checked:
        started = time.perf_counter()
        result["verdict"] = check(case.problem, answer).sentences[-1]
        result["check"] = round(time.perf_counter() - started, 3)
    return result


def slide(n: int, goal: str, checked: bool) -> dict:
    """Pair the same people again and again while weights change."""
    from pairing.answer import Goal
    from pairing.runs import case_of, run

    given = people(n)
    warm()
    case = case_of(given.mentees, given.mentors, given.settings)
    times = []
    for turn in range(SLIDES):
        weights = tuple(weight + (turn % 7) * (place % 3) for place, weight in enumerate(given.settings.weights))
        started = time.perf_counter()
        case = case.under(replace(given.settings, weights=weights))
        explain(run(case, Goal(goal)))
        times.append(1000 * (time.perf_counter() - started))
    best, middle, worst = min(times), float(np.median(times)), float(np.percentile(times, 95))
    return {"best": round(best, 2), "median": round(middle, 2), "of twenty the slowest": round(worst, 2)}


def arcs(n: int, weakest: int):
    """Return the case and its allowed pairs no worse than the weakest of the answer."""
    from pairing.runs import case_of

    given = people(n)
    case = case_of(given.mentees, given.mentors, given.settings)
    found = case.scorer.candidates(np.arange(n))
    tails = np.repeat(np.arange(n, dtype=np.int32), np.diff(found.indptr))
    good = (found.scores >= weakest) & (case.problem.wanted[tails] > 0)
    return case, tails[good], found.mentors[good], found.scores[good].astype(np.int64)


def bonus_of(case, goal: str) -> int:
    """Return what a pair is worth beside its score, so that more pairs always win, or nothing."""
    return 10_001 * (1 + int(min(case.problem.wanted.sum(), case.problem.places.sum()))) if goal == "everyone" else 0


def bare(n: int, goal: str, weakest: int) -> dict:
    from ortools.graph.python import min_cost_flow

    case, tails, heads, scores = arcs(n, weakest)
    if len(tails) > BARE_PAIRS:
        return {"skipped": f"{len(tails)} pairs are more than it is given here"}
    bonus, m = bonus_of(case, goal), len(case.mentors)
    sink = n + m
    started = time.perf_counter()
    flow = min_cost_flow.SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([tails, np.arange(n), n + np.arange(m)]).astype(np.int32),
        np.concatenate([n + heads, np.full(n + m, sink)]).astype(np.int32),
        np.concatenate([np.ones(len(tails) + n, np.int64), case.problem.places]),
        np.concatenate([-scores - bonus, np.zeros(n + m, np.int64)]),
    )
    supplies = np.concatenate([case.problem.wanted, np.zeros(m), [-case.problem.wanted.sum()]]).astype(np.int64)
    flow.set_nodes_supplies(np.arange(sink + 1, dtype=np.int32), supplies)
    flow.solve()
    seconds = time.perf_counter() - started
    return {"seconds": seconds, "pairs": len(tails), **_split(-int(flow.optimal_cost()), bonus)}


def _split(worth: int, bonus: int) -> dict:
    return {"total": worth % bonus if bonus else worth, **({"matched": worth // bonus} if bonus else {})}


def export(n: int, goal: str, weakest: int, path: str) -> int:
    """Write a table of mentees against places, 0 where a pair may not be; return the bonus."""
    case, tails, heads, scores = arcs(n, weakest)
    bonus = bonus_of(case, goal)
    table = np.zeros((n, len(case.mentors)), np.int32)
    table[tails, heads] = scores + bonus
    np.save(path, np.repeat(table, case.problem.places, axis=1))
    return bonus


CODE = {
    "mentor-match": """
import json, resource, sys, time, numpy as np
from matching.mentee import Mentee
from matching.mentor import Mentor
from matching.process import process_data
from matching.rules.rule import Disqualify
table = np.load(sys.argv[1]).tolist()
class Look:
    def apply(self, match): return table[int(match.mentee.email[1:])][int(match.mentor.email[1:])]
mentees = [Mentee(grade=0, email=f"e{i}") for i in range(len(table))]
mentors = [Mentor(grade=0, email=f"o{j}") for j in range(len(table[0]))]
barred = Disqualify(lambda match: not Look().apply(match))
started = time.perf_counter()
process_data(mentors, mentees, [[Look(), barred]])
spent = time.perf_counter() - started
total = sum(table[int(one.email[1:])][int(two.email[1:])] for one in mentees for two in one.mentors)
""",
    "scipy": """
import json, resource, sys, time, numpy as np
from scipy.optimize import linear_sum_assignment
table = np.load(sys.argv[1]).astype(float); started = time.perf_counter()
rows, columns = linear_sum_assignment(table, maximize=True)
spent = time.perf_counter() - started; total = int(table[rows, columns].sum())
""",
}
TAIL = """
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": spent, "worth": total, "memory": peak}))
"""


def child(*words: object) -> dict:
    command = [sys.executable, __file__, "--child", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 else {"skipped": done.stderr[-300:]}


def peer(options: argparse.Namespace, name: str, n: int, weakest: int) -> dict:
    if n > PEERS[name]:
        return {"skipped": "a dense table of this size is not for it"}
    if not options.peers:
        return {"skipped": "no --peers"}
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "table.npy")
        bonus = child("export", n, options.goal, weakest, path)["bonus"]
        command = [options.peers, "-c", CODE[name] + TAIL, path]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=options.patience)
        except subprocess.TimeoutExpired:
            return {"skipped": f"not done in {options.patience} s"}
    if done.returncode:
        return {"skipped": done.stderr.strip()[-100:]}
    found = json.loads(done.stdout)
    worth = found.pop("worth")
    return {**found, **_split(worth, bonus)}


def line(name: str, found: dict, against: float | None = None) -> None:
    if "skipped" in found:
        print(f"  {name:14} left out: {found['skipped']}", flush=True)
        return
    first = f"{found['seconds']:9.4f} s" if "seconds" in found else " " * 11
    memory = f"{found['memory']:6.0f} MB"
    ratio = f"{found['seconds'] / against:8.2f} x ours" if against else ""
    rest = " ".join(f"{key}={value}" for key, value in found.items() if key not in {"seconds", "memory"})
    print(f"  {name:14} {first} {memory} {ratio} {rest}", flush=True)


def measure(n: int, options: argparse.Namespace) -> None:
    print(f"{n} mentees, goal {options.goal}", flush=True)
    runs = [child("whole", n, options.goal, int(options.check)) for _ in range(options.times)]
    if failed := next((run for run in runs if "skipped" in run), None):
        sys.exit(failed["skipped"])
    best = min(runs, key=lambda run: run["seconds"])
    best["cpu"] = round(best["cpu"], 3)
    line("ours, all in", best)
    if n == 20:
        line("ours, sliding", child("slide", n, options.goal, 0))
    weakest = (best["weakest"] or 0) if options.goal == "everyone" else 0
    others = {name: peer(options, name, n, weakest) for name in PEERS}
    others["OR-tools"] = child("bare", n, options.goal, weakest)
    for name, found in others.items():
        line(name, found, best["seconds"])
        if any(found.get(key, best[key]) != best[key] for key in ("total", "matched")):
            sys.exit(f"{name} has found another answer")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="20,1000,10000,100000")
    parser.add_argument("--goal", default="everyone", choices=("everyone", "total"))
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--peers", default="")
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--patience", type=int, default=120)
    options = parser.parse_args()
    for size in map(int, options.sizes.split(",")):
        measure(size, options)


def as_child(words: list[str]) -> None:
    kind, n, goal, *rest = words
    if kind == "export":
        found = {"bonus": export(int(n), goal, int(rest[0]), rest[1])}
    else:
        found = {"whole": whole, "slide": slide, "bare": bare}[kind](int(n), goal, int(rest[0]))
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    found["memory"] = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + workers) / 1024
    print(json.dumps(found))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        as_child(sys.argv[2:])
    else:
        main()
