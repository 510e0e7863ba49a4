"""A network of Tallinn's agencies: two organisations and a person belong to it, one has left."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from loim.networks.models import Network
from loim.people.models import Organisation, Role, User
from tests.factories import membership, network, organisation, user
from tests.factories.networks import member
from tests.world import World


@dataclass
class Circle:
    network: Network
    keeper: User
    school: Organisation
    library: Organisation
    teacher: User  # of the school
    artist: User  # belongs in person
    former: User  # in person, until last month
    stranger: User  # of another organisation of the programme
    now: datetime


@pytest.fixture
def circle(world: World) -> Circle:
    of = network(world.rakvere, world.activity, name="Ametkondade võrgustik")
    school, library = organisation("Kooli selts"), organisation("Raamatukogu")
    left = organisation("Lahkunud selts")
    member(of, school)
    member(of, library)
    today = timezone.localdate()
    member(of, left, start_date=date(2023, 3, 1), end_date=today - timedelta(days=1))
    teacher = user("opetaja@example.ee", name="Õnne Õpetaja", language="en")
    membership(teacher, school, Role.MEMBER)
    artist = user("kunstnik@example.ee", name="Kalle Kunstnik", language="ru")
    member(of, user=artist, name=artist.name, language="ru")
    former = user("endine@example.ee", name="Endel Endine")
    member(of, user=former, name=former.name, end_date=today - timedelta(days=30))
    membership(former, left, Role.MEMBER)
    stranger = user("voeras@example.ee", name="Võõras")
    membership(stranger, world.programme.implementer, Role.MEMBER)
    world.coordinator.name = "Hille Hoidja"
    world.coordinator.save()
    return Circle(
        network=of, keeper=world.coordinator, school=school, library=library, teacher=teacher,
        artist=artist, former=former, stranger=stranger, now=timezone.now(),
    )  # fmt: skip


def browser_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client
