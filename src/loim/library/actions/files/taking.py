"""A file is looked at before it is kept: its kind, its size, what is in it, viruses."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import PurePath
from tempfile import NamedTemporaryFile
from typing import Any

import structlog
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loim.common.jobs import app
from loim.common.refusals import Refusal
from loim.common.uploads import MAX_UPLOAD_BYTES
from loim.library.actions.files.pdf import check_pdf
from loim.library.actions.files.pictures import Drawn, Unreadable, drawn_anew
from loim.library.actions.files.scanning import Scanner, ScannerAway, configured_scanner
from loim.library.logic.files.types import PDF, FileType, NotTaken, file_type
from loim.library.models import FilePreview, LibraryFile, Reading
from loim.people.models import User

log = structlog.get_logger("loim.library")
_KINDS = _("PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG and WebP")
_REASONS: dict[str, str | Promise] = {
    "suffix": _("Files of this kind are not taken; these are: %(kinds)s. Or give a link instead."),
    "content": _(
        "This file is not what its name says, so we cannot take it. Save it anew as PDF, and try"
        " again."
    ),
    "macros": _("This document carries programs (macros). Save it without them, or as PDF."),
    "bomb": _("This file unpacks to more than we can take. Save it anew as PDF, and try again."),
    "password": _(
        "This file is protected by a password, so its readers could not open it. Save it without"
        " the password, and try again."
    ),
    "broken": _("This file is damaged: we cannot open it. Save it anew, and try again."),
    "empty": _("This file has no pages. Choose the right one, and try again."),
    "slow": _("This file is too complicated for us to read. Save it anew as a simpler PDF."),
    "pixels": _("This picture is larger than 40 megapixels. Make it smaller, and try again."),
    "virus": _(
        "Our virus scanner refused this file. Check your device, and send the file from another"
        " one; or give a link instead."
    ),
    "away": _("We cannot check files for viruses just now. Try again later, or give a link."),
    "large": _("The file is larger than %(most)s MB. Make it smaller, or give a link instead."),
}


class FileRefused(Refusal):
    """`reason` is a key of what is said above."""

    def __init__(self, reason: str) -> None:
        super().__init__(kinds=_KINDS, most=MAX_UPLOAD_BYTES // 1_000_000)
        self.reason = reason

    def __str__(self) -> str:
        return str(_REASONS[self.reason]) % self.values


def take_file(
    *, upload: "UploadedFile[Any]", by: User | None, now: datetime, language: str = "",
    scanner: Callable[[], Scanner | None] = configured_scanner,
) -> LibraryFile:  # fmt: skip
    """Kept, of nothing yet: whoever calls gives it to a contribution or an item, else it is erased
    the next night. A job reads it. Raises FileRefused."""
    if (upload.size or 0) > MAX_UPLOAD_BYTES:
        raise FileRefused("large")
    upload.seek(0)
    content = upload.read()
    try:
        kind = file_type(upload.name or "", content)
        picture = drawn_anew(content, kind.mime) if kind.is_picture else None
    except (NotTaken, Unreadable) as error:
        raise FileRefused(error.reason) from error
    was_scanned = _scan(content, scanner())
    pages = _checked_pages(content) if kind.mime == PDF else None
    made = LibraryFile(
        language=language, file_name=_name(upload.name or "", kind), mime=kind.mime, pages=pages,
        sha256=hashlib.sha256(content).hexdigest(), was_scanned=was_scanned, added_by=by,
        added_at=now, reading=Reading.WAITING if kind.mime == PDF else Reading.NOT_NEEDED,
    )  # fmt: skip
    return _kept(made, kind, picture, content)


def _kept(
    made: LibraryFile, kind: FileType, picture: tuple[Drawn, Drawn] | None, content: bytes
) -> LibraryFile:
    kept = picture[0].content if picture else content
    made.size_bytes = len(kept)
    with transaction.atomic():
        made.file.save(f"file.{kind.suffix}", ContentFile(kept), save=False)
        made.save()
        if picture:
            preview = FilePreview(
                source=made, page=1, width=picture[1].width, height=picture[1].height
            )
            preview.image.save("page.png", ContentFile(picture[1].content), save=False)
            preview.save()
        if made.reading == Reading.WAITING:
            app.configure_task("loim.library.read_file").defer(file_id=made.pk)
    return made


def _scan(content: bytes, scanner: Scanner | None) -> bool:
    if scanner is None:
        return False
    try:
        found = scanner.scan(content)
    except ScannerAway as error:
        log.warning("virus scanner is away", said=str(error))
        raise FileRefused("away") from error
    if found:
        log.warning("a virus was refused", name=found)
        raise FileRefused("virus")
    return True


def _checked_pages(content: bytes) -> int:
    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(content)
        file.flush()
        answer = check_pdf(file.name)
    if answer["trouble"]:
        raise FileRefused(answer["trouble"])
    return int(answer["pages"])


def _name(given: str, kind: FileType) -> str:
    """What readers see and save it as; the file's own name on disk is of chance."""
    bare = PurePath(given.replace("\\", "/")).name
    clean = "".join(sign for sign in bare if sign.isprintable() and sign not in '<>:"|?*/')
    stem = PurePath(clean).stem.strip(". ") or "file"
    return f"{stem[:100]}.{kind.suffix}"
