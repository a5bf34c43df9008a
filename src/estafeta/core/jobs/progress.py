"""What a body says about itself while it runs: how far it is, what came of it, whether it should stop.

Costs nothing: the words are carried to the row by another thread, once a second. Outside a job all of it is silent,
so that an action may be called directly.
"""

from __future__ import annotations

from estafeta.core.jobs.attempts import CURRENT, Cancelled, Interrupted, Superseded


def report(done: int, total: int, sentence: str = "") -> None:
    """Say that `done` of `total` are done and what is being done now («Составляем бумаги»)."""
    attempt = CURRENT.get()
    if attempt is not None:
        attempt.progress |= {"done": done, "total": total, "sentence": sentence[:300]}


def result(sentence: str, url: str = "") -> None:
    """Say what came of the job, and at which address it is seen."""
    attempt = CURRENT.get()
    if attempt is not None:
        attempt.progress |= {"result": sentence, "result_url": url}


def check() -> None:
    """Stop here if the job should not go on. Call it where what was done so far is whole.

    Raises Cancelled, Interrupted or Superseded: let them pass.
    """
    attempt = CURRENT.get()
    if attempt is None:
        return
    if not attempt.kept:
        attempt.sync()
    if attempt.lost:
        raise Superseded
    if attempt.cancel_asked:
        raise Cancelled
    if attempt.stopping.is_set():
        raise Interrupted
