"""`write_minutes_pdf`: minutes as a tagged PDF (PDF/UA-1), by Typst."""

import json
import shutil
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from loim.networks.logic.minutes_document import MinutesDocument

TEMPLATE = Path(__file__).with_name("minutes.typ")
# Typst's own fonts write all four languages; other scripts need the machine's fonts, and where
# those have no letters either, a paper with gaps is better than none.
_ATTEMPTS: tuple[dict[str, Any], ...] = (
    {"pdf_standards": "ua-1", "ignore_system_fonts": True},
    {"pdf_standards": "ua-1", "ignore_system_fonts": False},
    {"ignore_system_fonts": False},
)


class PdfNotMade(Exception):
    """Typst refused: a fault of the template, never of what people wrote."""


def write_minutes_pdf(minutes: MinutesDocument, *, made_at: datetime) -> bytes:
    """The same bytes for the same minutes and time."""
    data = json.dumps(asdict(minutes), ensure_ascii=False)
    with TemporaryDirectory() as folder:
        main = Path(folder) / TEMPLATE.name
        shutil.copyfile(TEMPLATE, main)
        for attempt in _ATTEMPTS:
            try:
                pdf: bytes = typst.compile(
                    main,
                    root=folder,
                    format="pdf",
                    sys_inputs={"minutes": data},
                    timestamp=made_at.replace(microsecond=0),
                    **attempt,
                )
            except typst.TypstError as error:
                refused = error
            else:
                return pdf
    raise PdfNotMade(str(refused)) from refused
