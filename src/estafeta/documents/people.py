"""A person as one line: «Петрова Анна Сергеевна, заместитель директора»."""

from __future__ import annotations

from collections.abc import Mapping


def person_of(line: str) -> dict[str, str] | None:
    """Read a line; None where nobody is named."""
    name, _, post = line.partition(",")
    return {"name": " ".join(name.split()), "post": " ".join(post.split())} if name.strip() else None


def line_of(person: Mapping[str, str]) -> str:
    """Write a person as `person_of` reads her."""
    return ", ".join(part for part in (person.get("name", ""), person.get("post", "")) if part)
