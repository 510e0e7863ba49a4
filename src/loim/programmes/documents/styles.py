"""What a paragraph's or a run's style says about its place in the document."""

import re
from dataclasses import dataclass, field

from loim.programmes.documents.markup import W, child_value, whole_number
from loim.programmes.documents.safe_xml import Element

# ids that Word gives where the styles part is missing, in English and in Estonian
_HEADING = re.compile(r"(?:heading|pealkiri)\s*([1-9])")
_CAPTION = re.compile(r"caption|pealdis")
_CONTENTS = re.compile(r"(?:toc|sk)\s*\d")
_BULLET = re.compile(r"list ?bullet|loendit(?:ä|a)pp")
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Which list a paragraph counts in, and how deep."""

    number_id: int
    level: int


@dataclass(slots=True)
class Style:
    name: str
    based_on: str
    outline_level: int | None
    list_place: ListPlace | None
    is_raised: bool


@dataclass(slots=True)
class Styles:
    """The styles of a document by id; an unknown id is read by its name."""

    by_id: dict[str, Style] = field(default_factory=dict)

    def heading_level(self, paragraph: Element) -> int:
        """1 for the topmost heading, 0 where the paragraph is none."""
        properties = paragraph.find(W + "pPr")
        levels = [whole_number(child_value(properties, "outlineLvl"))]
        for style in self._chain(child_value(properties, "pStyle")):
            if match := _HEADING.fullmatch(style.name):
                levels.append(int(match[1]) - 1)
            levels.append(style.outline_level)
        level = next((level for level in levels if level is not None), 9)
        return level + 1 if 0 <= level < 9 else 0

    def is_caption(self, paragraph: Element) -> bool:
        return self._is_named(paragraph, _CAPTION)

    def is_contents(self, paragraph: Element) -> bool:
        """A line of a table of contents, which only repeats the headings."""
        return self._is_named(paragraph, _CONTENTS)

    def is_bullet(self, paragraph: Element) -> bool:
        return self._is_named(paragraph, _BULLET)

    def list_place(self, paragraph: Element) -> ListPlace | None:
        properties = paragraph.find(W + "pPr")
        own = list_place_of(properties)
        if own is not None:
            return own
        chain = self._chain(child_value(properties, "pStyle"))
        return next((style.list_place for style in chain if style.list_place), None)

    def is_raised(self, run_properties: Element | None) -> bool:
        """Superscript, whether by the run itself, by its position or by its style."""
        if run_properties is None:
            return False
        align = child_value(run_properties, "vertAlign")
        if align is not None:
            return align == "superscript"
        position = whole_number(child_value(run_properties, "position"))
        if position is not None:
            return position > 0
        return any(style.is_raised for style in self._chain(child_value(run_properties, "rStyle")))

    def _is_named(self, paragraph: Element, pattern: re.Pattern[str]) -> bool:
        style_id = child_value(paragraph.find(W + "pPr"), "pStyle")
        return any(pattern.match(style.name) for style in self._chain(style_id))

    def _chain(self, style_id: str | None) -> list[Style]:
        chain: list[Style] = []
        while style_id and len(chain) < _LONGEST_CHAIN:
            style = self.by_id.get(style_id)
            if style is None:
                chain.append(Style(style_id.casefold(), "", None, None, is_raised=False))
                break
            chain.append(style)
            style_id = style.based_on
        return chain


def styles_of(root: Element | None) -> Styles:
    styles = Styles()
    if root is None:
        return styles
    for element in root.iterfind(W + "style"):
        properties = element.find(W + "pPr")
        styles.by_id[element.get(W + "styleId", "")] = Style(
            name=(child_value(element, "name") or "").casefold(),
            based_on=child_value(element, "basedOn") or "",
            outline_level=whole_number(child_value(properties, "outlineLvl")),
            list_place=list_place_of(properties),
            is_raised=child_value(element.find(W + "rPr"), "vertAlign") == "superscript",
        )
    return styles


def list_place_of(properties: Element | None) -> ListPlace | None:
    """The list in a `w:pPr`; number 0 is Word's way to say 'no list', and is kept as such."""
    element = None if properties is None else properties.find(W + "numPr")
    if element is None:
        return None
    number_id = whole_number(child_value(element, "numId"))
    level = whole_number(child_value(element, "ilvl")) or 0
    return None if number_id is None else ListPlace(number_id, level)
