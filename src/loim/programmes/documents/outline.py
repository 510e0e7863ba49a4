"""A document cut at its headings: what stands before, the chapters, their coded sections."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from loim.programmes.documents.blocks import Block, Paragraph
from loim.programmes.documents.headings import ChapterHeading, SectionHeading, heading_of


@dataclass(slots=True)
class SectionOutline:
    """`heading` is None for what stands in a chapter before its first section."""

    heading: SectionHeading | None
    place: str
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class ChapterOutline:
    number: str
    title: str
    sections: list[SectionOutline] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    front: list[Block] = field(default_factory=list)
    chapters: list[ChapterOutline] = field(default_factory=list)

    @property
    def codes(self) -> set[str]:
        """Codes that have a section of their own."""
        headings = (section.heading for chapter in self.chapters for section in chapter.sections)
        return {heading.code for heading in headings if heading and heading.code}


def outline_of(blocks: Iterable[Block]) -> Outline:
    """A chapter without a number gets the one it would have by counting."""
    outline = Outline()
    for block in blocks:
        heading = None
        if isinstance(block, Paragraph):
            heading = heading_of(
                block,
                next_chapter=len(outline.chapters) + 1,
                has_chapters=bool(outline.chapters),
            )
        if isinstance(heading, ChapterHeading):
            number = heading.number or str(len(outline.chapters) + 1)
            chapter = ChapterOutline(number, heading.title)
            chapter.sections.append(SectionOutline(None, block.place))
            outline.chapters.append(chapter)
        elif isinstance(heading, SectionHeading):
            _open_section(outline, heading, block)
        elif outline.chapters:
            outline.chapters[-1].sections[-1].blocks.append(block)
        else:
            outline.front.append(block)
    return outline


def _open_section(outline: Outline, heading: SectionHeading, block: Block) -> None:
    if not outline.chapters:
        outline.chapters.append(ChapterOutline("", ""))
    outline.chapters[-1].sections.append(SectionOutline(heading, block.place))
