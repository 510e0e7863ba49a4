"""Ask the program that reads PDFs (`documents.pdf_worker`), and wait no longer than is right."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from loim.library.documents import pdf_worker

CHECK_SECONDS, READ_SECONDS = 30, 120
MOST_PAGES, MOST_CHARACTERS, PREVIEWS = 400, 1_000_000, 3


def check_pdf(path: str) -> dict[str, Any]:
    """{'trouble': '', 'pages': 3}; trouble is 'password', 'broken', 'empty' or 'slow'."""
    return _asked(["check", path], CHECK_SECONDS)


def read_pdf(path: str, folder: str) -> dict[str, Any]:
    """As above, with text, is_cut and previews (pictures in `folder`)."""
    limits = [str(MOST_PAGES), str(MOST_CHARACTERS), str(PREVIEWS)]
    return _asked(["read", path, folder, *limits], READ_SECONDS)


def _asked(arguments: list[str], seconds: int) -> dict[str, Any]:
    command = [sys.executable, str(Path(pdf_worker.__file__)), *arguments]
    # Nothing of our surroundings, secrets least of all, is handed to whoever reads a stranger's file.
    try:
        done = subprocess.run(  # our own program, a path of ours
            command, capture_output=True, timeout=seconds, check=False, env={"LANG": "C.UTF-8"}
        )
    except subprocess.TimeoutExpired:
        return {"trouble": "slow"}
    if done.returncode:  # out of memory or time, or PDFium itself fell over
        return {"trouble": "slow" if done.returncode in {-24, -9} else "broken"}
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        return {"trouble": "broken"}
    # PostgreSQL keeps no null characters.
    if "text" in answer:
        answer["text"] = answer["text"].replace("\x00", "").encode("utf-8", "ignore").decode()
    return answer
