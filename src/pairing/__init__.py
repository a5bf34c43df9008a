"""Matching of mentees with mentors: exact, fair, explained. A pure library; no Django, no product."""
