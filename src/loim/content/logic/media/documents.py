"""Which kind of document a file is, by what is in it and never by its name."""

import zipfile
from dataclasses import dataclass
from io import BytesIO

_OPEN_DOCUMENTS = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
}
_OFFICE = {
    "word/document.xml": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "docx",
    ),
    "xl/workbook.xml": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx",
    ),
    "ppt/presentation.xml": (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "pptx",
    ),
}
_MOST_PARTS = 5000


@dataclass(frozen=True)
class DocumentType:
    mime: str
    suffix: str
    has_macros: bool = False


def document_type(content: bytes) -> DocumentType | None:
    """PDF, Word, Excel, PowerPoint or OpenDocument; None of anything else. Nothing is unpacked."""
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]:
        return DocumentType("application/pdf", "pdf")
    if not content.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = package.namelist()
            if len(names) > _MOST_PARTS:
                return None
            return _in_package(package, frozenset(names))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return None


def _in_package(package: zipfile.ZipFile, names: frozenset[str]) -> DocumentType | None:
    if "[Content_Types].xml" in names:
        has_macros = any(name.lower().endswith("vbaproject.bin") for name in names)
        for part, (mime, suffix) in _OFFICE.items():
            if part in names:
                return DocumentType(mime, suffix, has_macros)
        return None
    if "mimetype" in names and package.getinfo("mimetype").file_size < 100:
        mime = package.read("mimetype").decode("ascii", "replace").strip()
        if mime in _OPEN_DOCUMENTS:
            has_macros = any(name.startswith(("Basic/", "Scripts/")) for name in names)
            return DocumentType(mime, _OPEN_DOCUMENTS[mime], has_macros)
    return None
