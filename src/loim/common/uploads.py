"""Uploads go to disk, and no more of them than any page takes."""

from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

MAX_UPLOAD_BYTES = 50_000_000
# What says of itself that it is larger is not read at all: nobody waits for an answer that is
# known, and no program fills the line.
MAX_REQUEST_BYTES = 200_000_000


def is_far_too_large(request: HttpRequest) -> bool:
    """Whether a request says of itself that it is larger than we read."""
    length = str(request.META.get("CONTENT_LENGTH") or "")
    return length.isascii() and length.isdecimal() and int(length) > MAX_REQUEST_BYTES


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Counts on past the limit but keeps nothing more, so that the form can say how much it was."""

    def handle_raw_input(  # Django's signature
        self,
        input_data: IO[bytes],
        META: dict[str, str],  # noqa: N803
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> tuple[QueryDict, MultiValueDict[str, "UploadedFile[Any]"]] | None:
        if content_length > MAX_REQUEST_BYTES:
            # Empty, so the form's token is missing: `errors.csrf_failure` says what is wrong.
            return QueryDict(), MultiValueDict()
        return None

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) <= MAX_UPLOAD_BYTES:
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        if file_size > MAX_UPLOAD_BYTES:
            self.file.truncate(0)
        return super().file_complete(file_size)
