"""Texts as XLIFF 2 core (OASIS Standard; the namespace and version number of 2.0, which tools for
2.1 read as well).

One <file> for each version of a text, one <unit> for each field, one <segment> for each block. Tags
inside a block are <pc> and <ph>, whose HTML stands in <originalData>. Tools are asked not to cut
segments anew, so that what comes back fits.
"""

import re
from collections.abc import Iterable

from lxml import etree

from loim.content.logic.segments import Code, CodeKind, Segment, codes_of
from loim.content.logic.xliff.units import Part, TranslationFile, Unit, UnitSegment

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
CONTENT_TYPE = "application/xliff+xml"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# What XML 1.0 cannot hold travels as <cp hex="…"/>.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_xliff(file: TranslationFile) -> bytes:
    """UTF-8, with an XML declaration; the same for the same `file`."""
    root = etree.Element(
        _name("xliff"), {"version": "2.0", "srcLang": file.source_language,
        "trgLang": file.target_language, _XML_SPACE: "preserve"}, nsmap={None: NAMESPACE},  # type: ignore[dict-item]  # the stubs forget the default one
    )  # fmt: skip
    for part in file.parts:
        _write_part(root, part)
    text: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return text


def _write_part(root: etree._Element, part: Part) -> None:
    attributes = {"id": part.key, "canResegment": "no"}
    if part.name:
        attributes["original"] = _clean(part.name)
    element = _sub(root, "file", attributes)
    _write_notes(element, part.notes)
    for unit in part.units:
        _write_unit(element, unit)


def _write_unit(parent: etree._Element, unit: Unit) -> None:
    attributes = {"id": unit.key, "canResegment": "no"}
    if unit.label:
        attributes["name"] = _clean(unit.label)
    element = _sub(parent, "unit", attributes)
    _write_notes(element, unit.notes)
    data = _originals(unit.segments)
    if data:
        originals = _sub(element, "originalData")
        for html, key in data.items():
            _sub(originals, "data", {"id": key}).text = html
    first = 0
    for segment in unit.segments:
        place = _sub(element, "segment", {"id": segment.key, "state": "initial"})
        _write_inline(_sub(place, "source"), segment.source, data, first)
        if segment.target is not None:
            place.set("state", "translated")
            _write_inline(_sub(place, "target"), segment.target, data, first)
        # Codes are numbered through the whole unit, as the standard asks.
        first += max((code.number for code in codes_of(segment.source)), default=0)


def _originals(segments: Iterable[UnitSegment]) -> dict[str, str]:
    """Key of each tag's HTML; one for all that are alike."""
    found: dict[str, str] = {}
    for segment in segments:
        for code in codes_of(segment.source):
            found.setdefault(code.html, f"d{len(found) + 1}")
    return found


def _write_inline(
    parent: etree._Element, segment: Segment, data: dict[str, str], first: int
) -> None:
    html = {(code.kind, code.number): code.html for code in codes_of(segment)}
    place = parent
    for piece in segment:
        if isinstance(piece, str):
            _append_text(place, piece)
            continue
        number = str(first + piece.number)
        if piece.kind is CodeKind.OPENS:
            closes = html[CodeKind.CLOSES, piece.number]
            place = _sub(
                place, "pc",
                {"id": number, "dataRefStart": data[piece.html], "dataRefEnd": data[closes]},
            )  # fmt: skip
        elif piece.kind is CodeKind.CLOSES:
            above = place.getparent()
            place = parent if above is None else above
        else:
            _sub(place, "ph", {"id": number, "dataRef": data[piece.html], **_break(piece)})


def _break(code: Code) -> dict[str, str]:
    """A line break says what it is, so that tools show it as one."""
    return {"type": "fmt", "subType": "xlf:lb"} if code.html == "<br>" else {}


def _append_text(place: etree._Element, text: str) -> None:
    end = 0
    for found in _NOT_XML.finditer(text):
        _append(place, text[end : found.start()])
        _sub(place, "cp", {"hex": f"{ord(found[0]):04X}"})
        end = found.end()
    _append(place, text[end:])


def _append(place: etree._Element, text: str) -> None:
    if len(place):
        place[-1].tail = (place[-1].tail or "") + text
    else:
        place.text = (place.text or "") + text


def _write_notes(parent: etree._Element, notes: Iterable[tuple[str, str]]) -> None:
    said = [(about, text) for about, text in notes if text]
    if not said:
        return
    element = _sub(parent, "notes")
    for number, (about, text) in enumerate(said, start=1):
        note = _sub(element, "note", {"id": f"n{number}", "category": about})
        note.text = _clean(text)


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)


def _sub(
    parent: etree._Element, name: str, attributes: dict[str, str] | None = None
) -> etree._Element:
    return etree.SubElement(parent, _name(name), attributes or {})


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
