"""Which kinds of file the library takes: by what is in a file, never by what it is called.

After OWASP's File Upload Cheat Sheet: a list of what is allowed, the content against the name,
limits on what an archive unpacks to.
"""

import zipfile
from dataclasses import dataclass
from io import BytesIO

PDF = "application/pdf"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
# By suffix: the type, and the part that only a document of the kind has (or its mimetype).
_PACKAGES = {
    "docx": (_OFFICE + "wordprocessingml.document", "word/document.xml"),
    "xlsx": (_OFFICE + "spreadsheetml.sheet", "xl/workbook.xml"),
    "pptx": (_OFFICE + "presentationml.presentation", "ppt/presentation.xml"),
}
_OPEN_DOCUMENTS = {
    "odt": _OPEN + "text",
    "ods": _OPEN + "spreadsheet",
    "odp": _OPEN + "presentation",
}
_PICTURES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp"}
SUFFIXES = ("pdf", *_PACKAGES, *_OPEN_DOCUMENTS, *_PICTURES)

MOST_PARTS = 5000
MOST_UNPACKED_BYTES = 400_000_000
# Text packs a hundredfold; a bomb a thousandfold. Small files may pack as they like.
MOST_TIMES, SMALL_BYTES = 200, 20_000_000


class NotTaken(Exception):
    """`reason`: 'suffix', 'content', 'macros', 'bomb', 'password'."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class FileType:
    mime: str
    suffix: str

    @property
    def is_picture(self) -> bool:
        return self.mime.startswith("image/")


def file_type(name: str, content: bytes) -> FileType:
    """Nothing is unpacked. Raises NotTaken where the name is of no allowed kind, or the content is
    not what the name says."""
    suffix = suffix_of(name)
    if suffix == "pdf":
        # The standard allows some bytes before the mark; what begins as a program does not pass.
        if not content.startswith(b"%PDF-"):
            raise NotTaken("content")
        return FileType(PDF, "pdf")
    if suffix in _PICTURES:
        if _picture(content) != _PICTURES[suffix]:
            raise NotTaken("content")
        return FileType(_PICTURES[suffix], "jpg" if suffix == "jpeg" else suffix)
    return _package(suffix, content)


def suffix_of(name: str) -> str:
    """Raises NotTaken. Of 'guide.pdf.exe' it is 'exe'."""
    clean = name.rstrip(". ")
    suffix = clean.rpartition(".")[2].lower() if "." in clean else ""
    if suffix not in SUFFIXES or "\x00" in name:
        raise NotTaken("suffix")
    return suffix


def _picture(content: bytes) -> str:
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    return "image/webp" if content[:4] + content[8:12] == b"RIFFWEBP" else ""


def _package(suffix: str, content: bytes) -> FileType:
    if content.startswith(b"\xd0\xcf\x11\xe0") and suffix in _PACKAGES:
        raise NotTaken("password")  # an OLE container: that is how Office encrypts these
    if not content.startswith(b"PK\x03\x04"):
        raise NotTaken("content")
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
            check_not_a_bomb([(part.file_size, part.compress_size) for part in parts])
            names = {part.filename for part in parts}
            if any(part.flag_bits & 0x1 for part in parts):
                raise NotTaken("password")
            mime = _mime_inside(suffix, package, names)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise NotTaken("content") from error
    return FileType(mime, suffix)


def _mime_inside(suffix: str, package: zipfile.ZipFile, names: set[str]) -> str:
    if suffix in _PACKAGES:
        mime, part = _PACKAGES[suffix]
        if part not in names or "[Content_Types].xml" not in names:
            raise NotTaken("content")
    else:
        mime = _OPEN_DOCUMENTS[suffix]
        said = package.read("mimetype")[:100] if "mimetype" in names else b""
        if said.decode("ascii", "replace").strip() != mime:
            raise NotTaken("content")
    if any(
        name.lower().endswith(("vbaproject.bin", ".exe", ".dll"))
        or name.startswith(("Basic/", "Scripts/"))
        for name in names
    ):
        raise NotTaken("macros")
    return mime


def check_not_a_bomb(sizes: list[tuple[int, int]]) -> None:
    """`sizes` of the parts, unpacked and packed. Raises NotTaken."""
    unpacked, packed = sum(size for size, _ in sizes), sum(size for _, size in sizes)
    if len(sizes) > MOST_PARTS or unpacked > MOST_UNPACKED_BYTES:
        raise NotTaken("bomb")
    if unpacked > SMALL_BYTES and unpacked > MOST_TIMES * max(packed, 1):
        raise NotTaken("bomb")
