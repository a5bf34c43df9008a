"""Each format read from small documents made on the spot."""
