"""Everything a person types on the pages of roadmaps."""
