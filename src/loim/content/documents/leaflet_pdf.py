"""`write_leaflet_pdf`: a page as a leaflet, a tagged PDF (PDF/UA-1), by Typst."""

import json
import shutil
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst
from qrcode import QRCode, constants
from qrcode.image.svg import SvgPathImage

from loim.content.logic.leaflet.document import Leaflet

TEMPLATE = Path(__file__).with_name("leaflet.typ")
# Typst's own fonts write all four languages; a name in another script needs the machine's.
_ATTEMPTS: tuple[dict[str, Any], ...] = (
    {"pdf_standards": "ua-1", "ignore_system_fonts": True},
    {"pdf_standards": "ua-1", "ignore_system_fonts": False},
)


class LeafletNotMade(Exception):
    """Typst refused: a fault of the template, never of what people wrote."""


def write_leaflet_pdf(leaflet: Leaflet, *, made_at: datetime) -> bytes:
    """The same bytes for the same leaflet and time. `made_at` has a time zone."""
    with TemporaryDirectory() as folder:
        main = Path(folder) / TEMPLATE.name
        shutil.copyfile(TEMPLATE, main)
        data = json.dumps(_data(leaflet, Path(folder)), ensure_ascii=False)
        for attempt in _ATTEMPTS:
            try:
                pdf: bytes = typst.compile(
                    main, root=folder, format="pdf", sys_inputs={"leaflet": data},
                    timestamp=made_at.replace(microsecond=0), **attempt,
                )  # fmt: skip
            except typst.TypstError as error:
                refused = error
            else:
                return pdf
    raise LeafletNotMade(str(refused)) from refused


def _data(leaflet: Leaflet, folder: Path) -> dict[str, Any]:
    picture = leaflet.picture
    data = asdict(leaflet)
    data["picture"] = None
    if picture is not None:
        name = f"picture.{picture.suffix}"
        (folder / name).write_bytes(picture.content)
        data["picture"] = {
            "file": name, "alternative": picture.alternative, "caption": picture.caption
        }  # fmt: skip
    data["qr"] = _qr(leaflet.address)
    return data


def _qr(address: str) -> str:
    code = QRCode(border=4, error_correction=constants.ERROR_CORRECT_M)
    code.add_data(address)
    code.make(fit=True)
    drawn: bytes = code.make_image(image_factory=SvgPathImage).to_string()
    return drawn.decode()
