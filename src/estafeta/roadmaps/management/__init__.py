"""Commands of roadmaps."""
