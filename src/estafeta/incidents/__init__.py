"""Incidents with personal data: a card with the two clocks of the law, prepared papers, whom it touched."""
