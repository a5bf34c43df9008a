"""Pages of roadmaps, by what they show."""
