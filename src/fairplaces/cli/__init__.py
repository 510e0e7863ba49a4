"""The `fairplaces` command."""

import os

# Rounding in the last digit depends on how many threads share a sum; one is fast enough here.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

from fairplaces.cli.main import main  # noqa: E402

__all__ = ["main"]
