"""Pages made for tests of the look."""

import pytest
from django.conf import settings


@pytest.fixture
def _gallery(monkeypatch: pytest.MonkeyPatch) -> None:
    """The addresses of `tests.common.gallery` beside ours.

    Not by `pytest.mark.urls`: that makes every process forget what it knows of all addresses,
    and read them anew for the next test, which takes half a second in each language.
    """
    monkeypatch.setattr(settings, "ROOT_URLCONF", "tests.common.gallery")
