"""The one way this library refuses."""

from __future__ import annotations


class Unreadable(Exception):
    """The file cannot be read.

    `sentence` is one Russian sentence for the person who brought the file: what is wrong and what to do.
    It never holds a path, a traceback or a piece of the file.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
