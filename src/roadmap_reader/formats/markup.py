"""XML parsed without entities, without a network and without bombs."""

from __future__ import annotations

from lxml import etree

from roadmap_reader.errors import Unreadable
from roadmap_reader.formats import limits, refusals

Element = etree._Element

_SENTENCES = {
    "depth": refusals.XML_DEEP,
    "too long": refusals.TOO_MUCH_TEXT,
    "memory": refusals.MEMORY_OUT,
}
_ELEMENT_BYTES = 130
_ATTRIBUTE_BYTES = 200
_MOST_PER_BYTE = 130
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


def pull_parser(*tags: str) -> etree.XMLPullParser[Element]:
    """A parser fed piece by piece that reports the end of these elements; as strict as `parse_xml`."""
    return etree.XMLPullParser(
        events=("end",),
        tag=tags,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


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
