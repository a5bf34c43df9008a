"""The pairs at hand and the flows through them: the one place that knows OR-tools.

Flow of least cost: Goldberg's cost scaling push-relabel as OR-tools implements it, in whole numbers throughout.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pairing.answer import Refused
from pairing.problem import Ints, Small

Mask = NDArray[np.bool_]


class Infeasible(RuntimeError):
    """Whoever must be filled cannot be filled by the pairs of the net."""


@dataclass(frozen=True)
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
    def triple(self) -> tuple[Small, Small, Small]:
        """Return mentees, mentors and scores of the pairs."""
        return self.tails, self.heads, self.scores

    @property
    def m(self) -> int:
        """Return the number of mentors."""
        return len(self.places)

    @cached_property
    def keys(self) -> Ints:
        """Return mentee x m + mentor for every pair, ascending."""
        return self.tails.astype(np.int64) * self.m + self.heads

    @cached_property
    def starts(self) -> Ints:
        """Return where the pairs of each mentee begin, and the end."""
        return np.concatenate([[0], np.cumsum(np.bincount(self.tails, minlength=self.n))])

    def only(self, mask: Mask) -> Net:
        """Return the net of these pairs alone."""
        return Net(self.wanted, self.places, self.tails[mask], self.heads[mask], self.scores[mask])

    def with_pairs(self, tails: Small, heads: Small, scores: Small) -> Net:
        """Return a net with more pairs; those already there are not doubled."""
        keys, first = np.unique(tails.astype(np.int64) * self.m + heads, return_index=True)
        spots = np.atleast_1d(np.searchsorted(self.keys, keys))
        new = ~np.isin(keys, self.keys[np.minimum(spots, len(self.keys) - 1)] if len(self.keys) else self.keys)
        spots, first = spots[new], first[new]
        return Net(
            self.wanted,
            self.places,
            np.insert(self.tails, spots, tails[first]),
            np.insert(self.heads, spots, heads[first]),
            np.insert(self.scores, spots, scores[first]),
        )


def most_pairs(net: Net) -> Mask:
    """Choose as many pairs as the net allows."""
    return np.asarray(most_flow(net) > 0)


def most_flow(net: Net, times: Ints | None = None) -> Ints:
    """Return how often each pair is chosen when as many as possible are."""
    if not len(net.tails):
        return np.zeros(0, np.int64)
    flow = _ortools("max_flow").SimpleMaxFlow()
    n, m, source, sink = net.n, net.m, net.n + net.m, net.n + net.m + 1
    flow.add_arcs_with_capacity(
        np.concatenate([net.tails, np.full(n, source, np.int32), np.arange(n, n + m, dtype=np.int32)]),
        np.concatenate([net.heads + np.int32(n), np.arange(n, dtype=np.int32), np.full(m, sink, np.int32)]),
        np.concatenate([np.ones(len(net.tails), np.int64) if times is None else times, net.wanted, net.places]),
    )
    if flow.solve(source, sink) != flow.OPTIMAL:
        raise RuntimeError("the maximum flow was not found")
    return np.asarray(flow.flows(np.arange(len(net.tails), dtype=np.int32)))


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
    if status == flow.INFEASIBLE:
        raise Infeasible
    if status != flow.OPTIMAL:
        raise RuntimeError(f"the flow of least cost was not found: {status}")
    return np.asarray(flow.flows(np.arange(len(net.tails), dtype=np.int32)) > 0)


def choose_boxed(net: Net, low: Ints, high: Ints) -> tuple[Mask, Mask]:
    """Choose pairs of the best total when a place costs `low` and mentors take any number more at the price `high`.

    Returns the chosen pairs, and which mentors took more than they have places.
    """
    flow = _ortools("min_cost_flow").SimpleMinCostFlow()
    n, m, sink = net.n, net.m, net.n + net.m
    mentors = np.arange(n, n + m)
    flow.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([net.tails, np.arange(n), mentors, mentors]).astype(np.int32),
        np.concatenate([net.heads + np.int32(n), np.full(n + 2 * m, sink)]).astype(np.int32),
        np.concatenate([np.ones(len(net.tails), np.int64), net.wanted, net.places, np.full(m, n)]),
        np.concatenate([-net.scores.astype(np.int64), np.zeros(n, np.int64), low, high]),
    )
    flow.set_nodes_supplies(
        np.arange(sink + 1, dtype=np.int32), np.concatenate([net.wanted, np.zeros(m, np.int64), [-net.wanted.sum()]])
    )
    if (status := flow.solve()) != flow.OPTIMAL:
        raise RuntimeError(f"the flow of least cost was not found: {status}")
    first = len(net.tails) + n + m
    flows = np.asarray(flow.flows(np.arange(first + m, dtype=np.int32)))
    return flows[: len(net.tails)] > 0, flows[first:] > 0


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
