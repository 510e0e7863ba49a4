"""The few words of WordprocessingML that the reader needs (ECMA-376 part 1, 17)."""

from loim.programmes.documents.safe_xml import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VALUE = W + "val"


def child_value(element: Element | None, name: str) -> str | None:
    """The `w:val` of a child of this name; None where there is no such child."""
    child = None if element is None else element.find(W + name)
    return None if child is None else child.get(VALUE, "")


def is_on(element: Element | None, name: str) -> bool:
    """A toggle property: present and not switched off."""
    value = child_value(element, name)
    return value is not None and value not in {"0", "false", "off"}


def whole_number(text: str | None) -> int | None:
    """None where the attribute is missing or is no number: files are not to be trusted."""
    try:
        return int(text) if text is not None else None
    except ValueError:
        return None
