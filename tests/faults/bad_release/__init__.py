"""Migrations of `websites` as a bad release would bring them: one step that works, one that fails half-way."""
