"""XML parsed without entities, without a network and without bombs."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from office_files import limits, refusals
from office_files.errors import Unreadable

Element = etree._Element

_SENTENCES = {
    "depth": refusals.XML_DEEP,
    "too long": refusals.TOO_MUCH_TEXT,
    "memory": refusals.MEMORY_OUT,
}
_ELEMENT_BYTES = 130
_ATTRIBUTE_BYTES = 200
_MOST_PER_BYTE = 130
_MOST_TAGS = 400_000
_KEPT = 500
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}


def to_transitional(data: bytes) -> bytes:
    """OOXML of the strict kind with the namespaces of the ordinary kind; other bytes come back as they are."""
    if b"http://purl.oclc.org/ooxml/" not in data:
        return data
    for strict, ordinary in _STRICT.items():
        data = data.replace(strict, ordinary)
    return data


class Stream:
    """A long part parsed piece by piece, as strictly as by `parse_xml`; what has been seen is forgotten."""

    def __init__(self, *tags: str) -> None:
        self._pull: etree.XMLPullParser[Element] = etree.XMLPullParser(
            events=("end",),
            tag=tags,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        self._first = True
        self._pending = 0

    def feed(self, piece: bytes) -> Iterator[Element]:
        """Elements with one of the tags that end in this piece; each is emptied once the next is asked for.

        Refuses a document type declaration, broken XML and an element of hundreds of thousands of tags.
        """
        if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
            raise Unreadable(refusals.XML_ENTITIES)
        self._pending += piece.count(b"<")
        if self._pending > _MOST_TAGS:
            raise Unreadable(refusals.TOO_MANY_CELLS)
        try:
            self._pull.feed(to_transitional(piece) if self._first else piece)
        except etree.XMLSyntaxError as error:
            raise Unreadable(sentence_of(error)) from error
        self._first = False
        for _, element in self._pull.read_events():
            self._pending = 0
            yield element
            element.clear()
            parent = element.getparent()
            if parent is not None and len(parent) > _KEPT:
                del parent[:-1]

    def close(self) -> None:
        """Refuse a part that broke off, where anything of it was fed."""
        try:
            if not self._first:
                self._pull.close()
        except etree.XMLSyntaxError as error:
            raise Unreadable(sentence_of(error)) from error


def parse_xml(data: bytes) -> Element:
    """The root of an XML part. Refuses a document type declaration, broken XML and millions of tags."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Unreadable(refusals.XML_ENTITIES)
    if len(data) * _MOST_PER_BYTE > limits.MAX_TREE and _tree_size(data) > limits.MAX_TREE:
        raise Unreadable(refusals.TOO_MANY_TAGS)
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        raise Unreadable(sentence_of(error)) from error
    except (ValueError, LookupError) as error:
        raise Unreadable(refusals.XML_BROKEN) from error
    if root is None:
        raise Unreadable(refusals.XML_BROKEN)
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(refusals.XML_ENTITIES)
    return root


def _tree_size(data: bytes) -> int:
    """Bytes that the parsed tree will take, estimated from above: elements, attributes, texts."""
    elements = data.count(b"<") - data.count(b"</")
    return elements * _ELEMENT_BYTES + data.count(b'="') * _ATTRIBUTE_BYTES + data.count(b"='") * _ATTRIBUTE_BYTES


def _parser() -> etree.XMLParser[Element]:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def sentence_of(error: etree.XMLSyntaxError) -> str:
    """The sentence for a syntax error of the parser: too deep, too long, out of memory, or simply broken."""
    text = str(error).lower()
    for mark, sentence in _SENTENCES.items():
        if mark in text:
            return sentence
    return refusals.XML_BROKEN
