"""A record made here is verified by other processes, other Pythons and other numbers of threads."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from fairplaces.record import record_hash

SOURCE = str(Path(__file__).resolve().parents[2] / "src")
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
# Asks the BLAS inside numpy how many threads it uses; prints 0 where it cannot be asked.
COUNT_THREADS = """
import ctypes, pathlib, numpy
lib = pathlib.Path(numpy.__file__).parent.parent / "numpy.libs"
found = 0
for path in lib.glob("*openblas*"):
    blas = ctypes.CDLL(str(path))
    for name in ("scipy_openblas_get_num_threads64_", "openblas_get_num_threads64_",
                 "openblas_get_num_threads"):
        if hasattr(blas, name):
            found = getattr(blas, name)()
            break
print(found)
"""
IMPORTS = "import sys, numpy, scipy, highspy; print('%d.%d' % sys.version_info[:2])"


def run(python: str, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    # Whatever this process runs under must not leak into the other one.
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return subprocess.run(
        [python, *words],
        capture_output=True,
        text=True,
        env={**kept, "PYTHONPATH": SOURCE, "PYTHONHASHSEED": "7", **environment},
        check=False,
        timeout=120,
    )


@cache
def other_pythons() -> tuple[str, ...]:
    """Interpreters of another minor version that have what the library needs."""
    named = os.environ.get("FAIRPLACES_OTHER_PYTHON", "").split(os.pathsep)
    home = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    versions = sorted(home.glob("3.*/bin/python")) if home.is_dir() else []
    on_path = [
        Path(folder) / f"python3.{minor}"
        for folder in os.environ.get("PATH", "").split(os.pathsep)
        for minor in range(11, 20)
    ]
    seen = {f"{sys.version_info[0]}.{sys.version_info[1]}"}
    found = []
    for python in [*(Path(one) for one in named if one), *versions, *on_path]:
        if not python.exists():
            continue
        done = run(str(python), "-c", IMPORTS)
        version = done.stdout.strip()
        # Older ones than the library promises are no test of it.
        if done.returncode == 0 and version not in seen and _minor(version) >= 11:
            seen.add(version)
            found.append(str(python))
    return tuple(found)


def _minor(version: str) -> int:
    return int(version.partition(".")[2])


@pytest.fixture
def record(made: dict[str, Any], tmp_path: Path) -> str:
    path = tmp_path / "record.json"
    path.write_text(json.dumps(made), encoding="utf-8")
    return str(path)


def verified(python: str, record: str, *options: str, **environment: str) -> dict[str, Any]:
    done = run(python, "-m", "fairplaces", "verify", record, "--json", *options, **environment)
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


@pytest.mark.parametrize("threads", ["1", "2"])
def test_a_record_is_verified_with_another_number_of_threads(
    made: dict[str, Any], record: str, threads: str
) -> None:
    environment = dict.fromkeys(THREADS, threads)
    counted = run(sys.executable, "-c", COUNT_THREADS, **environment).stdout.strip()
    if counted != "0":
        # OpenBLAS never uses more threads than there are processors.
        assert counted == str(min(int(threads), os.cpu_count() or 1))
    said = verified(sys.executable, record, "--full", **environment)
    assert said["identical"]
    assert said["hash"] == record_hash(made)


def test_a_record_is_verified_by_another_version_of_python(
    made: dict[str, Any], record: str
) -> None:
    pythons = other_pythons()
    if not pythons:
        pytest.skip(
            "no Python of another minor version with numpy, scipy and highspy was found; name one "
            "in FAIRPLACES_OTHER_PYTHON"
        )
    for python in pythons:
        fast, full = verified(python, record), verified(python, record, "--full")
        assert fast["good"], python
        assert full["good"], python
        assert full["hash"] == record_hash(made), python


def test_the_same_tables_give_the_same_record_with_any_number_of_threads(tmp_path: Path) -> None:
    draws = Path(__file__).parent / "draws" / "syn_300_40"
    hashes = set()
    for threads in ("1", "2"):
        words = ["-m", "fairplaces", "draw", "--json", "--seed", "0123456789abcdef"]
        words += ["--respondents", str(draws / "respondents.csv")]
        words += ["--categories", str(draws / "categories.csv"), "--places", "40"]
        done = run(sys.executable, *words, **dict.fromkeys(THREADS, threads))
        hashes.add(json.loads(done.stdout)["record_hash"])
    assert len(hashes) == 1
