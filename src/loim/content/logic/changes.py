"""What changed between two versions of a text: word by word, rich text block by block."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from loim.content.logic.rich_text import BLOCK_END, block_text

_TOKEN = re.compile(r"\w[\w'’ʼ-]*|\s+|[^\w\s]")
_LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
# Words of two texts beyond this are compared line by line: the time grows with their product.
_MOST_TOKENS = 4000
_ALIKE = 0.4


@dataclass(frozen=True)
class Part:
    """`kind`: 'same', 'gone' (only in the earlier text) or 'new' (only in the later)."""

    kind: str
    text: str


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, item or row. `kind`: 'same', 'gone', 'new', 'changed', or 'form' where
    the words are the same and only what they are (a heading, bold, a list) is another."""

    kind: str
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)


def word_changes(before: str, after: str) -> tuple[Part, ...]:
    """All of both texts, in order; what is new comes after what it replaces."""
    old, new = _tokens(before), _tokens(after)
    parts: list[Part] = []
    for name, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if name == "equal":
            parts.append(Part("same", "".join(old[i:j])))
            continue
        if i < j:
            parts.append(Part("gone", "".join(old[i:j])))
        if k < m:
            parts.append(Part("new", "".join(new[k:m])))
    return tuple(_without_slivers(parts))


def block_changes(before: str, after: str) -> list[Block]:
    """Of two rich texts."""
    old, new = list(_blocks(before)), list(_blocks(after))
    old_texts, new_texts = [text for text, _form in old], [text for text, _form in new]
    found: list[Block] = []
    matched = SequenceMatcher(None, old_texts, new_texts, autojunk=False)
    for name, i, j, k, m in matched.get_opcodes():
        if name == "equal":
            found += [
                Block("same" if was == now else "form", (Part("same", now[0]),))
                for was, now in zip(old[i:j], new[k:m], strict=True)
            ]
        else:
            found += _paired(old_texts[i:j], new_texts[k:m])
    return found


def without_the_same(blocks: list[Block]) -> list[Block | int]:
    """Only what differs; a run of blocks that are the same is their number."""
    found: list[Block | int] = []
    for block in blocks:
        if block.kind != "same":
            found.append(block)
        elif found and isinstance(found[-1], int):
            found[-1] += 1
        else:
            found.append(1)
    return found


def _tokens(text: str) -> list[str]:
    found = _TOKEN.findall(text)
    return found if len(found) <= _MOST_TOKENS else text.splitlines(keepends=True)


def _without_slivers(parts: list[Part]) -> Iterator[Part]:
    """A lone space between two changes belongs to both: nobody reads word, space, word."""
    gone = new = ""
    for part in parts:
        if part.kind == "gone":
            gone += part.text
        elif part.kind == "new":
            new += part.text
        elif part.text.isspace() and "\n" not in part.text and gone and new:
            gone, new = gone + part.text, new + part.text
        else:
            yield from _flushed(gone, new)
            gone = new = ""
            yield part
    yield from _flushed(gone, new)


def _flushed(gone: str, new: str) -> Iterator[Part]:
    if gone and new and gone != gone.rstrip() and gone.rstrip() != "" and new.endswith(" "):
        tail = gone[len(gone.rstrip()) :]
        if new.endswith(tail) and new != tail:
            yield Part("gone", gone[: -len(tail)])
            yield Part("new", new[: -len(tail)])
            yield Part("same", tail)
            return
    if gone:
        yield Part("gone", gone)
    if new:
        yield Part("new", new)


def _paired(old: list[str], new: list[str]) -> list[Block]:
    """Blocks that say nearly the same are shown as one that changed, the others by themselves."""
    found: list[Block] = []
    waiting = list(old)
    for text in new:
        at = next((n for n, was in enumerate(waiting) if _is_alike(was, text)), None)
        if at is None:
            found.append(Block("new", (Part("new", text),)))
            continue
        found += [Block("gone", (Part("gone", was),)) for was in waiting[:at]]
        found.append(Block("changed", word_changes(waiting[at], text)))
        waiting = waiting[at + 1 :]
    return found + [Block("gone", (Part("gone", was),)) for was in waiting]


def _is_alike(before: str, after: str) -> bool:
    matcher = SequenceMatcher(None, before.split(), after.split(), autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _blocks(html: str) -> Iterator[tuple[str, str]]:
    """(words with the addresses of links behind them, the HTML)."""
    for part in BLOCK_END.split(html):
        text = block_text(_LINK.sub(_with_address, part))
        if text:
            yield text, part.strip()


def _with_address(found: re.Match[str]) -> str:
    return f"{found[2]} ({found[1]})"
