"""Which tests one process runs: those that share something dear go together, the rest anywhere.

pytest-xdist's own groups (`xdist_group`) are not seen by pytest 9.2 and newer: they rewrite an
item's address, which pytest now keeps elsewhere.
"""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

# Folders whose tests share a fixture that takes longer than all of them.
TOGETHER = ("tests/demo/loaded/",)


class Sharing(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in TOGETHER if nodeid.startswith(folder)), nodeid)


@pytest.hookimpl
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    return Sharing(config, log)
