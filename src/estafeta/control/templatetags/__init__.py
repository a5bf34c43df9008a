"""Tags of the matrix."""
