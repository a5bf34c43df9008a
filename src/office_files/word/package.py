"""A .docx as its members and parsed parts, for a program that fills it and hands it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from office_files import refusals
from office_files.archive import Archive
from office_files.errors import Unreadable
from office_files.kinds import identify
from office_files.limits import Bounds
from office_files.markup import Element, parse_xml

_TYPES = "[Content_Types].xml"
_MARKUP = (".xml", ".rels")


@dataclass(frozen=True, slots=True)
class Package:
    """`members` in their order; `roots` of those that are XML; `types` are content types by the part they name.

    `defaults` are the content types that stand for a whole ending.
    """

    members: Mapping[str, bytes]
    roots: Mapping[str, Element]
    types: Mapping[str, str]
    defaults: frozenset[str]


def open_package(content: bytes, bounds: Bounds) -> Package:
    """Unpack a .docx, all of it. Raises `Unreadable` for any other file, and for a locked, broken or vast one."""
    contents = identify(content, bounds)
    if contents.kind != "docx" or contents.archive is None:
        raise Unreadable(refusals.OLD_WORD if contents.kind in {"doc", "rtf", "wordml"} else refusals.NOT_DOCX)
    members = _members(contents.archive)
    roots = {name: parse_xml(data) for name, data in members.items() if name.endswith(_MARKUP)}
    if _TYPES not in roots:
        raise Unreadable(refusals.NOT_DOCX)
    types = {
        (entry.get("PartName") or "").lstrip("/"): entry.get("ContentType") or ""
        for entry in roots[_TYPES]
        if entry.get("PartName")
    }
    defaults = frozenset(entry.get("ContentType") or "" for entry in roots[_TYPES] if not entry.get("PartName"))
    return Package(members, roots, types, defaults)


def _members(archive: Archive) -> dict[str, bytes]:
    if archive.doubled:
        raise Unreadable(refusals.ZIP_BROKEN)
    bounds = archive.bounds
    return {
        name: archive.read(name, bounds.part if name.endswith(_MARKUP) else bounds.unpacked)
        for name in archive.names
        if not name.endswith("/")
    }
