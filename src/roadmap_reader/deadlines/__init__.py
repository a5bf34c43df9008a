"""Deadline phrases of Russian roadmaps: from wording to days, without Django and without a network."""

from roadmap_reader.deadlines.context import Context
from roadmap_reader.deadlines.occurrences import Occurrence, deadline_to_json, expand
from roadmap_reader.deadlines.reading import read_deadline
from roadmap_reader.deadlines.tsv import answer_tsv

__all__ = ["Context", "Occurrence", "answer_tsv", "deadline_to_json", "expand", "read_deadline"]
