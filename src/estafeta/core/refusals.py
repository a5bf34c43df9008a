"""The one exception with which an action refuses."""

from __future__ import annotations


class Refusal(Exception):
    """An action will not do what was asked.

    `sentence` is one Russian sentence for the user: what is wrong, where, what to do.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Forbidden(Exception):
    """The acting person may not do this to an object of her own organisation; `reason` says why (403)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def need(text: str, sentence: str) -> str:
    """Return the stripped text; refuse with the sentence when nothing is written."""
    text = text.strip()
    if not text:
        raise Refusal(sentence)
    return text
