"""What stands on the paper of somebody's own list, in words that are ready to be printed."""

from dataclasses import dataclass
from html.parser import HTMLParser

HEADINGS = frozenset({"h2", "h3", "h4"})
BLOCKS = HEADINGS | {"p", "li", "blockquote", "tr"}


@dataclass(frozen=True)
class Block:
    """A paragraph ('p'), a heading ('h') or an item of a list ('li')."""

    kind: str
    text: str


@dataclass(frozen=True)
class PaperStep:
    """`notes` are lines about it, such as when it is due; `language` is that of its own words."""

    number: int
    title: str
    language: str
    is_done: bool
    due: str
    notes: tuple[str, ...]
    blocks: tuple[Block, ...]
    bring: tuple[str, ...]
    services: tuple[tuple[str, str, str], ...]  # title, its language, provider and place
    more: tuple[Block, ...]
    local: tuple[str, str] | None = None  # words, their language


@dataclass(frozen=True)
class PaperStage:
    title: str
    language: str
    steps: tuple[PaperStep, ...]


@dataclass(frozen=True)
class PaperWords:
    bring: str
    where: str
    good_to_know: str
    here: str
    done: str
    to_do: str
    page: str
    qr: str


@dataclass(frozen=True)
class Paper:
    language: str
    title: str
    title_language: str
    lead: str
    facts: tuple[str, ...]
    stages: tuple[PaperStage, ...]
    words: PaperWords
    address: str
    author: str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._kind, self._text = "p", ""
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self._end()
            self._kind = "h" if tag in HEADINGS else "li" if tag == "li" else "p"
        elif tag == "br":
            self._text += " "
        elif tag in {"td", "th"} and self._text.strip():
            self._text += " – "
        elif tag == "a":
            self._link = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link:
            # On paper a link is its address; where that is what it says, once is enough.
            if self._link not in self._text:
                self._text += f" ({self._link})"
            self._link = ""
        elif tag in BLOCKS:
            self._end()
            self._kind = "p"

    def handle_data(self, data: str) -> None:
        self._text += data

    def _end(self) -> None:
        text = " ".join(self._text.split())
        if text:
            self.blocks.append(Block(self._kind, text))
        self._text = ""

    def close(self) -> None:
        super().close()
        self._end()


def blocks_of(html: str) -> tuple[Block, ...]:
    """Of cleaned HTML (`content.logic.rich_text`)."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(reader.blocks)
