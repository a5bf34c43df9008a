"""A mail server that a test holds in its hand: takes letters, refuses addresses, drips or stays silent."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Talk(socketserver.StreamRequestHandler):
    """One connection, as the server's `mood` says."""

    server: MailServer

    def handle(self) -> None:
        self.server.talks.append(self.client_address)
        if self.server.mood == "silent":
            self.server.over.wait(120)
        elif self.server.mood == "drips":
            while not self.server.over.wait(0.05):
                self.wfile.write(b"2")
        else:
            self.talk()

    def talk(self) -> None:
        self.say("220 here")
        while line := self.rfile.readline().decode().strip():
            self.answer(line, line.split()[0].upper())
            if line.upper() == "QUIT":
                return

    def answer(self, line: str, command: str) -> None:
        if command == "RCPT":
            bad = next((code for part, code in self.server.refused.items() if part in line), "")
            self.say(f"{bad} not here" if bad else "250 ok")
        elif command == "DATA":
            self.say("354 go on")
            text = b""
            while (part := self.rfile.readline()) not in (b".\r\n", b""):
                text += part
            self.server.taken.append(text.decode())
            self.say("250 taken")
        else:
            self.say("221 bye" if command == "QUIT" else "250 ok")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    """`mood`: takes, silent, drips; `refused`: codes by a part of the address.

    `taken`: letters as they came; `talks`: who has come.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, mood: str = "takes") -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.mood = mood
        self.refused: dict[str, str] = {}
        self.taken: list[str] = []
        self.talks: list[object] = []
        self.over = threading.Event()

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever is left in the middle of a talk is no error of the test."""

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


@contextmanager
def mail_server(mood: str = "takes") -> Iterator[MailServer]:
    """A server that listens until the end of the block."""
    with MailServer(mood) as server:
        threading.Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
        yield server
        server.over.set()
        server.shutdown()
