"""A file beside a post is looked at before it is kept, as in the library."""

from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from loim.common.uploads import MAX_UPLOAD_BYTES
from loim.library.actions.files.pictures import Unreadable, drawn_anew
from loim.library.actions.files.scanning import ScannerAway, configured_scanner
from loim.library.actions.files.taking import FileRefused
from loim.library.logic.files.types import NotTaken, file_type

LONGEST_NAME = 100


def looked_at(upload: "UploadedFile[Any]") -> "tuple[str, ContentFile[bytes]]":
    """(name that readers see, content): pictures are drawn anew. Raises FileRefused."""
    if (upload.size or 0) > MAX_UPLOAD_BYTES:
        raise FileRefused("large")
    upload.seek(0)
    content = upload.read()
    try:
        kind = file_type(upload.name or "", content)
        if kind.is_picture:
            content = drawn_anew(content, kind.mime)[0].content
    except (NotTaken, Unreadable) as error:
        raise FileRefused(error.reason) from error
    scanner = configured_scanner()
    if scanner is not None:
        try:
            found = scanner.scan(content)
        except ScannerAway as error:
            raise FileRefused("away") from error
        if found:
            raise FileRefused("virus")
    name = _shown_name(upload.name or "", kind.suffix)
    return name, ContentFile(content, name=f"file.{kind.suffix}")


def _shown_name(given: str, suffix: str) -> str:
    bare = PurePath(given.replace("\\", "/")).name
    clean = "".join(sign for sign in bare if sign.isprintable() and sign not in '<>:"|?*/')
    stem = PurePath(clean).stem.strip(". ") or "file"
    return f"{stem[:LONGEST_NAME]}.{suffix}"
