"""Parsing XML that a stranger wrote: no DTD, no entities, no network, no bottomless nesting."""

from typing import Any, TypeAlias
from xml.parsers import expat

from lxml import etree

from loim.programmes.documents.refusals import PlanFileRefused

# lxml ships no types
Element: TypeAlias = Any

_STRICT_NAMESPACES = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


class _RootReached(Exception):
    pass


def refuse_doctype(data: bytes, part: str) -> None:
    """Refuse a part with a DOCTYPE, reading no further than its root element.

    A document type may only stand before the root (XML 1.0, production 22), so entities
    are met before anything could be expanded.
    """
    scanner = expat.ParserCreate()

    def doctype(*_args: object) -> None:
        raise PlanFileRefused("entities", part=part)

    def root(*_args: object) -> None:
        raise _RootReached

    scanner.StartDoctypeDeclHandler = doctype
    scanner.StartElementHandler = root
    try:
        scanner.Parse(data, True)
    except _RootReached:
        return
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise PlanFileRefused("damaged_part", part=part) from error


def parse_part(data: bytes, part: str) -> Element:
    """The root element of a part, in the transitional namespaces; refuses what is not XML."""
    for strict, transitional in _STRICT_NAMESPACES:
        data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_pis=True,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PlanFileRefused("damaged_part", part=part) from error
    # a second lock: the scanner and this parser could disagree about an exotic encoding
    if root.getroottree().docinfo.internalDTD is not None:
        raise PlanFileRefused("entities", part=part)
    return root


def local_name(element: Element) -> str:
    """The tag without its namespace."""
    return str(element.tag).rpartition("}")[2]
