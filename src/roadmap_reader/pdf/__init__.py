"""PDF as plans are printed: the headings of a roadmap tell where a table without ruling lines begins."""
