"""Text and rows of a .csv file, whatever program wrote it."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from fairplaces.checks import MOST_PEOPLE
from fairplaces.errors import BadInput, InputProblem

LARGEST_MB = 128
_CHUNK = 1 << 20
# Letters that Estonian has beside ASCII, as Windows-1257 writes them (1252 has most of them too).
_ESTONIAN = frozenset("õäöüšžÕÄÖÜŠŽ".encode("cp1257"))


def csv_rows(path: Path, encoding: str | None) -> tuple[Iterator[tuple[str, ...]], str]:
    """The rows of a file and its encoding. Raises `BadInput`."""
    data = _bytes(path)
    name = encoding or encoding_of(data)
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError) as error:
        raise BadInput([InputProblem("input.encoding", path.name, details={"name": name})]) from (
            error
        )
    if "\0" in text:
        raise BadInput([unreadable(path.name, "NUL")])
    return _rows(path.name, text), name


def _bytes(path: Path) -> bytes:
    """The file's bytes, counted while they are read: ten million rows cost little to refuse."""
    parts: list[bytes] = []
    lines = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            parts.append(chunk)
            lines += chunk.count(b"\n")
            # Empty rows are passed over later, so there may be some more lines than people.
            if lines > 4 * MOST_PEOPLE:
                details = {"most": MOST_PEOPLE}
                raise BadInput(
                    [InputProblem("input.too_many", path.name, MOST_PEOPLE + 2, None, details)]
                )
            if len(parts) > LARGEST_MB:
                raise BadInput([too_large(path.name)])
    return b"".join(parts)


def encoding_of(data: bytes) -> str:
    """UTF-8 and UTF-16 by their marks, UTF-8 where it fits, else a Windows code page by letters.

    1251 where words of high letters alone prevail (Cyrillic), else 1257, which has all Estonian
    letters, else 1252 where 1257 has no such letter (š and ž stand elsewhere in it).
    """
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    words = [w for w in re.findall(rb"[A-Za-z\x80-\xff]+", data[:200_000]) if not w.isascii()]
    pure = sum(not re.search(rb"[A-Za-z]", word) and len(word) > 1 for word in words)
    is_estonian = all(letter in _ESTONIAN for word in words for letter in word if letter > 0x7F)
    if not is_estonian and 2 * pure > len(words):
        return "cp1251"
    try:
        data.decode("cp1257")
    except UnicodeDecodeError:
        return "cp1252"
    return "cp1257"


def _rows(source: str, text: str) -> Iterator[tuple[str, ...]]:
    first, _, rest = text.partition("\n")
    told = re.fullmatch(r"sep=(.)\s*", first)
    if told:
        # Excel's own way to say which separator it used; not a row of the table.
        yield ()
        text, separator = rest, told[1]
    else:
        separator = max(",;\t", key=first.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            yield tuple(row)
    except csv.Error as error:
        raise BadInput([unreadable(source, str(error))]) from error


def unreadable(source: str, why: str) -> InputProblem:
    """A file that holds no table."""
    return InputProblem("input.not_a_table", source, None, None, {"why": why})


def too_large(source: str) -> InputProblem:
    """A file larger than any list of applicants."""
    return InputProblem("input.too_large", source, None, None, {"most": LARGEST_MB})
