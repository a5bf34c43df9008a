"""The pairs at hand and the flows through them: the one place that knows OR-tools.

Flow of least cost: Goldberg's cost scaling push-relabel as OR-tools implements it, in whole numbers throughout.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pairing.answer import Refused
from pairing.problem import Ints, Small

Mask = NDArray[np.bool_]


@dataclass
class Net:
    """Some pairs between mentees and mentors, ascending by mentee, then mentor; no pair twice."""

    wanted: Ints
    places: Ints
    tails: Small
    heads: Small
    scores: Small

    @property
    def n(self) -> int:
        """Return the number of mentees."""
        return len(self.wanted)

    @property
    def m(self) -> int:
        """Return the number of mentors."""
        return len(self.places)

    def keys(self) -> Ints:
        """Return mentee x m + mentor for every pair, ascending."""
        return self.tails.astype(np.int64) * self.m + self.heads

    def starts(self) -> Ints:
        """Return where the pairs of each mentee begin, and the end."""
        return np.concatenate([[0], np.cumsum(np.bincount(self.tails, minlength=self.n))])

    def only(self, mask: Mask) -> Net:
        """Return the net of these pairs alone."""
        return Net(self.wanted, self.places, self.tails[mask], self.heads[mask], self.scores[mask])

    def extended(self, tails: Small, heads: Small, scores: Small) -> Net:
        """Return a net with more pairs; those already there are not doubled."""
        keys = np.concatenate([self.keys(), tails.astype(np.int64) * self.m + heads])
        keys, first = np.unique(keys, return_index=True)
        return Net(
            self.wanted,
            self.places,
            np.concatenate([self.tails, tails])[first],
            np.concatenate([self.heads, heads])[first],
            np.concatenate([self.scores, scores])[first],
        )


def most_pairs(net: Net) -> tuple[int, Mask, Mask]:
    """Fill as many places as the net allows: how many, and who stands on the source side of a least cut."""
    if not len(net.tails):
        return 0, net.wanted > 0, np.zeros(net.m, np.bool_)
    flow = _ortools("max_flow").SimpleMaxFlow()
    n, m, source, sink = net.n, net.m, net.n + net.m, net.n + net.m + 1
    flow.add_arcs_with_capacity(
        np.concatenate([net.tails, np.full(n, source, np.int32), np.arange(n, n + m, dtype=np.int32)]),
        np.concatenate([net.heads + np.int32(n), np.arange(n, dtype=np.int32), np.full(m, sink, np.int32)]),
        np.concatenate([np.ones(len(net.tails), np.int64), net.wanted, net.places]),
    )
    if flow.solve(source, sink) != flow.OPTIMAL:
        raise RuntimeError("the maximum flow was not found")
    side = np.zeros(n + m + 2, np.bool_)
    side[np.asarray(flow.get_source_side_min_cut(), np.int64)] = True
    return int(flow.optimal_flow()), side[:n], side[n : n + m]


def best_pairs(net: Net, full: bool) -> Mask:
    """Choose pairs of the best total; with `full`, the best among those that fill most places."""
    return least_cost(net, -net.scores.astype(np.int64), None if full else np.zeros(net.n, np.int64))


def most_weight(net: Net, weights: Ints) -> Mask:
    """Choose pairs of the most weight; nobody has to be filled."""
    return least_cost(net, -weights, np.zeros(net.n, np.int64))


def least_cost(net: Net, costs: Ints, empty: Ints | None, must_fill: Mask | None = None) -> Mask:
    """Choose pairs of the least cost; a place of mentee i left empty costs `empty[i]`, or None: fill all you can.

    An `empty` cost below 0 stands for «must not be empty»; mentors of `must_fill` must have no free place.
    """
    if not len(net.tails):
        return np.zeros(0, np.bool_)
    flow = _ortools("min_cost_flow").SimpleMinCostFlow()
    n, m, sink = net.n, net.m, net.n + net.m
    spare = np.flatnonzero(empty >= 0) if empty is not None else np.zeros(0, np.int64)
    loose = np.arange(m) if must_fill is None else np.flatnonzero(~must_fill)
    flow.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([net.tails, spare, loose + n]).astype(np.int32),
        np.concatenate([net.heads + np.int32(n), np.full(len(spare) + len(loose), sink)]).astype(np.int32),
        np.concatenate([np.ones(len(net.tails), np.int64), net.wanted[spare], net.places[loose]]),
        np.concatenate([costs, empty[spare] if empty is not None else spare, np.zeros(len(loose), np.int64)]),
    )
    demand = np.zeros(m, np.int64) if must_fill is None else np.where(must_fill, net.places, 0)
    supplies = np.concatenate([net.wanted, -demand, [demand.sum() - net.wanted.sum()]])
    flow.set_nodes_supplies(np.arange(n + m + 1, dtype=np.int32), supplies)
    status = flow.solve_max_flow_with_min_cost() if empty is None else flow.solve()
    if status != flow.OPTIMAL:
        raise RuntimeError(f"the flow of least cost was not found: {status}")
    return np.asarray(flow.flows(np.arange(len(net.tails), dtype=np.int32)) > 0)


def _ortools(module: str):  # type: ignore[no-untyped-def] # OR-tools has no types
    """Import one module of OR-tools, or say why there is none."""
    try:
        if module == "max_flow":
            from ortools.graph.python import max_flow

            return max_flow
        from ortools.graph.python import min_cost_flow
    except ImportError as error:
        raise Refused("Подбор пар работает на Python 3.11-3.14: для этой версии нет пакета ortools") from error
    return min_cost_flow
