"""Two topics at a desk, and what a counsellor types."""

from typing import Any
from uuid import uuid4

import pytest

from loim.casework.models import Enquiry
from loim.services.models import Topic
from tests.casework.conftest import Desks
from tests.factories.services import topic


@pytest.fixture
def housing(db: None) -> Topic:
    return topic(name="Elukoht")


@pytest.fixture
def work(db: None) -> Topic:
    return topic(name="Töö")


@pytest.fixture
def typed(housing: Topic) -> dict[str, Any]:
    return {
        "topics": [str(housing.pk)],
        "channel": "desk",
        "language": "uk",
        "minutes": "10",
        "outcome": "answered",
        "target_group": "newcomer",
        "submission": str(uuid4()),
    }


def only() -> Enquiry:
    return Enquiry.objects.get()


__all__ = ["Desks", "only"]
