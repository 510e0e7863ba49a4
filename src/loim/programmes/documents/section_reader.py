"""One section of a plan: narrative, target group, schedule and indicators of a coded activity."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from loim.programmes.documents.activity_rows import ActivityRows
from loim.programmes.documents.blocks import Block, Paragraph, Table, Thing
from loim.programmes.documents.captions import NO_CAPTION, Caption, caption_of
from loim.programmes.documents.columns import TableKind
from loim.programmes.documents.indicator_table import IndicatorEntry, read_indicators
from loim.programmes.documents.listing import Listing, placed, table_place
from loim.programmes.documents.schedule_table import ScheduleTable
from loim.programmes.documents.table_parts import TablePart, parts_of
from loim.programmes.documents.wording import key, without_marks
from loim.programmes.logic.plan_document import DateRange, IndicatorPlace

_TARGET_GROUP = re.compile(
    r"siht(?:grupp|grupid|rühm|rühmad)\s*[:–-]\s*(?P<text>.*)", re.IGNORECASE
)
# the heading under which a report says what was done
REPORT_HEADING = "Tehtud"
_ACTIVITIES = key("tegevused")


@dataclass(slots=True)
class PlanContext:
    """What the reading of every section shares."""

    period: DateRange | None
    chapter_titles: Mapping[str, str]  # by `key`
    codes: set[str]  # those that have a section or have been read
    listing: Listing
    indicators: list[IndicatorEntry] = field(default_factory=list)
    read_codes: set[str] = field(default_factory=set)


class SectionReader:
    """Reads the blocks of one section in order into `narrative`, `target_group`, `rows` and the
    context's indicators; lists whatever is none of them."""

    def __init__(
        self, code: str, title: str, where: str, chapter: str, context: PlanContext
    ) -> None:
        self.narrative: list[str] = []
        self.target_group: list[str] = []
        self.rows = ActivityRows(code, title, context.codes)
        self._code = code
        self._where = where
        self._chapter = chapter
        self._context = context
        self._captions: list[Caption] = []
        self._is_target_group_open = False
        self._is_report = False
        self._is_after_table = False

    def read(self, blocks: Sequence[Block]) -> None:
        for block, is_before_table in zip(blocks, _before_tables(blocks), strict=True):
            if isinstance(block, Table):
                self._table(block)
            elif isinstance(block, Thing):
                self._list(block)
            elif caption := caption_of(block, is_before_table=is_before_table):
                self._captions.append(caption)
            else:
                self._paragraph(block)
        self._list_captions()

    def _paragraph(self, block: Paragraph) -> None:
        if not block.is_aside:
            self._list_captions()
        if block.heading_level:
            self._is_report = key(block.text) == key(REPORT_HEADING)
        match = _TARGET_GROUP.fullmatch(block.text)
        if not self._code or self._is_report:
            self._list(block)
        elif match:
            self._is_target_group_open = not match["text"]
            self._add_target_group(match["text"])
        elif self._is_target_group_open and not block.heading_level:
            self._add_target_group(block.text)
        elif self._is_after_table and self.narrative:
            # a remark on the table, a signature, another text's beginning: nobody can tell
            self._list(block)
        else:
            self._is_target_group_open = False
            self.narrative.append(block.text)

    def _add_target_group(self, text: str) -> None:
        if text:
            self.target_group.append(without_marks(text))

    def _table(self, table: Table) -> None:
        self._is_target_group_open = self._is_report = False
        self._is_after_table = True
        period = self._context.period
        for part in parts_of(table, period.end.year if period else None):
            if part.header is None:
                for index, row in part.rows:
                    self._context.listing.add_row(table_place(table), index, row)
                continue
            caption = part.caption or self._take_caption(part.header.kind)
            if caption.paragraph and caption.kind not in {None, part.header.kind}:
                self._list(caption.paragraph)
            self._part(part, table, caption)

    def _part(self, part: TablePart, table: Table, caption: Caption) -> None:
        listing, place = self._context.listing, table_place(table, caption.table)
        if part.header and part.header.kind is TableKind.SCHEDULE:
            self._list_unusual(caption, is_usual=caption.kind is TableKind.SCHEDULE)
            for entry in ScheduleTable(part, place, self._context.period, listing).entries():
                if not self.rows.add(entry):
                    listing.add_row(place, entry.index, entry.row)
            self.rows.end_of_table()
            return
        covers = self._covers(caption)
        is_usual = caption.kind is TableKind.INDICATORS and bool(covers or not caption.whose)
        self._list_unusual(caption, is_usual=is_usual)
        where = IndicatorPlace(
            self._code, caption.table, covers or ("" if self._code else self._chapter)
        )
        self._context.indicators += read_indicators(part, place, where, listing)

    def _covers(self, caption: Caption) -> str:
        """The title of the chapter that 'Partnerite tegevustega seotud näitajad' speaks of."""
        whose = key(caption.whose)
        if whose and key(self._chapter) in {whose, whose + _ACTIVITIES}:
            return self._chapter
        titles = self._context.chapter_titles
        return titles.get(whose) or titles.get(whose + _ACTIVITIES) or "" if whose else ""

    def _take_caption(self, kind: TableKind) -> Caption:
        """Of several captions in a row, the one that speaks of this kind of table."""
        if not self._captions:
            return NO_CAPTION
        fitting = next((c for c in self._captions if c.kind is kind), self._captions[0])
        self._captions.remove(fitting)
        return fitting

    def _list_unusual(self, caption: Caption, *, is_usual: bool) -> None:
        """A caption that says more than its kind of table does is not only a caption."""
        if caption.paragraph and caption.text and not is_usual:
            self._list(caption.paragraph)

    def _list_captions(self) -> None:
        for caption in self._captions:
            if caption.paragraph:
                self._list(caption.paragraph)
        self._captions.clear()

    def _list(self, block: Paragraph | Thing) -> None:
        self._context.listing.add(placed(block.place, self._where), block.text)


def _before_tables(blocks: Sequence[Block]) -> list[bool]:
    """For each block: is the next thing in the flow a table, with nothing but captions between?"""
    is_before = False
    found = []
    for block in reversed(blocks):
        found.append(is_before)
        if isinstance(block, Table):
            is_before = True
        elif isinstance(block, Paragraph) and not block.is_aside:
            is_before = is_before and caption_of(block, is_before_table=True) is not None
    return found[::-1]
