"""The job that reads a PDF: previews of its first pages, its text for search."""

from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from loim.library.actions.files.pdf import read_pdf
from loim.library.models import FilePreview, LibraryFile, Reading


def read_file(*, file_id: int) -> LibraryFile | None:
    """Safe to run again; None where the file is gone. What cannot be read is said on its page."""
    file = LibraryFile.objects.filter(pk=file_id, reading=Reading.WAITING).first()
    if file is None:
        return None
    with TemporaryDirectory() as folder, NamedTemporaryFile(suffix=".pdf") as copy:
        with file.file.open("rb") as source:
            copy.write(source.read())
        copy.flush()
        answer = read_pdf(copy.name, folder)
        _record(file, answer, Path(folder))
    return file


def _record(file: LibraryFile, answer: dict[str, Any], folder: Path) -> None:
    with transaction.atomic():
        current = LibraryFile.objects.select_for_update().get(pk=file.pk)
        if current.reading != Reading.WAITING:
            return
        if answer["trouble"]:
            current.reading, current.trouble = Reading.FAILED, answer["trouble"]
        else:
            current.reading, current.trouble = Reading.DONE, ""
            current.pages, current.text = answer["pages"], answer["text"]
            current.is_text_cut = answer["is_cut"]
            for drawn in answer["previews"]:
                _keep(current, drawn, folder)
        current.save()
    file.refresh_from_db()


def _keep(file: LibraryFile, drawn: dict[str, Any], folder: Path) -> None:
    preview = FilePreview(
        source=file, page=drawn["page"], width=drawn["width"], height=drawn["height"]
    )
    content = (folder / drawn["name"]).read_bytes()
    preview.image.save("page.png", ContentFile(content), save=False)
    preview.save()
