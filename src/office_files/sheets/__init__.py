"""Spreadsheets: one pass over a book, which is then printed as its program shows it, or taken as typed values."""
