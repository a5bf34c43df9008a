"""Tables of mentees and mentors as curators keep them: people, and a remark for all that was not used."""

from __future__ import annotations

from pairing.reading.ballots import Wishes, read_ballots
from pairing.reading.present import Present, read_present
from pairing.reading.rows import Reading, Remark, read_mentees, read_mentors
from pairing.reading.tables import BadTable

__all__ = [
    "BadTable",
    "Present",
    "Reading",
    "Remark",
    "Wishes",
    "read_ballots",
    "read_mentees",
    "read_mentors",
    "read_present",
]
