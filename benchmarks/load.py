"""Many people at once on a running `up` with the demo: who waits how long for a page.

    ./estafeta up --port 8010 &
    .venv/bin/python benchmarks/load.py --url http://127.0.0.1:8010 --people 50 --seconds 30

Eight people sign in, their browsers are multiplied; each opens pages one after another with 0.2 s between them, the
static files left out. The client shares the cores with the server. Printed: pages, pages a second, p50, p95, p99,
longest, answers by status.
"""

from __future__ import annotations

import argparse
import http.client
import re
import statistics
import threading
import time
from collections import Counter
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

PASSWORD = "Эстафета-2026"
PEOPLE = ("petrova", "gromov", "lebedeva", "orlova", "sokolova", "melnik", "coordinator", "operator")
LINK = re.compile(r'href="(/o/[^"#?]+)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
LEFT_OUT = re.compile(r"/(export|download|file|word|pdf|xlsx|docx|archive|print|calendar)\b|\.(docx|xlsx|pdf|ics)")


class Person:
    """One browser: keeps its cookies and its connection, knows the pages that it has seen links to."""

    def __init__(self, url: str, name: str) -> None:
        self.host, self.name = urlsplit(url).netloc, name
        self.cookies: dict[str, str] = {}
        self.waits: list[float] = []
        self.statuses: Counter[int] = Counter()
        self.pages = ["/"]
        self.connection = http.client.HTTPConnection(self.host, timeout=120)

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Send one request; returns status, where it leads, the page."""
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), "Accept-Encoding": "gzip"}
        if fields is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"http://{self.host}{path}"}
        try:
            self.connection.request(method, path, urlencode(fields) if fields is not None else None, headers)
            answer = self.connection.getresponse()
        except (http.client.HTTPException, OSError):
            self.connection.close()
            self.connection.request(method, path, urlencode(fields) if fields is not None else None, headers)
            answer = self.connection.getresponse()
        body = answer.read()
        if answer.headers.get("Content-Encoding") == "gzip":
            import gzip

            body = gzip.decompress(body)
        for line in answer.headers.get_all("Set-Cookie") or []:
            self.cookies |= {key: morsel.value for key, morsel in SimpleCookie(line).items()}
        return answer.status, answer.headers.get("Location", ""), body.decode("utf-8", "replace")

    def open(self, path: str) -> str:
        """Open a page as a browser does, with its redirects; the wait is from the click to the page."""
        began = time.monotonic()
        for _ in range(5):
            status, where, page = self.ask("GET", path)
            if status not in {301, 302}:
                break
            path = urlsplit(where).path
        self.waits.append(time.monotonic() - began)
        self.statuses[status] += 1
        self.pages += [link for link in LINK.findall(page) if link not in self.pages and not LEFT_OUT.search(link)][:20]
        return page

    def sign_in(self) -> None:
        """Sign in by the form."""
        page = self.open("/enter/login/")
        token = TOKEN.search(page)
        fields = {"login": self.name, "password": PASSWORD, "csrfmiddlewaretoken": token[1] if token else ""}
        status, where, _ = self.ask("POST", "/enter/login/", fields)
        if status != 302:
            raise SystemExit(f"{self.name} is not let in: {status}")
        self.open(urlsplit(where).path or "/")
        self.waits.clear()
        self.statuses.clear()

    def browse(self, until: float, pause: float) -> None:
        """Open page after page."""
        place = len(self.name) % 7
        while time.monotonic() < until:
            self.open(self.pages[place % min(len(self.pages), 24)])
            place += 1
            time.sleep(pause)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--pause", type=float, default=0.2)
    options = parser.parse_args()
    people = [Person(options.url, PEOPLE[place % len(PEOPLE)]) for place in range(options.people)]
    for person in people[: len(PEOPLE)]:
        person.sign_in()
    for place, person in enumerate(people):  # the door counts sign-ins: several browsers share one
        person.cookies = dict(people[place % len(PEOPLE)].cookies)
    began = time.monotonic()
    threads = [
        threading.Thread(target=person.browse, args=(began + options.seconds, options.pause)) for person in people
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.monotonic() - began
    waits = sorted(wait for person in people for wait in person.waits)
    cuts = statistics.quantiles(waits, n=100)
    statuses = sum((person.statuses for person in people), Counter())
    print(f"{options.people} people, {len(waits)} pages in {spent:.0f} s, {len(waits) / spent:.1f} a second")
    print(f"p50 {cuts[49]:.2f} s, p95 {cuts[94]:.2f} s, p99 {cuts[98]:.2f} s, longest {waits[-1]:.2f} s")
    print("answers:", ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items())))


if __name__ == "__main__":
    main()
