"""Headings: chapters ('1. Elluviija tegevused') and coded sections ('1.1 3.5.1.1 Kohalike ...')."""

import re
from dataclasses import dataclass

from loim.programmes.documents.blocks import Paragraph
from loim.programmes.documents.wording import key, without_marks

_CODE = r"\d{1,3}(?:\.\d{1,3}){3,}"
# a footnote mark may hang on the code, with or without a space after it
_AFTER_CODE = r"(?:\.?[⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾*]+\.?\s*|\.?\s+|\.?$)"
_CODED = re.compile(rf"(?P<code>{_CODE}){_AFTER_CODE}(?P<title>.*)")
_SECTION = re.compile(
    rf"(?P<section>\d{{1,2}}(?:\.\d{{1,2}}){{1,2}})\.?\s+(?P<code>{_CODE}){_AFTER_CODE}(?P<title>.*)"
)
_CHAPTER = re.compile(r"(?P<number>\d{1,2})(?:[.)]\s+|[.)](?=[^\W\d])|\s+(?=[^\W\d]))(?P<title>.+)")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s")
_ACTIVITIES = re.compile(r".*tegevused")
_LONGEST_PLAIN_CHAPTER = 100
_LONGEST_PLAIN_SECTION = 300


@dataclass(frozen=True, slots=True)
class ChapterHeading:
    number: str  # '' where the document numbers none
    title: str


@dataclass(frozen=True, slots=True)
class SectionHeading:
    section: str  # '' where the document numbers none
    code: str  # '' where the heading has none
    title: str


def heading_of(
    paragraph: Paragraph, *, next_chapter: int, has_chapters: bool
) -> ChapterHeading | SectionHeading | None:
    """What this paragraph opens, or None: then it belongs to what is open.

    A styled heading is one by its style. An unstyled paragraph is a heading only where its
    wording leaves no doubt: a section's number before a code, or the next chapter's number
    before '... tegevused'.
    """
    text = paragraph.text
    is_short = bool(paragraph.heading_level) or len(text) <= _LONGEST_PLAIN_SECTION
    if is_short and (match := _SECTION.fullmatch(text)):
        return SectionHeading(match["section"], match["code"], _title(match))
    if not paragraph.heading_level:
        return _plain_chapter(paragraph, next_chapter)
    if match := _CODED.fullmatch(text):
        return SectionHeading("", match["code"], _title(match))
    if paragraph.heading_level > 2:
        return None
    if (match := _CHAPTER.fullmatch(text)) and (paragraph.heading_level == 1 or not has_chapters):
        return ChapterHeading(match["number"], without_marks(match["title"]))
    return _unnumbered(paragraph, has_chapters=has_chapters)


def _title(match: re.Match[str]) -> str:
    return without_marks(match["title"])


def _plain_chapter(paragraph: Paragraph, next_chapter: int) -> ChapterHeading | None:
    match = _CHAPTER.fullmatch(paragraph.text)
    if match is None or paragraph.is_aside or len(paragraph.text) > _LONGEST_PLAIN_CHAPTER:
        return None
    is_next = int(match["number"]) == next_chapter
    if is_next and _ACTIVITIES.fullmatch(key(match["title"])):
        return ChapterHeading(match["number"], without_marks(match["title"]))
    return None


def _unnumbered(
    paragraph: Paragraph, *, has_chapters: bool
) -> ChapterHeading | SectionHeading | None:
    """'Partnerite tegevused' is a chapter; any other heading opens a section without a code."""
    text = paragraph.text
    is_chapter = paragraph.heading_level == 1 and _ACTIVITIES.fullmatch(key(text))
    if is_chapter and not _NUMBERED.match(text):
        return ChapterHeading("", without_marks(text))
    if not has_chapters:
        return None
    match = re.fullmatch(r"(?:(\d{1,2}(?:\.\d{1,2})*)\.?\s+)?(.*)", text)
    return SectionHeading(match[1] or "", "", without_marks(match[2])) if match else None
