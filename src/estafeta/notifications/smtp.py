"""Talking to a mail server, never longer than a deadline: one that is silent, and one that drips, are left."""

from __future__ import annotations

import smtplib
import socket
import threading
from typing import Any

from django.conf import settings
from django.core.mail.backends import smtp


class Watched:
    """A connection that is cut `settings.EMAIL_DEADLINE` seconds after it was begun, wherever it stands."""

    sock: socket.socket | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._closed = threading.Event()
        threading.Thread(target=self._cut, args=[settings.EMAIL_DEADLINE], daemon=True).start()
        try:
            super().__init__(*args, **kwargs)
        except BaseException:
            self._closed.set()
            raise

    def _cut(self, seconds: float) -> None:
        """Wait for the deadline, then wake whoever waits for the server; again while a handshake hides the socket."""
        while not self._closed.wait(seconds):
            seconds = 1.0
            held = self.sock
            if held is not None:
                try:
                    held.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue

    def close(self) -> None:
        """End the connection and the watch over it."""
        super().close()  # type: ignore[misc]
        self._closed.set()


class Plain(Watched, smtplib.SMTP):
    """Without encryption, or with STARTTLS."""


class Secure(Watched, smtplib.SMTP_SSL):
    """Encrypted from the first byte."""


class Bounded(smtp.EmailBackend):
    """Django's own way to a mail server, bounded as a whole."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """What a connection is made of."""
        return Secure if self.use_ssl else Plain
