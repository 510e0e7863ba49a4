"""The real plan of 2023, imported from the ministry's own file by the same actions as any."""

from pathlib import Path

from loim import programmes

FILE = Path(programmes.__file__).parent / "data" / "tegevuskava-2023.docx"
