"""How work is watched: the matrix, reminders, escalation, hand-over, the turn of the year."""
