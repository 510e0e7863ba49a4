"""What a .docx package says about its own parts: kinds, relations, macros, links outwards."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from loim.programmes.documents.refusals import PlanFileRefused
from loim.programmes.documents.safe_xml import Element, local_name, parse_part

_TYPES_PART = "[Content_Types].xml"
_DOCUMENT_TYPE = "wordprocessingml.document.main+xml"
# Word shows these without fetching anything that could run
_HARMLESS_OUTSIDE = frozenset({"hyperlink", "image", "video", "audio", "media"})


@dataclass(frozen=True, slots=True)
class Relation:
    kind: str  # the last word of the relationship's type: 'styles', 'footnotes', 'hyperlink'
    target: str  # a part's name, or an address outside
    is_outside: bool


@dataclass(frozen=True, slots=True)
class Package:
    """The XML parts by name, the main document's name and what it is related to."""

    parts: Mapping[str, bytes]
    main: str
    relations: tuple[Relation, ...]

    def root(self, name: str) -> Element:
        return parse_part(self.parts[name], name)

    def related(self, kind: str) -> list[tuple[str, Element]]:
        """Names and roots of the main document's parts of this kind, in the package's order."""
        names = [relation.target for relation in self.relations if relation.kind == kind]
        return [(name, self.root(name)) for name in names if self.parts.get(name)]


def package_of(parts: Mapping[str, bytes]) -> Package:
    """Refuses what is no Word document, carries macros, or fetches content from elsewhere."""
    if not parts.get(_TYPES_PART):
        raise PlanFileRefused("not_docx")
    types = _content_types(parts)
    _refuse_macros(parts, types)
    for name in parts:
        if name.endswith(".rels"):
            _refuse_outside_content(_relations(parts, name))
    main = next(
        (r.target for r in _relations(parts, "_rels/.rels") if r.kind == "officeDocument"), ""
    )
    if not parts.get(main) or not types.get(main.casefold(), "").endswith(_DOCUMENT_TYPE):
        raise PlanFileRefused("not_docx")
    folder, _, file = main.rpartition("/")
    own = posixpath.join(folder, "_rels", file + ".rels")
    return Package(parts, main, tuple(_relations(parts, own)))


def _content_types(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Content types by part name, both without case; defaults are spelt out for each part."""
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    for element in parse_part(parts[_TYPES_PART], _TYPES_PART):
        content_type = element.get("ContentType", "")
        if local_name(element) == "Default":
            defaults[element.get("Extension", "").casefold()] = content_type
        else:
            overrides[element.get("PartName", "").lstrip("/").casefold()] = content_type
    found = {
        name.casefold(): defaults.get(name.rpartition(".")[2].casefold(), "") for name in parts
    }
    # an override may name a part that is missing; it still tells what the file is meant to be
    return found | overrides


def _refuse_macros(parts: Mapping[str, bytes], types: Mapping[str, str]) -> None:
    has_project = any("vbaproject" in name.casefold() for name in parts)
    has_type = any(
        "macroenabled" in kind.casefold() or "vba" in kind.casefold() for kind in types.values()
    )
    if has_project or has_type:
        raise PlanFileRefused("macros")


def _relations(parts: Mapping[str, bytes], name: str) -> Iterator[Relation]:
    if not parts.get(name):
        return
    folder = posixpath.dirname(posixpath.dirname(name))
    for element in parse_part(parts[name], name):
        kind = element.get("Type", "").rpartition("/")[2]
        target = element.get("Target", "")
        if element.get("TargetMode", "") == "External":
            yield Relation(kind, target, is_outside=True)
            continue
        inside = posixpath.normpath(posixpath.join("/" + folder, unquote(target)))
        yield Relation(kind, inside.lstrip("/"), is_outside=False)


def _refuse_outside_content(relations: Iterator[Relation]) -> None:
    for relation in relations:
        if not relation.is_outside or relation.kind in _HARMLESS_OUTSIDE:
            continue
        # offices attach their own templates from the author's disk; nobody else can fetch those
        is_own_template = relation.kind == "attachedTemplate" and _is_on_own_disk(relation.target)
        if not is_own_template:
            raise PlanFileRefused("outside_content", target=relation.target[:100])


def _is_on_own_disk(target: str) -> bool:
    path = unquote(target).replace("\\", "/").casefold()
    if path.startswith("file:"):
        path = path.removeprefix("file:").removeprefix("///")
    is_drive = path[1:3] == ":/"
    is_network = path.startswith("//") or ":/" in path[2:]
    return is_drive or not is_network
