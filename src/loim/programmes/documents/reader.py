"""`read_plan`: the ministry's .docx as a `PlanDocument`."""

from collections.abc import Iterator
from dataclasses import replace

from loim.programmes.documents.blocks import BlockReader, body_of
from loim.programmes.documents.front_matter import WHERE, read_front_matter
from loim.programmes.documents.guard import open_package
from loim.programmes.documents.indicator_table import merge_indicators
from loim.programmes.documents.listing import Listing, placed
from loim.programmes.documents.margins import list_margins
from loim.programmes.documents.numbering import Numbering
from loim.programmes.documents.outline import ChapterOutline, SectionOutline, outline_of
from loim.programmes.documents.package import Package
from loim.programmes.documents.refusals import PlanFileRefused
from loim.programmes.documents.section_reader import PlanContext, SectionReader
from loim.programmes.documents.styles import Styles, styles_of
from loim.programmes.documents.table_titles import first_code, split_front
from loim.programmes.documents.wording import key
from loim.programmes.logic.plan_document import Chapter, PlanDocument, PlannedActivity


def read_plan(data: bytes) -> PlanDocument:
    """Everything that the file says, understood or listed in `unrecognised` with its place.

    A document of another year, with other columns or without headings, is read as far as it
    can be. Raises `PlanFileRefused` for a file that is dangerous, damaged or no .docx.
    """
    package = open_package(data)
    body = body_of(package.root(package.main))
    if body is None:
        raise PlanFileRefused("damaged_part", part=package.main)
    styles = _styles(package)
    numbering = next((root for _, root in package.related("numbering")), None)
    outline = outline_of(BlockReader(styles, Numbering(numbering)).read(body))

    listing = Listing()
    front, tables = split_front(outline.front)
    matter = read_front_matter(front, listing)
    if tables:
        heads = ChapterOutline("", "", [SectionOutline(None, WHERE, tables)])
        outline.chapters.insert(0, heads)
    titles = {key(chapter.title): chapter.title for chapter in outline.chapters}
    context = PlanContext(matter.period, titles, outline.codes, listing)
    chapters = tuple(_chapter(chapter, context) for chapter in outline.chapters)
    indicators = merge_indicators(context.indicators, listing)
    list_margins(package, styles, listing)
    return PlanDocument(
        title=matter.title,
        order=matter.order,
        period=matter.period,
        chapters=tuple(c for c in chapters if c.number or c.title or c.activities),
        indicators=indicators,
        unrecognised=listing.items(),
    )


def _styles(package: Package) -> Styles:
    return styles_of(next((root for _, root in package.related("styles")), None))


def _chapter(outline: ChapterOutline, context: PlanContext) -> Chapter:
    activities: list[PlannedActivity] = []
    for section in outline.sections:
        for activity in _activities(outline, section, context):
            number = activity.section
            if not number and outline.number:
                number = f"{outline.number}.{len(activities) + 1}"
            activities.append(replace(activity, section=number))
    return Chapter(outline.number, outline.title, tuple(activities))


def _activities(
    chapter: ChapterOutline, section: SectionOutline, context: PlanContext
) -> Iterator[PlannedActivity]:
    heading = section.heading
    where = f"chapter {chapter.number}" if chapter.number else WHERE
    code = title = number = ""
    if heading:
        number, title = heading.section, heading.title
        where = f"section {number or heading.code or title}"
        code = heading.code or first_code(section.blocks, context)
        # a code stands for one activity: a second section of the same code is listed
        code = "" if code in context.read_codes else code
    reader = SectionReader(code, title, where, chapter.title, context)
    if heading and not code:
        said = [part for part in (number, heading.code, title) if part]
        context.listing.add(placed(section.place, where), " ".join(said))
    reader.read(section.blocks)
    context.read_codes.update(reader.rows.by_code)
    context.codes.update(reader.rows.by_code)
    for own_code, rows in reader.rows.by_code.items():
        is_own = own_code == code
        yield PlannedActivity(
            section=number if is_own else "",
            code=own_code,
            title=title if is_own else (rows[0].title if rows else ""),
            narrative=tuple(reader.narrative) if is_own else (),
            target_group=" ".join(reader.target_group) if is_own else "",
            rows=tuple(rows),
        )
