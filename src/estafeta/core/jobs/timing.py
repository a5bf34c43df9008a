"""How long the queue waits for what. Seconds, all measured by a clock that cannot jump unless said otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Timing:
    """The waits of the queue; `settings.JOBS` may give others (tests do).

    A job whose attempt has given no sign for `silence` is taken over: many times `beat`, and longer than the 20 s
    that a writer waits for SQLite's lock.
    """

    beat: float = 1.0  # a running attempt gives a sign, saves its progress and hears of a cancellation
    silence: float = 30.0  # without a sign for so long, the attempt counts as broken off
    poll: float = 0.5  # the embedded worker looks for new jobs; procrastinate is woken, this is its fallback
    pause: float = 5.0  # before the second attempt; twice as long before the third, and so on
    longest_pause: float = 300.0  # no pause is longer; one that seems so was written before the clock moved back
    attempts: int = 3  # bodies that fail, or kill their worker, so many times are given up
    keep_days: int = 7  # finished jobs are forgotten after so many days by the calendar
    report_silence: float = 120.0  # `/healthz` complains of workers unseen, or jobs untaken, for so long


def timing() -> Timing:
    """Return the waits in force."""
    return Timing(**getattr(settings, "JOBS", {}))
