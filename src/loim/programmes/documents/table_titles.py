"""Looking ahead into tables: which are the plan's own, which activity a schedule begins with."""

from collections.abc import Sequence

from loim.programmes.documents.blocks import Block, Paragraph, Table
from loim.programmes.documents.captions import caption_of
from loim.programmes.documents.columns import Role
from loim.programmes.documents.row_titles import row_title
from loim.programmes.documents.section_reader import PlanContext
from loim.programmes.documents.table_parts import parts_of


def split_front(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The first page's own blocks, and the plan's tables that stand there with their captions."""
    tables = [index for index, block in enumerate(blocks) if _is_of_plan(block)]
    taken = set(tables)
    for index in tables:
        before = blocks[index - 1] if index else None
        if isinstance(before, Paragraph) and caption_of(before, is_before_table=True):
            taken.add(index - 1)
    front = [block for index, block in enumerate(blocks) if index not in taken]
    return front, [block for index, block in enumerate(blocks) if index in taken]


def _is_of_plan(block: Block) -> bool:
    return isinstance(block, Table) and any(part.header for part in parts_of(block, None))


def first_code(blocks: Sequence[Block], context: PlanContext) -> str:
    """The code of the first schedule row, for a section whose heading has none; '' where that
    activity has a section of its own."""
    for block in blocks:
        if not isinstance(block, Table):
            continue
        for part in parts_of(block, None):
            for _, row in part.rows:
                cell = part.cell(row, Role.TITLE)
                title = row_title(cell.text if cell else "")
                if title.is_coded:
                    return "" if title.number in context.codes else title.number
    return ""
