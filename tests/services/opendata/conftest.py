"""What the standards' own schemas and shapes are, read once; skipped where they are missing."""

import json
import os
from pathlib import Path

import pytest

from tests.world import world

__all__ = ["world"]


def _conformance() -> Path:
    beside = Path(__file__).resolve().parents[3].parent / "shared" / "conformance"
    found = Path(os.environ.get("LOIM_CONFORMANCE", beside))
    if not found.is_dir():
        pytest.skip(f"no {found}: LOIM_CONFORMANCE may name the folder of schemas and shapes")
    return found


class _Schemas(dict):
    """Each is megabytes: read when it is asked for, and once."""

    def __init__(self, folder):
        super().__init__()
        self.folder = folder

    def __missing__(self, name):
        self[name] = json.loads((self.folder / f"{name}.json").read_text())
        return self[name]


@pytest.fixture(scope="session")
def hsds_schemas():
    return _Schemas(_conformance() / "hsds")


@pytest.fixture(scope="session")
def cpsv_shapes():
    import rdflib

    return rdflib.Graph().parse(_conformance() / "cpsv-ap" / "cpsv-ap-SHACL.ttl")
