"""A published journey of Rakvere, over a service of its own."""

from dataclasses import dataclass

import pytest

from loim.people.models import User
from loim.services.logic.journeys.deadlines import DeadlineRule, Side, Unit
from loim.services.models import Journey, JourneyStep, Service
from tests.factories import journeys as make
from tests.factories import services as make_services
from tests.world import World

WITHIN_A_MONTH = DeadlineRule("arrival", Side.WITHIN, 30, Unit.DAYS)


@dataclass
class Way:
    """`school` is for those with children and needs `home`."""

    journey: Journey
    home: JourneyStep
    school: JourneyStep
    service: Service
    by: User


@pytest.fixture
def way(world: World) -> Way:
    by = world.coordinator
    service = make_services.service(world.rakvere, by, title="Elukoha registreerimine")
    journey = make.draft(world.rakvere, by, slug="saabuja")
    home = make.step(
        journey, by, "Registreeri elukoht", services=(service,), deadline=WITHIN_A_MONTH,
        minutes=45, words={"bring": "pass\nüürileping", "where": "Raekoda"},
    )  # fmt: skip
    school = make.step(journey, by, "Leia koolikoht", needs=(home,), conditions=make.CHILDREN)
    make.published(journey, by)
    return Way(journey, home, school, service, by)
