"""What a leaflet says, ready to be set."""

from dataclasses import dataclass, field

from loim.content.logic.leaflet.blocks import Block


@dataclass(frozen=True)
class LeafletPicture:
    """`alternative` is empty where it is decoration; `suffix` is 'jpg' or 'png'."""

    content: bytes
    suffix: str
    alternative: str
    caption: str


@dataclass(frozen=True)
class LeafletWords:
    """In the leaflet's language, or in the reader's where they are about the leaflet itself."""

    scan: str
    keeper: str
    printed: str
    qr_alternative: str
    page: str
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Leaflet:
    """`language` is that of the text, `reader_language` that of `words`. `paper` is 'a4', or 'a5':
    an A4 sheet printed on both sides and folded once."""

    paper: str
    language: str
    reader_language: str
    title: str
    lead: str
    blocks: list[Block]
    owner: str
    address: str
    words: LeafletWords
    picture: LeafletPicture | None = field(default=None, repr=False)
