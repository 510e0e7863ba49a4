"""What is sent of a segment, and how its codes are found again in the answer.

Codes travel as numbered tags. Addresses, links and telephone numbers travel as such tags too: they
are not to be translated, and they may be somebody's, so they never leave the platform.
"""

import re
from itertools import count

from loim.content.logic.segments import (
    Code,
    CodeKind,
    Piece,
    Segment,
    codes_of,
    has_the_same_codes,
    merged,
    with_html_of,
)

_MASKED = re.compile(
    r"(?:https?://|www\.)[^\s<>\"']*[^\s<>\"'.,;:!?)]"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\+?\d[\d \u00a0()-]{5,}\d"
)
_TAGS = re.compile(
    r"""<\s*g\s+id\s*=\s*["']?(\d+)["']?\s*>|<\s*/\s*(g)\s*>|<\s*x\s+id\s*=\s*["']?(\d+)["']?\s*/?\s*>"""
)


def protected(segment: Segment) -> Segment:
    """Addresses and numbers of telephones as codes that stand alone; their text is the code's."""
    numbers = count(max((code.number for code in codes_of(segment)), default=0) + 1)
    pieces: list[Piece] = []
    for piece in segment:
        if isinstance(piece, Code):
            pieces.append(piece)
            continue
        end = 0
        for found in _MASKED.finditer(piece):
            pieces += [piece[end : found.start()], Code(CodeKind.ALONE, next(numbers), found[0])]
            end = found.end()
        pieces.append(piece[end:])
    return tuple(piece for piece in pieces if piece != "")


def unprotected(translated: Segment, original: Segment) -> Segment:
    """`translated` has the codes of `protected(original)`; what was text is text again."""
    own = {(code.kind, code.number) for code in codes_of(original)}
    return merged(
        tuple(
            piece.html
            if isinstance(piece, Code) and (piece.kind, piece.number) not in own
            else piece
            for piece in translated
        )
    )


def as_sent(segment: Segment) -> str:
    return "".join(_tag(piece) if isinstance(piece, Code) else piece for piece in segment)


def as_answered(answer: str, source: Segment) -> Segment | None:
    """The answer with the codes of `source`; None where they were lost, doubled or crossed."""
    pieces: list[Piece] = []
    open_ones: list[int] = []
    end = 0
    for found in _TAGS.finditer(answer):
        pieces.append(answer[end : found.start()])
        end = found.end()
        opens, closes, alone = found.groups()
        if opens:
            open_ones.append(int(opens))
            pieces.append(Code(CodeKind.OPENS, int(opens)))
        elif alone:
            pieces.append(Code(CodeKind.ALONE, int(alone)))
        elif closes and open_ones:
            pieces.append(Code(CodeKind.CLOSES, open_ones.pop()))
        else:
            return None
    pieces.append(answer[end:])
    target = merged(tuple(pieces))
    return with_html_of(source, target) if has_the_same_codes(source, target) else None


def runs_of(segment: Segment) -> list[str]:
    """The texts between codes, as they can be translated one by one."""
    return [piece.strip() for piece in segment if isinstance(piece, str) and _has_words(piece)]


def with_runs(segment: Segment, translated: list[str]) -> Segment:
    """`segment` with its texts replaced one by one, the space around them kept."""
    waiting = iter(translated)
    return tuple(
        _in_place_of(piece, next(waiting))
        if isinstance(piece, str) and _has_words(piece)
        else piece
        for piece in segment
    )


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _in_place_of(text: str, other: str) -> str:
    before = text[: len(text) - len(text.lstrip())]
    after = text[len(text.rstrip()) :]
    return f"{before}{other.strip()}{after}"


def _tag(code: Code) -> str:
    if code.kind is CodeKind.OPENS:
        return f'<g id="{code.number}">'
    return "</g>" if code.kind is CodeKind.CLOSES else f'<x id="{code.number}"/>'
