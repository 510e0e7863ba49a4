"""A document or picture that proves something: what it is, is told by its content."""

import zipfile
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

MAX_BYTES = 20 * 1024 * 1024
_STARTS = {
    ".pdf": b"%PDF-",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".png": b"\x89PNG\r\n\x1a\n",
}
_OFFICE_PARTS = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}


class EvidenceFileField(forms.FileField):
    """A .pdf, .docx, .xlsx, .jpg or .png of at most 20 MB, without macros."""

    # By the part that only a document of the kind has.
    office_parts = _OFFICE_PARTS
    wrong_type = _("Attach a .pdf, .docx, .xlsx, .jpg or .png file. This one is something else.")

    def __init__(self, **options: Any) -> None:
        accepted = ",".join([*_STARTS, *self.office_parts])
        options.setdefault("widget", forms.ClearableFileInput(attrs={"accept": accepted}))
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            self._check(file)
        return file

    def _check(self, file: Any) -> None:
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(
                _("The file is larger than %(most)s. Attach a smaller one."),
                code="large",
                params={"most": filesizeformat(MAX_BYTES)},
            )
        if not _is_what_it_says(file, self.office_parts):
            raise forms.ValidationError(self.wrong_type, code="type")


def _is_what_it_says(file: Any, office_parts: Mapping[str, str]) -> bool:
    name = (file.name or "").lower()
    suffix = name[name.rfind(".") :] if "." in name else ""
    file.seek(0)
    try:
        if suffix in _STARTS:
            return bool(file.read(16).startswith(_STARTS[suffix]))
        if suffix in office_parts:
            with zipfile.ZipFile(file.file or file) as parts:
                names = set(parts.namelist())
            has_macros = any(part.lower().endswith("vbaproject.bin") for part in names)
            return office_parts[suffix] in names and not has_macros
    except (zipfile.BadZipFile, ValueError, OSError):
        return False
    finally:
        file.seek(0)
    return False
