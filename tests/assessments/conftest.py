from collections.abc import Iterator

import pytest

from tests.factories.assessments import registered


@pytest.fixture(autouse=True)
def kind() -> Iterator[None]:
    """Villages assess themselves, for as long as a test runs."""
    with registered():
        yield
