"""`write_certificate_pdf`: a certificate as a tagged PDF (PDF/UA-1), by Typst."""

import json
import shutil
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from loim.common.qr_code import qr_code
from loim.events.logic.day.certificate_document import CertificateDocument

TEMPLATE = Path(__file__).with_name("certificate.typ")
# Typst's own fonts write all four languages. A name in another script needs the machine's
# fonts, and where those have no letters either, a paper with gaps is better than none.
_ATTEMPTS: tuple[dict[str, Any], ...] = (
    {"pdf_standards": "ua-1", "ignore_system_fonts": True},
    {"pdf_standards": "ua-1", "ignore_system_fonts": False},
    {"ignore_system_fonts": False},
)


class PdfNotMade(Exception):
    """Typst refused: a fault of the template, never of what people wrote."""


def write_certificate_pdf(certificate: CertificateDocument, *, issued_at: datetime) -> bytes:
    """The same bytes for the same certificate."""
    with TemporaryDirectory() as folder:
        main = Path(folder) / TEMPLATE.name
        shutil.copyfile(TEMPLATE, main)
        data = _data(certificate, Path(folder))
        for attempt in _ATTEMPTS:
            try:
                pdf: bytes = typst.compile(
                    main,
                    root=folder,
                    format="pdf",
                    sys_inputs={"certificate": json.dumps(data, ensure_ascii=False)},
                    timestamp=issued_at.replace(microsecond=0),
                    **attempt,
                )
            except typst.TypstError as error:
                refused = error
            else:
                return pdf
    raise PdfNotMade(str(refused)) from refused


def _data(certificate: CertificateDocument, folder: Path) -> dict[str, Any]:
    data = asdict(certificate)
    data["logos"] = []
    for number, (name, content) in enumerate(certificate.logos):
        file = f"logo-{number}.png"
        (folder / file).write_bytes(content)
        data["logos"].append({"file": file, "name": name})
    data["qr"] = qr_code(certificate.address).svg
    return data
