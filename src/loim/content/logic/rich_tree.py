"""HTML of the few kinds that are kept, as a tree that can be put in order.

What is pasted from word processors and web pages is sound HTML at best, and yet not a text: bold
letters around whole pages, paragraphs in paragraphs, words outside any paragraph, lists drawn
with dots. `in_order` makes of it what somebody would have written in the editor.
"""

import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

INLINE = frozenset({"a", "strong", "em", "br"})
_HOLD_BLOCKS = frozenset({"", "blockquote", "li", "td", "th"})
_OF_WORDS = frozenset({"p", "h2", "h3", "h4"})
# Where alone an element may stand, and what is put around it elsewhere.
_PARENTS = {"li": (("ul", "ol"), "ul")}
_ONLY = {
    "ul": {"li"}, "ol": {"li"}, "table": {"thead", "tbody", "tr"}, "thead": {"tr"},
    "tbody": {"tr"}, "tr": {"th", "td"},
}  # fmt: skip
# Deeper is nobody's text, and every level is a call.
_DEEPEST = 30
_SPACES = re.compile(r"[ \t\r\n\f\v]+|[ \t\r\n\f\v]*\u00a0[ \t\r\n\f\v\u00a0]+")
# Word writes the dots of its lists as text, with several hard spaces behind them.
_DOT = re.compile(r"^\s*[·•▪§‣]\s+")


@dataclass
class Node:
    name: str  # "" for the root
    attributes: tuple[tuple[str, str], ...] = ()
    children: list["Node | str"] = field(default_factory=list)

    @property
    def is_inline(self) -> bool:
        return self.name in INLINE

    def with_children(self, children: "list[Node | str]") -> "Node":
        return Node(self.name, self.attributes, children)


class TooDeep(Exception):
    """Nothing that a person wrote."""


class _Reader(HTMLParser):
    """Of what a cleaner has written: every element is closed, in its order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.path = [Node("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, tuple((name, value or "") for name, value in attrs))
        self.path[-1].children.append(node)
        if tag != "br":
            self.path.append(node)
        if len(self.path) > _DEEPEST:
            raise TooDeep

    def handle_endtag(self, tag: str) -> None:
        if len(self.path) > 1 and self.path[-1].name == tag:
            self.path.pop()

    def handle_data(self, data: str) -> None:
        self.path[-1].children.append(data)


def read(html: str) -> Node:
    """Raises TooDeep."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.path[0]


def write(node: "Node | str") -> str:
    if isinstance(node, str):
        return escape(node, quote=False).replace("\u00a0", "&nbsp;")
    inner = "".join(map(write, node.children))
    if not node.name:
        return inner
    said = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes)
    return (
        f"<{node.name}{said}>" if node.name == "br" else f"<{node.name}{said}>{inner}</{node.name}>"
    )


def words(node: "Node | str") -> str:
    """Its plain text; a line break is a space."""
    if isinstance(node, str):
        return node
    return " " if node.name == "br" else "".join(map(words, node.children))


def in_order(node: Node) -> Node:
    """`node` with its parts where they belong and nothing empty in it."""
    children: list[Node | str] = []
    for child in node.children:
        children.extend(_ordered(child))
    children = _in_their_place(node.name, children)
    if node.name in _HOLD_BLOCKS:
        children = _lists_of_dots(_in_paragraphs(node.name, children))
    if node.name in _OF_WORDS | {"li", "td", "th"}:
        children = _trimmed(children)
    return node.with_children(children)


def _ordered(child: "Node | str") -> "list[Node | str]":
    """What becomes of one part: nothing, itself, or several."""
    if isinstance(child, str):
        text = _SPACES.sub(" ", child)
        return [text] if text else []
    done = in_order(child)
    holds_blocks = any(isinstance(part, Node) and not part.is_inline for part in done.children)
    if holds_blocks and (done.is_inline or done.name in _OF_WORDS):
        return _taken_apart(done)
    if done.name == "a" and not done.attributes:
        return done.children
    if done.name not in {"br", "td", "th"} and not words(done).strip("\u00a0 \n"):
        return [" "] if done.is_inline and words(done) else []
    return [done]


def _taken_apart(node: Node) -> "list[Node | str]":
    """Blocks stand by themselves; of what is between them, words of a paragraph stay one."""
    if node.is_inline:
        return node.children
    parts: list[Node | str] = []
    run: list[Node | str] = []
    for child in [*node.children, None]:
        if child is not None and (isinstance(child, str) or child.is_inline):
            run.append(child)
            continue
        if "".join(map(words, run)).strip():
            parts.append(node.with_children(_trimmed(run)))
        run = []
        if child is not None:
            parts.append(child)
    return parts


def _in_their_place(name: str, children: "list[Node | str]") -> "list[Node | str]":
    allowed = _ONLY.get(name)
    if allowed:
        found: list[Node | str] = []
        for child in children:
            if isinstance(child, Node) and child.name in allowed:
                found.append(child)
            elif name in {"ul", "ol"} and words(child).strip():
                # A list straight in a list belongs to the item before it.
                last = found[-1] if found else None
                if (
                    isinstance(child, Node)
                    and child.name in {"ul", "ol"}
                    and isinstance(last, Node)
                ):
                    last.children.append(child)
                else:
                    found.append(Node("li", (), [child]))
        return found
    wrapped: list[Node | str] = []
    for child in children:
        if isinstance(child, Node) and child.name == "li":
            last = wrapped[-1] if wrapped else None
            if isinstance(last, Node) and last.name == "ul":
                last.children.append(child)
            else:
                wrapped.append(Node("ul", (), [child]))
        elif not (isinstance(child, str) and not child.strip() and _ends_in_block(wrapped)):
            wrapped.append(child)
    return wrapped


def _ends_in_block(children: "list[Node | str]") -> bool:
    return bool(children) and isinstance(children[-1], Node) and not children[-1].is_inline


def _in_paragraphs(name: str, children: "list[Node | str]") -> "list[Node | str]":
    """Words beside paragraphs become a paragraph; a cell or an item of words alone stays so."""
    has_blocks = any(isinstance(child, Node) and not child.is_inline for child in children)
    if name in {"li", "td", "th"} and not has_blocks:
        return children
    if name == "li":  # words, then a list below them
        return children
    found: list[Node | str] = []
    run: list[Node | str] = []
    for child in [*children, None]:
        if child is not None and (isinstance(child, str) or child.is_inline):
            run.append(child)
            continue
        if "".join(map(words, run)).strip("\u00a0 "):
            found.append(Node("p", (), _trimmed(run)))
        run = []
        if child is not None:
            found.append(child)
    return found


def _lists_of_dots(children: "list[Node | str]") -> "list[Node | str]":
    found: list[Node | str] = []
    for child in children:
        is_dotted = isinstance(child, Node) and child.name == "p" and _DOT.match(words(child))
        if not is_dotted or not isinstance(child, Node) or not isinstance(child.children[0], str):
            found.append(child)
            continue
        inner = _trimmed([_DOT.sub("", child.children[0]), *child.children[1:]])
        last = found[-1] if found else None
        if not inner:
            continue
        if isinstance(last, Node) and last.name == "ul":
            last.children.append(Node("li", (), inner))
        else:
            found.append(Node("ul", (), [Node("li", (), inner)]))
    return found


def _trimmed(children: "list[Node | str]") -> "list[Node | str]":
    """Without space or line breaks at either end."""
    found = list(children)
    for at, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while found:
            edge = found[at]
            if isinstance(edge, str):
                found[at] = strip(edge)
                if found[at]:
                    break
            elif edge.name != "br":
                break
            del found[at]
    return found
