"""A text cut into the pieces that are translated, so that what is not translated cannot be lost.

Rich text is cut at its blocks; inside one, links, emphasis and line breaks are numbered codes that
a translation must hold as they were. Putting the pieces together again gives the very same text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape, unescape
from typing import TypeAlias


class CodeKind(StrEnum):
    OPENS = "opens"
    CLOSES = "closes"
    ALONE = "alone"  # a line break, or a tag whose partner stands in another block


@dataclass(frozen=True)
class Code:
    """`number` is the same for the tag that opens and the one that closes."""

    kind: CodeKind
    number: int
    html: str = ""


Piece: TypeAlias = str | Code
Segment: TypeAlias = tuple[Piece, ...]


@dataclass(frozen=True)
class Cut:
    """`frame` has a place, None, for each of `segments`, in their order."""

    frame: tuple[str | None, ...]
    segments: tuple[Segment, ...]


_BLOCK = r"p|h[2-4]|ul|ol|li|blockquote|table|thead|tbody|tr|th|td"
_TOKENS = re.compile(r"(<[^>]+>)")
_IS_BLOCK = re.compile(rf"</?(?:{_BLOCK})(?=[\s>/])[^>]*>")
_NAME = re.compile(r"</?([a-z0-9]+)")
_ENDS = re.compile(r"^(\s*)(.*?)(\s*)$", re.DOTALL)


def cut(value: str, *, is_rich: bool) -> Cut:
    """`value` is cleaned rich text, or plain text, which is cut at its lines."""
    frame: list[str | None] = []
    segments: list[Segment] = []
    for part in _rich_runs(value) if is_rich else _lines(value):
        if isinstance(part, str):
            frame.append(part)
            continue
        before, middle, after = _without_ends(part)
        frame.append(_escaped(before) if is_rich else before)
        if any(isinstance(piece, str) and piece.strip() for piece in middle):
            frame.append(None)
            segments.append(middle)
        else:
            frame.append(_written(middle, is_rich=is_rich))
        frame.append(_escaped(after) if is_rich else after)
    return Cut(tuple(frame), tuple(segments))


def join(frame: Sequence[str | None], segments: Sequence[Segment], *, is_rich: bool) -> str:
    """The whole text again; as many segments as the frame has places."""
    waiting = iter(segments)
    return "".join(
        _written(next(waiting), is_rich=is_rich) if part is None else part for part in frame
    )


def words_of(segment: Segment) -> str:
    """Its plain words."""
    return "".join(piece if isinstance(piece, str) else " " for piece in segment)


def codes_of(segment: Segment) -> list[Code]:
    return [piece for piece in segment if isinstance(piece, Code)]


def has_the_same_codes(source: Segment, target: Segment) -> bool:
    """Each code once, pairs closed in the right order; text may stand anywhere between them."""
    wanted = sorted((code.kind, code.number) for code in codes_of(source))
    if sorted((code.kind, code.number) for code in codes_of(target)) != wanted:
        return False
    open_ones: list[int] = []
    for code in codes_of(target):
        if code.kind is CodeKind.OPENS:
            open_ones.append(code.number)
        elif code.kind is CodeKind.CLOSES and (not open_ones or open_ones.pop() != code.number):
            return False
    # Tags whose partners stand in other blocks keep their order, or blocks would cross.
    alone = [code.number for code in codes_of(source) if code.kind is CodeKind.ALONE]
    return [code.number for code in codes_of(target) if code.kind is CodeKind.ALONE] == alone


def with_html_of(source: Segment, target: Segment) -> Segment:
    """`target` with the tags of `source`: a file that comes from elsewhere brings none of its own."""
    html = {(code.kind, code.number): code.html for code in codes_of(source)}
    return tuple(
        Code(piece.kind, piece.number, html[piece.kind, piece.number])
        if isinstance(piece, Code)
        else piece
        for piece in target
    )


def _lines(value: str) -> Iterator[str | list[Piece]]:
    for part in re.split(r"(\n+)", value):
        if part:
            yield part if part.startswith("\n") else [part]


def _rich_runs(value: str) -> Iterator[str | list[Piece]]:
    run: list[str] = []
    for part in _TOKENS.split(value):
        if _IS_BLOCK.fullmatch(part):
            if run:
                yield _coded(run)
                run = []
            yield part
        elif part:
            run.append(part)
    if run:
        yield _coded(run)


def _coded(tokens: list[str]) -> list[Piece]:
    """Tags numbered; those without a partner among `tokens` stand alone."""
    partner: dict[int, int] = {}
    waiting: list[int] = []
    for place, part in enumerate(tokens):
        if not part.startswith("<") or part == "<br>":
            continue
        if not part.startswith("</"):
            waiting.append(place)
        elif waiting and _name(tokens[waiting[-1]]) == _name(part):
            partner[waiting.pop()] = place
    opened_by = {closes: opens for opens, closes in partner.items()}
    numbers: dict[int, int] = {}
    pieces: list[Piece] = []
    for place, part in enumerate(tokens):
        if not part.startswith("<"):
            pieces.append(unescape(part))
        elif place in opened_by:
            pieces.append(Code(CodeKind.CLOSES, numbers[opened_by[place]], part))
        else:
            numbers[place] = len(numbers) + 1
            kind = CodeKind.OPENS if place in partner else CodeKind.ALONE
            pieces.append(Code(kind, numbers[place], part))
    return pieces


def _name(tag: str) -> str:
    found = _NAME.match(tag)
    return found[1] if found else tag


def _without_ends(run: list[Piece]) -> tuple[str, Segment, str]:
    """Space at the ends belongs to the frame."""
    before = after = ""
    if run and isinstance(run[0], str):
        before = _ends(run[0])[0]
        run = [run[0][len(before) :], *run[1:]]
    if run and isinstance(run[-1], str):
        after = _ends(run[-1])[2]
        run = [*run[:-1], run[-1][: len(run[-1]) - len(after)]]
    return before, tuple(piece for piece in run if piece != ""), after


def _ends(text: str) -> tuple[str, str, str]:
    found = _ENDS.match(text)
    return (found[1], found[2], found[3]) if found else ("", text, "")


def _written(segment: Segment, *, is_rich: bool) -> str:
    if not is_rich:
        return words_of(segment)
    return "".join(piece.html if isinstance(piece, Code) else _escaped(piece) for piece in segment)


def _escaped(text: str) -> str:
    """As the cleaner writes it, so that nothing changes on the way."""
    return escape(text, quote=False).replace("\u00a0", "&nbsp;")


def merged(segment: Segment) -> Segment:
    """Neighbouring words as one piece, empty ones left out."""
    pieces: list[Piece] = []
    for piece in segment:
        if isinstance(piece, str) and pieces and isinstance(pieces[-1], str):
            pieces[-1] += piece
        elif piece != "":
            pieces.append(piece)
    return tuple(pieces)
