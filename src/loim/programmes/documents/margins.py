"""Text outside the body: headers, footers, footnotes, comments. A plan has no place for it."""

from loim.programmes.documents.blocks import BlockReader, Paragraph, Table, Thing
from loim.programmes.documents.listing import Listing
from loim.programmes.documents.markup import W
from loim.programmes.documents.numbering import Numbering
from loim.programmes.documents.package import Package
from loim.programmes.documents.safe_xml import Element
from loim.programmes.documents.styles import Styles

_NOTES = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
_PAGES = {"header": "page header", "footer": "page footer"}


def list_margins(package: Package, styles: Styles, listing: Listing) -> None:
    """A page number by itself is not listed, the rest is."""
    for kind, word in _NOTES.items():
        for _, root in package.related(kind):
            number = 0
            for note in root.iterfind(W + kind.removesuffix("s")):
                # separators are drawn lines, not notes
                if note.get(W + "type", "normal") == "normal":
                    number += 1
                    listing.add(f"{word} {number}", _text(note, styles))
    for kind, word in _PAGES.items():
        for number, (_, root) in enumerate(package.related(kind), start=1):
            text = _text(root, styles)
            if any(sign.isalpha() for sign in text):
                listing.add(f"{word} {number}", text)


def _text(root: Element, styles: Styles) -> str:
    said = []
    for block in BlockReader(styles, Numbering(None)).read(root):
        if isinstance(block, Paragraph | Thing):
            said.append(block.text)
        elif isinstance(block, Table):
            said += [cell.text for row in block.rows for cell in row if not cell.is_continued]
    return " ".join(text for text in said if text)
