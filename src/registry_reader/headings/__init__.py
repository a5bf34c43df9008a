"""What stands above a table: titles, and headings of columns with their meaning."""
