"""The text of one paragraph, and what hangs on it: text boxes, pictures."""

from dataclasses import dataclass, field

from loim.programmes.documents.markup import W
from loim.programmes.documents.safe_xml import Element, local_name
from loim.programmes.documents.styles import Styles
from loim.programmes.documents.wording import as_superscript, clean

# what was deleted in tracked changes or moved away, and what is no text at all
_SKIPPED = frozenset(
    {"del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delText", "delInstrText",
     "rt", "tblPr", "tblGrid", "trPr", "tcPr"}
)  # fmt: skip
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_SYMBOL_BULLETS = frozenset({"f0b7", "f0a7", "b7"})


@dataclass(slots=True)
class Inline:
    """`boxes` are the contents of text boxes, `objects` what can only be named."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


def read_inline(paragraph: Element, styles: Styles) -> Inline:
    """Tracked insertions count, deletions do not; a raised digit stays raised."""
    inline = Inline()
    _walk(paragraph, styles, inline, is_raised=False)
    return inline


def _walk(element: Element, styles: Styles, inline: Inline, *, is_raised: bool) -> None:
    for child in element:
        name = local_name(child)
        if name in _SKIPPED:
            continue
        if name == "t":
            text = child.text or ""
            inline.pieces.append(as_superscript(text) if is_raised else text)
        elif name in _SIGNS:
            inline.pieces.append(_SIGNS[name])
        elif name == "sym":
            inline.pieces.append(_symbol(child))
        elif name == "r":
            raised = styles.is_raised(child.find(W + "rPr"))
            _walk(child, styles, inline, is_raised=raised)
        elif name == "AlternateContent":
            _walk_alternatives(child, styles, inline, is_raised=is_raised)
        elif name in {"drawing", "pict", "object"}:
            _read_drawing(child, inline)
        else:
            _walk(child, styles, inline, is_raised=is_raised)


def _walk_alternatives(
    element: Element, styles: Styles, inline: Inline, *, is_raised: bool
) -> None:
    """Word writes the same drawing twice, for new programs and for old ones: one is read."""
    for alternative in element:
        attempt = Inline()
        _walk(alternative, styles, attempt, is_raised=is_raised)
        if attempt.pieces or attempt.boxes or attempt.objects:
            inline.pieces += attempt.pieces
            inline.boxes += attempt.boxes
            inline.objects += attempt.objects
            return


def _read_drawing(drawing: Element, inline: Inline) -> None:
    boxes = outermost(drawing, "txbxContent")
    inline.boxes += boxes
    if boxes:
        return
    words = [clean(element.text or "") for element in drawing.iter("{*}t")]
    words += [clean(element.get("string", "")) for element in drawing.iter("{*}textpath")]
    words += [clean(element.get("descr", "")) for element in drawing.iter("{*}docPr")]
    said = " ".join(word for word in words if word)
    is_object = local_name(drawing) == "object"
    inline.objects.append(f"[{'embedded object' if is_object else 'picture'}] {said}".strip())


def outermost(element: Element, name: str) -> list[Element]:
    """Descendants of this name that do not stand within another of the same name, and of
    alternatives only the first that has any."""
    found: list[Element] = []
    for child in element:
        child_name = local_name(child)
        if child_name == name:
            found.append(child)
        elif child_name == "AlternateContent":
            choices = (outermost(alternative, name) for alternative in child)
            found += next((choice for choice in choices if choice), [])
        elif child_name not in {"del", "moveFrom"}:
            found += outermost(child, name)
    return found


def _symbol(element: Element) -> str:
    code = element.get(W + "char", "")
    if code.casefold() in _SYMBOL_BULLETS:
        return "·"
    try:
        return chr(int(code, 16)).encode().decode()
    except (ValueError, OverflowError):
        return "\ufffd"
