"""Text with a little HTML: what is kept of it, its plain words, its blocks.

What people paste brings styles, classes, scripts and pictures from elsewhere; only structure and
links are kept. Cleaning twice gives what cleaning once gives.
"""

import re
from functools import lru_cache
from html import escape, unescape

import nh3

from loim.content.logic import rich_tree

TAGS = frozenset(
    {"p", "h2", "h3", "h4", "ul", "ol", "li", "a", "strong", "em", "br", "blockquote"}
    | {"table", "thead", "tbody", "tr", "th", "td"}
)
_SYNONYMS = (("b", "strong"), ("i", "em"), ("h1", "h2"), ("h5", "h4"), ("h6", "h4"), ("div", "p"))
_SYNONYM = re.compile(r"<(/?)(b|i|h1|h5|h6|div)(?=[\s>/])", re.IGNORECASE)
BLOCK_END = re.compile(r"</(?:p|h[2-4]|li|tr|blockquote)>|<br>|<(?:ul|ol)>", re.IGNORECASE)
_ANY_BLOCK = re.compile(r"<(?:p|h[1-6]|ul|ol|li|table|blockquote|div|br)[\s>/]", re.IGNORECASE)
_INLINE_TAG = re.compile(r"</?(?:strong|em|a)(?: [^>]*)?>")
_TAG = re.compile(r"<[^>]+>")
_SPACES = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_WORD = re.compile(r"\w[\w'’ʼ-]*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ENOUGH = 12


# A page that is read often shows the same texts again; cleaning some takes milliseconds.
@lru_cache(maxsize=1000)
def clean_html(given: str) -> str:
    """`given` with only what `TAGS` names, in order; links to http, https, mail, telephone or
    this site. What cannot be brought to rest becomes paragraphs of plain words."""
    cleaned = given.replace("\x00", " ")
    for _round in range(_ENOUGH):
        before = cleaned
        kept = _kept(before)
        try:
            tree = rich_tree.read(kept)
        except rich_tree.TooDeep:
            cleaned = kept
            break
        cleaned = rich_tree.write(rich_tree.in_order(tree)).strip()
        if before == cleaned:
            return cleaned
    return "".join(f"<p>{escape(block, quote=False)}</p>" for block in blocks_of(cleaned))


def _kept(given: str) -> str:
    synonyms = dict(_SYNONYMS)
    given = _SYNONYM.sub(lambda m: f"<{m[1]}{synonyms[m[2].lower()]}", given)
    return nh3.clean(
        given,
        tags=set(TAGS),
        clean_content_tags={"script", "style", "title"},
        attributes={"a": {"href", "lang"}, "p": {"lang"}, "th": {"scope"}},
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
        strip_comments=True,
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "href":
        # Written so that no reader of tags is led astray by an address.
        value = value.strip().replace("<", "%3C").replace(">", "%3E").replace('"', "%22")
        return value or None
    if name == "lang":
        return value if _LANGUAGE.fullmatch(value) else None
    return value if value in {"col", "row"} else None


def from_typed(given: str) -> str:
    """What somebody typed into a plain field: HTML, or paragraphs with empty lines between."""
    if _ANY_BLOCK.search(given):
        return clean_html(given)
    paragraphs = re.split(r"\n\s*\n", given.replace("\r\n", "\n").strip())
    made = ("<br>".join(_line(line) for line in paragraph.split("\n")) for paragraph in paragraphs)
    return clean_html("".join(f"<p>{paragraph}</p>" for paragraph in made))


def _line(line: str) -> str:
    """Inline marks are taken as such; a sign that is none is itself."""
    return re.sub(r"<(?!/?(?:a|strong|em|b|i)[\s>])", "&lt;", line)


def to_type(html: str) -> str:
    """For a plain field: a line for each block, so that one can find one's way in it."""
    return re.sub(
        r"(</(?:p|h[2-4]|ul|ol|li|table|tr|blockquote)>|<(?:ul|ol|table)>)", r"\1\n", html
    ).strip()


def blocks_of(html: str) -> list[str]:
    """The plain text of each paragraph, heading, list item and row; empty ones left out."""
    return [block for block in map(block_text, BLOCK_END.split(html)) if block]


def block_text(html: str) -> str:
    """Of one block: marks around letters of a word do not part it."""
    inline = _INLINE_TAG.sub("", html)
    return _SPACES.sub(" ", plain(inline)).strip()


def plain(html: str) -> str:
    return _SPACES.sub(" ", unescape(_TAG.sub(" ", html))).strip()


def count_words(text: str) -> int:
    """Of plain text or HTML; a number is a word, a dash is none."""
    return len(_WORD.findall(plain(text)))
