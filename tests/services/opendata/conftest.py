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


@pytest.fixture(scope="session")
def hsds_schemas():
    folder = _conformance() / "hsds"
    return {
        name: json.loads((folder / f"{name}.json").read_text())
        for name in ("service", "organization", "service_at_location", "openapi")
    }


@pytest.fixture(scope="session")
def cpsv_shapes():
    import rdflib

    return rdflib.Graph().parse(_conformance() / "cpsv-ap" / "cpsv-ap-SHACL.ttl")
