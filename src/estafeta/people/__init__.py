"""Persons of an organisation: cards, affiliations, guardians, the gate that every later act asks."""
