from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import AnonymousUser

from loim.search import providers
from loim.search.actions.catching_up import index_all
from loim.search.queries.find import Found, find
from tests.search.invented import Invented
from tests.world import world

__all__ = ["world"]


@pytest.fixture
def invented(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Invented]:
    """The only provider there is; nothing is indexed before a test says so."""
    made = Invented()
    monkeypatch.setattr(providers, "_providers", {made.key: made.provider})
    return made


@pytest.fixture
def index(invented: Invented, now) -> Callable[[], None]:
    def do() -> None:
        index_all(now=now)

    return do


@pytest.fixture
def found(now) -> Callable[..., list[int]]:
    """Ids of what a reader without an account finds, or whoever is named."""

    def do(text: str, language: str = "et", person=None, **more) -> list[int]:
        return [r.object_id for r in look(text, language, person, **more).results]

    def look(text: str, language: str, person, **more) -> Found:
        return find(text, language, person or AnonymousUser(), now=now, **more)

    do.all = look
    return do
