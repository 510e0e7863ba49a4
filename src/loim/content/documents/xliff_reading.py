"""An XLIFF 2 file that came back, read without trusting it.

No entities, no document type, nothing from elsewhere; no HTML is taken from it: codes come back by
their numbers alone, and what they stand for is known from the version that was sent.
"""

from collections.abc import Iterator

from lxml import etree

from loim.content.documents.xliff_writing import NAMESPACE
from loim.content.logic.segments import Code, CodeKind, Piece, Segment, merged
from loim.content.logic.xliff.units import Part, TranslationFile, Unit, UnitSegment

MAX_BYTES = 5_000_000
MAX_SEGMENTS = 20_000
_DEEPEST = 30


class XliffRefused(Exception):
    """`code`: size, broken, doctype, format (no XLIFF), version (not XLIFF 2), empty, many."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_xliff(content: bytes) -> TranslationFile:
    """Segments hold codes without HTML, numbered through each unit; a code that XLIFF knows and we
    do not write is kept as one that nobody asked for. Raises XliffRefused."""
    root = _parsed(content)
    if etree.QName(root).localname != "xliff":
        raise XliffRefused("format")
    if etree.QName(root).namespace != NAMESPACE:
        raise XliffRefused("version")
    parts = tuple(_part(element) for element in _children(root, "file"))
    segments = sum(len(unit.segments) for part in parts for unit in part.units)
    if segments > MAX_SEGMENTS:
        raise XliffRefused("many")
    if not segments:
        raise XliffRefused("empty")
    return TranslationFile(_language(root, "srcLang"), _language(root, "trgLang"), parts)


def _parsed(content: bytes) -> etree._Element:
    if len(content) > MAX_BYTES:
        raise XliffRefused("size")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise XliffRefused("broken") from error
    if root is None:
        raise XliffRefused("broken")
    if root.getroottree().docinfo.internalDTD is not None:
        raise XliffRefused("doctype")
    return root


def _language(root: etree._Element, name: str) -> str:
    """Without a region: et-EE is et."""
    return (root.get(name) or "").lower().replace("_", "-").partition("-")[0]


def _part(element: etree._Element) -> Part:
    units = tuple(_unit(unit) for unit in element.iter(f"{{{NAMESPACE}}}unit"))
    return Part(element.get("id") or "", units)


def _unit(element: etree._Element) -> Unit:
    segments = tuple(
        UnitSegment(
            segment.get("id") or "",
            _inline(segment, "source") or (),
            _inline(segment, "target"),
        )
        for segment in _children(element, "segment")
    )
    return Unit(element.get("id") or "", segments)


def _inline(segment: etree._Element, name: str) -> Segment | None:
    element = next(_children(segment, name), None)
    if element is None:
        return None
    found = merged(tuple(_pieces(element, 0)))
    return found or None


def _pieces(element: etree._Element, depth: int) -> Iterator[Piece]:
    if depth > _DEEPEST:
        raise XliffRefused("broken")
    yield element.text or ""
    for child in element:
        yield from _code(child, depth)
        yield child.tail or ""


def _code(child: etree._Element, depth: int) -> Iterator[Piece]:
    name = etree.QName(child).localname if isinstance(child.tag, str) else ""
    if name == "pc":
        number = _number(child.get("id"))
        yield Code(CodeKind.OPENS, number)
        yield from _pieces(child, depth + 1)
        yield Code(CodeKind.CLOSES, number)
    elif name == "sc":  # tools may write a pair as its two ends
        yield Code(CodeKind.OPENS, _number(child.get("id")))
    elif name == "ec":
        yield Code(CodeKind.CLOSES, _number(child.get("startRef") or child.get("id")))
    elif name == "ph":
        yield Code(CodeKind.ALONE, _number(child.get("id")))
    elif name == "cp":
        yield _character(child.get("hex") or "")
    elif name == "mrk":  # a comment of the tool's upon some words
        yield from _pieces(child, depth + 1)
    elif name not in {"sm", "em"}:
        yield Code(CodeKind.ALONE, 0)


def _number(given: str | None) -> int:
    """0, which no code of ours has, where it is none."""
    is_number = given is not None and given.isascii() and given.isdigit() and len(given) < 9
    return int(given) if given and is_number else 0


def _character(given: str) -> str:
    try:
        character = chr(int(given, 16))
    except (ValueError, OverflowError):
        return ""
    return "" if character == "\0" or "\ud800" <= character <= "\udfff" else character


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return element.iterchildren(f"{{{NAMESPACE}}}{name}")
