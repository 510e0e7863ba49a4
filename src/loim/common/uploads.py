"""Uploads go to disk, and no more of them than any page takes."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

MAX_UPLOAD_BYTES = 50_000_000


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Counts on past the limit but keeps nothing more, so that the form can say how much it was."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) <= MAX_UPLOAD_BYTES:
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        if file_size > MAX_UPLOAD_BYTES:
            self.file.truncate(0)
        return super().file_complete(file_size)
