"""The pages of the catalogue: who sees what, what they say, how many queries they need."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from loim.people.models import Role, User
from loim.services.models import Cost, Requirement, Service
from tests.factories import membership, user
from tests.factories import services as make
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(world: World) -> User:
    person = user("hoidja@example.ee", name="Hilja Hoidja", language="en")
    membership(person, world.rakvere, Role.EDITOR)
    return person


@pytest.fixture
def service(world: World, keeper: User) -> Service:
    return make.service(
        world.rakvere, keeper, now=timezone.now() - timedelta(days=30), title="Isikukood"
    )


@pytest.fixture
def desk(keeper: User, client: Client) -> Client:
    client.force_login(keeper)
    return client


def test_anyone_reads_a_service_and_who_confirmed_it_when(service: Service, client: Client) -> None:
    Cost.objects.create(service=service, option="Kiire", amount="12.50")

    page = client.get(f"/en/services/{service.pk}/").content.decode()

    assert "Isikukood" in page
    assert "12.50" in page
    assert "last confirmed it on" in page
    assert "Hilja Hoidja" not in page


def test_every_page_of_a_keeper_opens(world: World, service: Service, desk: Client) -> None:
    where = make.place(world.rakvere)
    channel = make.at_place(service, where)
    make.hours(where)
    Requirement.objects.create(service=service, name="Isik on tõendatud")
    national = make.service(
        world.rakvere, User.objects.get(email="hoidja@example.ee"), level="state"
    )

    for path in (
        "", "mine/", "new/", "confirmations/", "places/", "places/new/", f"places/{where.pk}/",
        f"places/{where.pk}/hours/", f"places/{where.pk}/alert/", f"{service.pk}/",
        f"{service.pk}/keep/", f"{service.pk}/edit/", f"{service.pk}/words/", f"{service.pk}/close/",
        f"{service.pk}/alert/", f"{national.pk}/mirror/", f"{service.pk}/channel/{channel.pk}/",
        f"{service.pk}/channel/{channel.pk}/hours/",
        *(f"{service.pk}/{kind}/new/" for kind in
          ("channel", "requirement", "document", "output", "cost", "contact", "act")),
    ):  # fmt: skip
        assert desk.get(f"/en/services/{path}").status_code == 200, path
