"""The world of letters and feeds: something new in every source, and as much that is not public."""

from collections.abc import Iterator

import pytest

from tests.clock import freeze_time
from tests.conftest import NOW
from tests.digests.conftest import told
from tests.world import world

__all__ = ["told", "world"]


@pytest.fixture
def _on_monday() -> Iterator[None]:
    with freeze_time(NOW):
        yield
