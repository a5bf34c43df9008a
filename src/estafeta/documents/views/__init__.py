"""Pages of papers: the register, making one, its own page, own templates, the folder, many at once."""
