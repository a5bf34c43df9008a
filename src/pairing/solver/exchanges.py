"""Shortest chains of exchanges, one in every independent part at the same time, whole frontiers at a time.

A wish that is added takes the cheapest chain: to a mentor with a free place, or somebody moves on, or somebody is left
out. Steps are reduced costs, all >= 0. It is Dijkstra's search with three differences. A mentee's pairs are looked at
only if the least that any of them could lead to is nearer than the nearest end found so far. Many mentees are looked at
together, nearest first; what was reached too dearly is reached again (label correcting), which gives the same lengths.
And parts that share nobody are searched at once, each for a wish of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pairing.problem import Ints

from .net import Mask
from .rows import Rows, Seats, locate

NO_WAY = np.int64(2**62)
REVIEW = 16
"""So many wishes are added to a full part before all who wait are looked at; then at twice as many, and so on."""

FIRST_LOOK = 8
"""So many mentees of a part are looked at first, twice as many each time after."""


@dataclass
class Standing:
    """Who may be exchanged under which prices: everything is a column over all mentees, or over all mentors.

    `part` are the numbers of the independent parts of both; `first` is what any pair of a mentee weighs whatever its
    score; `upper` is at least the best of weight - price among the pairs that a mentee has not.
    """

    part: tuple[Ints, Ints]
    first: Ints
    prices: tuple[Ints, Ints]
    upper: Ints
    keep: int
    old: Seats


class Exchanges:
    """The growing matching, optimal for the wishes added so far under prices that are moved as little as need be."""

    def __init__(self, rows: Rows, seats: Seats, standing: Standing) -> None:
        self.rows, self.seats = rows, seats
        self.part, self.first, self.upper = standing.part, standing.first, standing.upper
        self.u, self.v = standing.prices
        self.keep, self.old = standing.keep, standing.old
        n, m = seats.sizes
        self.places = rows.task.places
        self.sitting = np.bincount(seats.tails, minlength=n)
        self.near_mentee, self.near_mentor = np.full(n, NO_WAY), np.full(m, NO_WAY)
        self.via, self.into = np.full(n, -1, np.int64), np.full(m, -1, np.int64)
        self.pending: Mask = np.zeros(n, np.bool_)
        self.slot = np.zeros(n, np.int64)
        self.passed: tuple[list[Ints], list[Ints]] = [], []
        count = int(max(self.part[0].max(initial=0), self.part[1].max(initial=0))) + 1
        self.reach, self.goal, self.home = np.zeros((3, count), np.int64)
        inside = self.part[1] >= 0
        room = np.maximum(self.places - seats.taken, 0)
        self.room = np.zeros(count, np.int64)
        np.add.at(self.room, self.part[1][inside], room[inside])
        self.open: Mask = np.ones(count, np.bool_)

    def seat_all(self, waiting: Ints) -> None:
        """Add these wishes, one of each part at a time, by ascending mentees; who is in no part stays out.

        Where more wait than there are free places, all who wait are looked at now and then: who could have nobody at
        these prices never will, as mentors only get dearer; the others are added best first.
        """
        waiting = waiting[self.part[0][waiting] >= 0]
        self.added: Mask = np.ones(len(self.u), np.bool_)
        self.added[waiting] = self.sitting[waiting] > 0
        self._raise_full(np.unique(self.part[0][waiting]))
        waiting = self._hopeful(waiting)
        crowded = np.bincount(self.part[0][waiting], minlength=len(self.room)) > self.room
        waiting = self._review(waiting[np.lexsort((waiting, self.part[0][waiting]))], crowded)
        turns = np.zeros(len(self.room), np.int64)  # since a part is full
        while len(waiting):
            first = np.diff(self.part[0][waiting], prepend=-1) > 0
            sources, waiting = waiting[first], waiting[~first]
            self._raise_full(self.part[0][sources])
            self._serve(sources)
            self.added[sources] = True
            self._seat(sources[self.u[sources] > 0])
            waiting = waiting[~self.added[waiting] | (self.u[waiting] > 0)]  # at price 0 nothing more is to be had
            turns += self.room == 0
            waiting = self._review(waiting, (turns >= REVIEW) & (turns & (turns - 1) == 0))

    def _hopeful(self, waiting: Ints) -> Ints:
        """Leave out mentees who have nobody and could have nobody at these prices."""
        out = (self.upper[waiting] <= 0) & (self.sitting[waiting] == 0)
        self.u[waiting[out]] = 0
        self.added[waiting[out]] = True
        return np.asarray(waiting[~out])

    def _review(self, waiting: Ints, parts: Mask) -> Ints:
        """Look at all who wait and have nobody in these parts; return those who may have somebody, best first."""
        here = parts[self.part[0][waiting]]
        if not here.any():
            return waiting
        some = waiting[here & (self.sitting[waiting] == 0)]
        for piece in self.rows.pieces(np.unique(some[self.upper[some] > 0])):
            self._offers(piece)
        waiting = self._hopeful(waiting)
        return np.asarray(waiting[np.lexsort((waiting, -self.upper[waiting], self.part[0][waiting]))])

    def _raise_full(self, parts: Ints) -> None:
        """Where no place is free any more, let all mentors be dearer and all mentees poorer by as much as can be.

        Nothing changes but that nobody searches the whole part for a place; whoever sits in it pays for it.
        """
        parts = parts[(self.room[parts] == 0) & self.open[parts]]
        if not len(parts):
            return
        self.open[parts] = False
        marked = np.zeros(len(self.room) + 1, np.bool_)  # the last one stands for people in no part
        marked[parts] = True
        mentees, mentors = np.flatnonzero(marked[self.part[0]]), np.flatnonzero(marked[self.part[1]])
        least = np.full(len(self.room), NO_WAY)
        counted = mentees[self.added[mentees]]
        np.minimum.at(least, self.part[0][counted], self.u[counted])
        least[least == NO_WAY] = 0
        self.u[counted] -= least[self.part[0][counted]]
        self.v[mentors] += least[self.part[1][mentors]]
        self.upper[mentees] -= least[self.part[0][mentees]]

    def _serve(self, sources: Ints) -> None:
        """Set the price of mentees who have nobody yet: the best they could have."""
        alone = sources[self.sitting[sources] == 0]
        self.u[alone] = 0
        alone = alone[self.upper[alone] > 0]
        for some in self.rows.pieces(alone):
            self._offers(some)
        self.u[alone] = np.maximum(self.upper[alone], 0)

    def _offers(self, mentees: Ints) -> tuple[Ints, Ints, Ints]:
        """Return all pairs of these mentees: whose (position), the mentor, weight - price; -NO_WAY for pairs made."""
        spots, counts = self.rows.of(mentees)
        heads = self.rows.heads[spots].astype(np.int64)
        owners = np.repeat(np.arange(len(mentees)), counts)
        worth = self.rows.scores[spots] - self.v[heads] + self.first[mentees][owners]
        keys = owners * self.seats.sizes[1] + heads
        self.slot[mentees] = np.arange(len(mentees))
        old, made = self.old.of_mentees(mentees), self.seats.of_mentees(mentees)
        worth[self._located(keys, self.old.tails[old], self.old.heads[old])] += self.keep
        worth[self._located(keys, self.seats.tails[made], self.seats.heads[made])] = -NO_WAY
        self.upper[mentees] = -NO_WAY
        some = counts > 0
        if some.any():
            self.upper[mentees[some]] = np.maximum.reduceat(worth, (np.cumsum(counts) - counts)[some])
        return owners, heads, worth

    def _located(self, keys: Ints, tails: Ints, heads: Ints) -> Ints:
        spots = locate(keys, self.slot[tails] * self.seats.sizes[1] + heads)
        return spots[spots >= 0]

    def _seat(self, sources: Ints) -> None:
        """Find the shortest chain of each source, move prices so that it becomes tight, and walk it."""
        if not len(sources):
            return
        parts = self.part[0][sources]
        self.reach[parts], self.goal[parts], self.home[parts] = self.u[sources], -1, sources
        self.near_mentee[sources], self.via[sources], self.pending[sources] = 0, -1, True
        self.passed = [sources], [sources[:0]]
        waiting, look = sources, FIRST_LOOK
        while len(waiting):
            looked, waiting = self._nearest(waiting, look)
            self.pending[looked] = False
            waiting = np.concatenate([waiting, self._reach_mentees(self._reach_mentors(looked))])
            look *= 2
        self._reprice()
        self._walk(parts)

    def _nearest(self, waiting: Ints, look: int) -> tuple[Ints, Ints]:
        """Return whom to look at now and whom later; who cannot lead to anything nearer than the end is dropped."""
        parts = self.part[0][waiting]
        least = self.near_mentee[waiting] + self.u[waiting] - self.upper[waiting]
        good = least < self.reach[parts]
        self.pending[waiting[~good]] = False
        waiting, parts, least = waiting[good], parts[good], least[good]
        most = self.rows.at_once()
        if len(waiting) <= min(look, most):
            return waiting, waiting[:0]
        order = np.lexsort((least, parts))
        rank = np.empty(len(order), np.int64)
        rank[order] = np.arange(len(order)) - np.searchsorted(parts[order], parts[order])
        now = rank < look
        now[np.flatnonzero(now)[most:]] = False
        return waiting[now], waiting[~now]

    def _reach_mentors(self, mentees: Ints) -> Ints:
        """Take every step from these mentees that leads nearer than the end; return mentors reached anew."""
        if not len(mentees):
            return mentees
        owners, heads, worth = self._offers(mentees)
        lengths = (self.near_mentee[mentees] + self.u[mentees])[owners] - worth
        hit = np.flatnonzero(lengths < np.minimum(self.near_mentor[heads], self.reach[self.part[0][mentees]][owners]))
        order = np.lexsort((owners[hit], lengths[hit], heads[hit]))
        hit = hit[order]
        hit = hit[np.diff(heads[hit], prepend=-1) > 0]
        reached = heads[hit]
        self.near_mentor[reached], self.into[reached] = lengths[hit], mentees[owners[hit]]
        self.passed[1].append(reached)
        return reached

    def _reach_mentees(self, mentors: Ints) -> Ints:
        """End at mentors with a free place, or let those who sit at the others leave; return mentees reached anew."""
        free = self.seats.taken[mentors] < self.places[mentors]
        self._end(mentors[free], self.near_mentor[mentors[free]], self.part[1][mentors[free]], self.goal)
        full = mentors[~free]
        full = full[self.near_mentor[full] < self.reach[self.part[1][full]]]
        pairs = self.seats.of_mentors(full)
        heads, tails = self.seats.heads[pairs], self.seats.tails[pairs]
        over = self.seats.weights[pairs] - self.u[tails] - self.v[heads]
        lengths = self.near_mentor[heads] + over
        hit = np.flatnonzero(lengths < np.minimum(self.near_mentee[tails], self.reach[self.part[0][tails]]))
        order = np.lexsort((pairs[hit], lengths[hit], tails[hit]))
        hit = hit[order]
        hit = hit[np.diff(tails[hit], prepend=-1) > 0]
        reached = tails[hit]
        self.near_mentee[reached], self.via[reached] = lengths[hit], pairs[hit]
        self.passed[0].append(reached)
        parts = self._end(reached, lengths[hit] + self.u[reached], self.part[0][reached], self.home)
        self.goal[parts] = -1
        anew = reached[~self.pending[reached]]
        self.pending[anew] = True
        return anew

    def _end(self, people: Ints, lengths: Ints, parts: Ints, ends: Ints) -> Ints:
        """Note the nearest end of each part, if it is nearer than the one known; return the parts where it is."""
        order = np.lexsort((people, lengths, parts))
        order = order[np.diff(parts[order], prepend=-1) > 0]
        order = order[lengths[order] < self.reach[parts[order]]]
        self.reach[parts[order]], ends[parts[order]] = lengths[order], people[order]
        return parts[order]

    def _reprice(self) -> None:
        """Move the prices of people nearer than the end, so that the chain becomes tight and nothing else negative."""
        mentees, mentors = (np.concatenate(people) for people in self.passed)  # twice in a list does no harm
        self.u[mentees] -= np.maximum(self.reach[self.part[0][mentees]] - self.near_mentee[mentees], 0)
        self.v[mentors] += np.maximum(self.reach[self.part[1][mentors]] - self.near_mentor[mentors], 0)
        self.near_mentee[mentees], self.near_mentor[mentors] = NO_WAY, NO_WAY
        self.pending[mentees] = False

    def _walk(self, parts: Ints) -> None:
        """Walk the chains back: each mentee takes the next mentor and leaves the one before."""
        placed = self.goal[parts] >= 0
        self.room[parts[placed]] -= 1
        mentors, leaving = self.goal[parts[placed]], self.home[parts[~placed]]
        dropped, tails, heads = [mentors[:0]], [mentors[:0]], [mentors[:0]]
        while len(mentors) or len(leaving):
            tails.append(self.into[mentors])
            heads.append(mentors)
            pairs = self.via[np.concatenate([leaving, tails[-1]])]
            pairs, leaving = pairs[pairs >= 0], mentors[:0]
            dropped.append(pairs)
            mentors = self.seats.heads[pairs]
        gone, tail, head = (np.concatenate(column) for column in (dropped, tails, heads))
        left = self.seats.tails[gone]
        np.maximum.at(self.upper, left, self.seats.weights[gone] - self.v[self.seats.heads[gone]])
        np.subtract.at(self.sitting, left, 1)
        np.add.at(self.sitting, tail, 1)
        self.seats.exchange(gone, tail, head, self.u[tail] + self.v[head])
