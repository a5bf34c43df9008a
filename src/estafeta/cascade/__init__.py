"""Measures that go down the tree as offers, and what comes back."""
