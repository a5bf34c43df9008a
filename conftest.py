"""Gives the cast to the tests of every app."""

pytest_plugins = ["tests.cast"]
