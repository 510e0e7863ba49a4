"""Files built byte by byte: what no honest program writes."""

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

from tests.programmes.documents.altering import real_bytes

DOCUMENT = "word/document.xml"
TYPES = "[Content_Types].xml"
RELATIONS = "word/_rels/document.xml.rels"
SETTINGS_RELATIONS = "word/_rels/settings.xml.rels"


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(parts: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def with_part(name: str, content: bytes | Callable[[bytes], bytes]) -> bytes:
    parts = parts_of(real_bytes())
    parts[name] = content if isinstance(content, bytes) else content(parts.get(name, b""))
    return pack(parts)


def relations(*rows: tuple[str, str]) -> bytes:
    """Relations to the outside, by kind and target."""
    written = "".join(
        f'<Relationship Id="x{index}" TargetMode="External" Target="{target}" Type="http://'
        f'schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>'
        for index, (kind, target) in enumerate(rows)
    )
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{written}</Relationships>"
    ).encode()


def add_override(part: str, content_type: str) -> Callable[[bytes], bytes]:
    row = f'<Override PartName="/{part}" ContentType="{content_type}"/></Types>'.encode()
    return lambda types: types.replace(b"</Types>", row)
