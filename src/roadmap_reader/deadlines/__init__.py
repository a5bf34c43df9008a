"""Deadline phrases of Russian roadmaps: from wording to days, without Django and without a network."""

from roadmap_reader.deadlines.context import Context
from roadmap_reader.deadlines.reading import read_deadline

__all__ = ["Context", "read_deadline"]
