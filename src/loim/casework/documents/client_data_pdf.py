"""`write_client_data_pdf`: what is kept of a client and who has seen it, as PDF/UA-1, by Typst."""

import json
import shutil
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

TEMPLATE = Path(__file__).with_name("client_data.typ")
# Typst's own fonts write all four languages. A name in another script needs the machine's fonts,
# and where those have no letters either, a paper with gaps is better than none.
_ATTEMPTS: tuple[dict[str, Any], ...] = (
    {"pdf_standards": "ua-1", "ignore_system_fonts": True},
    {"pdf_standards": "ua-1", "ignore_system_fonts": False},
    {"ignore_system_fonts": False},
)


class PdfNotMade(Exception):
    """Typst refused: a fault of the template, never of what people wrote."""


def write_client_data_pdf(data: dict[str, Any], *, made_at: datetime) -> bytes:
    """`data`: title, lead, organisation, language; views (heading, none, columns, rows); records,
    each with its name and pairs of a field's name and what is in it. All of it text."""
    with TemporaryDirectory() as folder:
        main = Path(folder) / TEMPLATE.name
        shutil.copyfile(TEMPLATE, main)
        for attempt in _ATTEMPTS:
            try:
                pdf: bytes = typst.compile(
                    main,
                    root=folder,
                    format="pdf",
                    sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
                    timestamp=made_at.replace(microsecond=0),
                    **attempt,
                )
            except typst.TypstError as error:
                refused = error
            else:
                return pdf
    raise PdfNotMade(str(refused)) from refused
