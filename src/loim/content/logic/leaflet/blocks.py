"""A rich text as blocks that a paper can set: paragraphs, headings, lists, tables."""

from html.parser import HTMLParser
from typing import Any

Block = dict[str, Any]
_BLOCKS = {"p", "h2", "h3", "h4", "li", "th", "td"}
_STYLES = {"strong", "em"}


class _Reader(HTMLParser):
    """What is written is a run: {text, strong, em, href}; 'br' is the text of a new line."""

    def __init__(self) -> None:
        super().__init__()
        self.root: list[Block] = []
        self._into: list[list[Block]] = [self.root]  # where blocks go
        self._runs: list[Block] | None = None
        self._styles: list[str] = []
        self._href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"ul", "ol", "blockquote"}:
            self._open({"kind": tag, "blocks": []}, "blocks")
        elif tag == "table":
            self._open({"kind": "table", "rows": []}, "rows")
        elif tag == "tr":
            self._open({"kind": "tr", "cells": []}, "cells")
        elif tag in {"li", "th", "td"}:
            self._open({"kind": tag, "blocks": []}, "blocks")
        elif tag in {"p", "h2", "h3", "h4"}:
            self._begin(tag)
        elif tag in _STYLES:
            self._styles.append(tag)
        elif tag == "a":
            self._href = dict(attrs).get("href") or ""
        elif tag == "br":
            self._write("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"ul", "ol", "blockquote", "table", "tr", "li", "th", "td"}:
            self._runs = None
            if len(self._into) > 1:
                self._into.pop()
        elif tag in {"p", "h2", "h3", "h4"}:
            self._runs = None
        elif tag in _STYLES and tag in self._styles:
            self._styles.remove(tag)
        elif tag == "a":
            self._href = ""

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if not text:
            if self._runs:
                self._write(" ")
            return
        before = " " if data[0].isspace() and self._runs else ""
        self._write(before + text + (" " if data[-1].isspace() else ""))

    def _open(self, block: Block, part: str) -> None:
        self._runs = None
        self._into[-1].append(block)
        self._into.append(block[part])

    def _begin(self, tag: str) -> list[Block]:
        runs: list[Block] = []
        self._into[-1].append({"kind": tag, "runs": runs})
        self._runs = runs
        return runs

    def _write(self, text: str) -> None:
        if self._runs is None and not text.strip():
            return
        runs = self._begin("p") if self._runs is None else self._runs
        runs.append(
            {"text": text, "strong": "strong" in self._styles, "em": "em" in self._styles,
             "href": self._href}
        )  # fmt: skip


def blocks_for_paper(html: str) -> list[Block]:
    """In order. A block has `kind` and `runs`, `blocks`, `rows` or `cells`; what the cleaned HTML
    of ours nests wrongly is kept as it comes, never refused."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return _of_one_form(reader.root, inside="")


def _of_one_form(blocks: list[Block], *, inside: str) -> list[Block]:
    """Rows hold cells alone, tables rows alone, lists items alone: what stands loose is wrapped."""
    found = []
    for block in blocks:
        made = dict(block)
        if block["kind"] == "table":
            made["rows"] = [
                {"cells": _cells(row)} for row in block["rows"] if row["kind"] in {"tr", "th", "td"}
            ]
            made["columns"] = max((len(row["cells"]) for row in made["rows"]), default=0)
            if not made["columns"]:
                continue
        elif "blocks" in block:
            inner = _of_one_form(block["blocks"], inside=block["kind"])
            if block["kind"] in {"ul", "ol"}:
                inner = [
                    item if item["kind"] == "li" else {"kind": "li", "blocks": [item]}
                    for item in inner
                ]
            made["blocks"] = inner
        elif block["kind"] == "tr":
            made = {"kind": "blockquote", "blocks": [
                part for cell in _cells(block) for part in cell["blocks"]
            ]}  # fmt: skip
        if made["kind"] in {"li", "th", "td"} and inside not in {"ul", "ol"}:
            found.extend(made["blocks"])
            continue
        if made.get("runs") or made.get("blocks") or made.get("rows"):
            found.append(made)
    return found


def _cells(row: Block) -> list[Block]:
    parts = row["cells"] if row["kind"] == "tr" else [row]
    return [
        {
            "is_head": part["kind"] == "th",
            "blocks": _of_one_form(part.get("blocks", []), inside="cell")
            if "blocks" in part
            else _of_one_form([part], inside="cell"),
        }
        for part in parts
    ]
