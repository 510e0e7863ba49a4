"""What of bodies stands in My work and among the deadlines of the front page."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from loim.networks.models import Network
from loim.portal.home.deadlines import deadlines
from loim.portal.waiting.bodies import waiting_for
from tests.factories import bodies as make
from tests.factories import user
from tests.world import World

pytestmark = pytest.mark.django_db
NOW = make.NOW


def test_keepers_answer_and_choose_and_members_are_asked(body: Network, world: World) -> None:
    late = make.question(body, "opinion", title="Hiline", answer_by=date(2024, 4, 30))
    due = make.question(body, "opinion", title="Ootab", answer_by=date(2024, 6, 30))
    asked = make.question(body, title="Küsitud", opinion_by=date(2024, 5, 20))
    closed = make.call(body, title="Suletud", closes_at=NOW - timedelta(hours=2),
                       value_known_at=NOW - timedelta(hours=1))  # fmt: skip
    make.sits(body, body.seats.order_by("pk")[0], email="mai@example.ee")

    with translation.override("en"):
        keeper = list(waiting_for(world.coordinator, NOW))
        member = list(waiting_for(user("mai@example.ee"), NOW))
        stranger = list(waiting_for(user("v@example.ee"), NOW))

    assert [(item.url.rstrip("/").rpartition("/")[2], item.is_urgent) for item in keeper[:2]] == [
        (str(late.pk), True), (str(due.pk), False),
    ]  # fmt: skip
    assert f"/calls/{closed.pk}/keep/" in keeper[2].url
    assert [f"/questions/{asked.pk}/" in item.url for item in member] == [True]
    assert stranger == []


def test_an_open_call_is_a_deadline_of_its_county(body: Network, world: World) -> None:
    call = make.call(body, title="Avatud kutse")
    make.call(make.body(world.rakvere, world.activity), state="draft")

    everywhere = deadlines(NOW, "", None)

    assert [each.url.rstrip("/").rpartition("/")[2] for each in everywhere] == [str(call.pk)]
    assert len(deadlines(NOW, "0060", None)) == 1
    assert deadlines(NOW, "0079", None) == []
