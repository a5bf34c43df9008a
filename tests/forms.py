"""What a browser would send: the fields of a form on a page as they stand."""

from __future__ import annotations

from typing import Any

from lxml import html


def form_on(answer: Any, having: str) -> dict[str, Any]:
    """Return the fields of the first form that has a field named `having`, as `Client.post` takes them."""
    page = html.fromstring(answer.content)
    for form in page.iter("form"):
        for area in form.iter("textarea"):
            area.text = (area.text or "").removeprefix("\n")  # a browser drops it too
        for box in form.iter("input"):
            if box.get("type", "text") not in {"checkbox", "radio"} and box.get("value") is None:
                box.set("value", "")
        fields: dict[str, list[str]] = {}
        for name, value in form.form_values():
            fields.setdefault(name, []).append(value.replace("\n", "\r\n"))
        if having in fields or having in {box.name for box in form.inputs}:
            return {name: values if len(values) > 1 else values[0] for name, values in fields.items()}
    raise AssertionError(f"no form with «{having}»")
