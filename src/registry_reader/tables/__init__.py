"""From the cells of a table to people: where the heading is, what each row is, who stands in it."""
