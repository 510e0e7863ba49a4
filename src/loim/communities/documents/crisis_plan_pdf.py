"""`write_crisis_plan_pdf`: a plan as a tagged PDF (PDF/UA-1), by Typst."""

import json
import shutil
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from loim.common.qr_code import qr_code
from loim.communities.logic.crisis.paper import Paper

TEMPLATE = Path(__file__).with_name("crisis_plan.typ")
# Typst's own fonts write all four languages; a name in another script needs the machine's.
_ATTEMPTS: tuple[dict[str, Any], ...] = (
    {"pdf_standards": "ua-1", "ignore_system_fonts": True},
    {"pdf_standards": "ua-1", "ignore_system_fonts": False},
)


class PlanNotMade(Exception):
    """Typst refused: a fault of the template, never of what people wrote."""


def write_crisis_plan_pdf(
    paper: Paper, *, tree_columns: tuple[str, str, str], made_at: datetime
) -> bytes:
    """The same bytes for the same paper and time. `made_at` has a time zone."""
    data = asdict(paper)
    data["qr"] = qr_code(paper.address).svg
    data["tree_columns"] = tree_columns
    with TemporaryDirectory() as folder:
        main = Path(folder) / TEMPLATE.name
        shutil.copyfile(TEMPLATE, main)
        for attempt in _ATTEMPTS:
            try:
                pdf: bytes = typst.compile(
                    main, root=folder, format="pdf",
                    sys_inputs={"paper": json.dumps(data, ensure_ascii=False)},
                    timestamp=made_at.replace(microsecond=0), **attempt,
                )  # fmt: skip
            except typst.TypstError as error:
                refused = error
            else:
                return pdf
    raise PlanNotMade(str(refused)) from refused
