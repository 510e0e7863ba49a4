"""A PDF of a page, for the demonstration's library: made by Typst, as all our documents are."""

from collections.abc import Sequence

import typst

_PAGE = """
#set document(title: "{title}")
#set page(paper: "a5", margin: 18mm, fill: rgb("#f6f3ea"))
#set text(size: 13pt, lang: "et")
#block(fill: rgb("#0d5c63"), inset: 14pt, width: 100%, text(fill: white, size: 22pt, weight: "bold")[{title}])
#v(10pt)
{lines}
"""


def tiny_pdf(lines: Sequence[str]) -> bytes:
    """The first line is its title."""
    title, *others = [_plain(line) for line in lines]
    body = "\n\n".join(others)
    source = _PAGE.replace("{title}", title).replace("{lines}", body)
    made: bytes = typst.compile(source.encode(), format="pdf")
    return made


def _plain(line: str) -> str:
    """As text: no sign of it is a command, nor a number at its start a list."""
    safe = "".join(f"\\{sign}" if sign in "#$*_`<>@\\[]" else sign for sign in line)
    return safe.replace(". ", "\\. ", 1)
