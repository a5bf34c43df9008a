"""OpenDocument texts and spreadsheets, packed and flat."""
