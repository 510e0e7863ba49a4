"""The addresses that services name are known to the link checker."""

from datetime import datetime

import pytest

from loim.services.queries.catalogue.links import links_of_services
from tests.factories import services as make
from tests.world import World

pytestmark = pytest.mark.django_db


def test_addresses_of_what_is_provided_are_checked_and_drafts_are_not(
    world: World, now: datetime
) -> None:
    provided = make.service(world.rakvere, world.coordinator)
    make.web(provided, url="https://example.ee/kuidas")
    make.web(make.draft(world.rakvere, world.coordinator), url="https://example.ee/mustand")

    found = [link for link in links_of_services() if link.url.startswith("https://example.ee/")]

    assert [(link.url, link.owner_id, link.path) for link in found if "/mustand" in link.url] == []
    assert ("https://example.ee/kuidas", world.rakvere.pk, f"/services/{provided.pk}/") in [
        (link.url, link.owner_id, link.path) for link in found
    ]
