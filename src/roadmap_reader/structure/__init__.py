"""The structure of a roadmap, told from the blocks of any file."""

from roadmap_reader.structure.columns import ColumnOverrides
from roadmap_reader.structure.interpret import interpret
from roadmap_reader.structure.json_form import roadmap_to_json, roadmaps_to_json

__all__ = ["ColumnOverrides", "interpret", "roadmap_to_json", "roadmaps_to_json"]
