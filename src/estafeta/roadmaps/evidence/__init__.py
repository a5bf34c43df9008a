"""What proves a measure: every kind that the system can prove itself is one file in `kinds/`."""
