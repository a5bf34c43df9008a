"""What a queue must do for the rows of jobs: bring them to workers. The rows themselves say what is true."""

from __future__ import annotations

import datetime as dt
import threading
from abc import abstractmethod
from collections.abc import Sequence

from django_tasks.backends.base import BaseTaskBackend

from estafeta.core.jobs.models import Job


class Transport(BaseTaskBackend):
    """One way of bringing jobs to workers.

    A ticket is the number under which an outer queue knows one attempt of a job; a queue that looks at the rows
    itself gives none. Tickets are made in the caller's transaction, so that the job is seen when it commits.
    """

    supports_defer = True
    supports_get_result = True

    @abstractmethod
    def new_ticket(self, run_after: dt.datetime | None) -> int | None:
        """Have an attempt brought, not before `run_after`."""

    @abstractmethod
    def drop_ticket(self, ticket: int | None) -> None:
        """Forget a ticket that nobody will bring any more."""

    @abstractmethod
    def unbrought(self) -> Sequence[Job]:
        """Return waiting jobs that no queue will bring as things stand, or is bringing this very moment."""

    @abstractmethod
    def now(self) -> dt.datetime:
        """Return the time by the clock that decides when tickets are due."""

    @abstractmethod
    def work(self, stop: threading.Event, name: str) -> None:
        """Take jobs until `stop` is set; an outage of the database is waited out."""
