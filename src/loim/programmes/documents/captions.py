"""Captions of tables: 'Tabel 12. Partnerite tegevustega seotud näitajad'."""

import re
from dataclasses import dataclass

from loim.programmes.documents.blocks import Paragraph
from loim.programmes.documents.columns import TableKind
from loim.programmes.documents.wording import clean, without_marks

_NAMED = re.compile(
    r"(?P<table>Tabel\s+\d{1,3}[a-z]?)(?:[.:)]\s*|\s+|$)(?P<text>.*)", re.IGNORECASE
)
_SCHEDULE = re.compile(r"(?:tegevuste\s+)?ajakava", re.IGNORECASE)
_INDICATORS = re.compile(
    r"(?:(?P<whose>.*?):?\s*)??(?:\btegevus(?:te)?ga\s+seotud\s+)?(?:näitajad|indikaatorid)",
    re.IGNORECASE,
)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Caption:
    paragraph: Paragraph | None
    table: str = ""  # 'Tabel 12'
    text: str = ""  # 'Partnerite tegevustega seotud näitajad'

    @property
    def kind(self) -> TableKind | None:
        if _SCHEDULE.fullmatch(self.text):
            return TableKind.SCHEDULE
        return TableKind.INDICATORS if _INDICATORS.fullmatch(self.text) else None

    @property
    def whose(self) -> str:
        """'Partnerite', where the table speaks for more than its section's own activity."""
        match = _INDICATORS.fullmatch(self.text)
        return clean(match["whose"] or "") if match else ""


NO_CAPTION = Caption(None)


def caption_of(paragraph: Paragraph, *, is_before_table: bool) -> Caption | None:
    """The caption that this paragraph is: named as one, styled as one, or worded as one."""
    text = without_marks(paragraph.text).rstrip(".")
    if len(text) > _LONGEST or not (is_before_table or paragraph.is_caption):
        return None
    if match := _NAMED.fullmatch(text):
        table = clean(match["table"])
        return Caption(paragraph, table[:1].upper() + table[1:], match["text"])
    worded = Caption(paragraph, "", text)
    return worded if paragraph.is_caption or worded.kind else None
