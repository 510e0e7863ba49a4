"""What the documents tell people to type exists."""

import argparse
import re
from pathlib import Path

from loim.config.cli import build_parser

ROOT = Path(__file__).resolve().parents[2]
# In a code span or block: `loim plan import …`, `.venv/bin/loim demo link …`.
TYPED = re.compile(r"(?:^|[`·/ ])loim ([a-z][a-z-]+)", re.MULTILINE)


def commands() -> set[str]:
    parts = next(
        action
        for action in build_parser()._actions  # argparse tells it nowhere else
        if isinstance(action, argparse._SubParsersAction)
    )
    return set(parts.choices) | {"manage"}


def typed_in(text: str) -> set[str]:
    code = re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL)
    return {word for piece in code for word in TYPED.findall(piece)}


def test_every_command_in_the_documents_exists() -> None:
    said = {
        path.name: typed_in(path.read_text())
        for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    }

    assert {"backup", "restore"} <= said["operations.md"]
    assert {name: words - commands() for name, words in said.items() if words - commands()} == {}
