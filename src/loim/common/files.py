"""Where uploaded files are kept, under names that give nothing away and never collide."""

import secrets
from pathlib import PurePath
from typing import Any

from django.utils.deconstruct import deconstructible


@deconstructible
class upload_path:  # noqa: N801  # read as a function where fields are declared
    def __init__(self, folder: str) -> None:
        self.folder = folder

    def __call__(self, instance: Any, filename: str) -> str:
        suffix = PurePath(filename).suffix.lower()[:10]
        return f"{self.folder}/{secrets.token_hex(16)}{suffix}"
