"""Text with a little HTML: what is kept of it, its plain words, its blocks.

What people paste brings styles, classes, scripts and pictures from elsewhere; only structure and
links are kept. Cleaning twice gives what cleaning once gives.
"""

import re
from html import unescape

import nh3

TAGS = frozenset(
    {"p", "h2", "h3", "h4", "ul", "ol", "li", "a", "strong", "em", "br", "blockquote"}
    | {"table", "thead", "tbody", "tr", "th", "td"}
)
_SYNONYMS = (("b", "strong"), ("i", "em"), ("h1", "h2"), ("div", "p"))
_WITHOUT_WORDS = {"script", "style", "title", "head", "xml", "o:p"}
_BLOCK_END = re.compile(r"</(?:p|h[2-4]|li|tr|blockquote)>|<br>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")
_SPACES = re.compile(r"[ \t\r\f\v\u00a0]+")
_EMPTY = re.compile(r"<(p|h[2-4]|li|strong|em|a)(?: [^>]*)?>(?:\s|&nbsp;|<br>)*</\1>")
_WORD = re.compile(r"\w[\w'’ʼ-]*")


def clean_html(given: str) -> str:
    """`given` with only what `TAGS` names; links to http, https, mail, telephone or this site."""
    for other, ours in _SYNONYMS:
        given = re.sub(rf"<(/?){other}(?=[\s>/])", rf"<\1{ours}", given, flags=re.IGNORECASE)
    cleaned = nh3.clean(
        given,
        tags=set(TAGS),
        clean_content_tags=_WITHOUT_WORDS & {"script", "style", "title"},
        attributes={"a": {"href", "lang"}, "p": {"lang"}, "th": {"scope"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
        strip_comments=True,
    )
    before = ""
    while before != cleaned:
        before, cleaned = cleaned, _EMPTY.sub("", cleaned)
    return cleaned.strip()


def blocks_of(html: str) -> list[str]:
    """The plain text of each paragraph, heading, list item and row; empty ones left out."""
    found = (plain(part) for part in _BLOCK_END.split(html))
    return [block for block in found if block]


def plain(html: str) -> str:
    return _SPACES.sub(" ", unescape(_TAG.sub(" ", html))).strip()


def count_words(text: str) -> int:
    """Of plain text or HTML; a number is a word, a dash is none."""
    return len(_WORD.findall(plain(text)))
