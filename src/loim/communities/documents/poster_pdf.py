"""`write_poster_pdf`: an asset map as a tagged PDF (PDF/UA-1), by Typst."""

import json
import shutil
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from loim.common.qr_code import qr_code
from loim.communities.logic.poster import Poster

TEMPLATE = Path(__file__).with_name("poster.typ")
# Typst's own fonts write all four languages; another script needs the machine's, and where those
# have no letters either, a paper with gaps is better than none.
_ATTEMPTS: tuple[dict[str, Any], ...] = (
    {"pdf_standards": "ua-1", "ignore_system_fonts": True},
    {"pdf_standards": "ua-1", "ignore_system_fonts": False},
    {"ignore_system_fonts": False},
)


class PosterNotMade(Exception):
    """Typst refused: a fault of the template, never of what people wrote."""


def write_poster_pdf(poster: Poster, *, made_at: datetime) -> bytes:
    """The same bytes for the same poster and time."""
    data = {**asdict(poster), "code": qr_code(poster.address).svg if poster.address else ""}
    with TemporaryDirectory() as folder:
        main = Path(folder) / TEMPLATE.name
        shutil.copyfile(TEMPLATE, main)
        # In a file: a large map would not fit among a command's arguments.
        (Path(folder) / "poster.json").write_text(json.dumps(data, ensure_ascii=False))
        for attempt in _ATTEMPTS:
            try:
                pdf: bytes = typst.compile(
                    main, root=folder, format="pdf", timestamp=made_at.replace(microsecond=0),
                    **attempt,
                )  # fmt: skip
            except typst.TypstError as error:
                refused = error
            else:
                return pdf
    raise PosterNotMade(str(refused)) from refused
