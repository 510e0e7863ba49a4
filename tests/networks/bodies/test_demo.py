"""The demonstration's calls and questions, made on a body like Tallinn's."""

from datetime import UTC, date, datetime

import pytest

from fairplaces import verify
from loim.demo.accounts import TALLINN
from loim.demo.bodies import BODY, call_members
from loim.networks.models.bodies import BodyQuestion, CallDraw, MemberCall, Remuneration
from loim.networks.queries.bodies.calls import draw_view
from loim.networks.queries.bodies.rules import rules_of
from tests.factories import bodies as make
from tests.factories.networks import seat
from tests.world import World

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_the_drawn_call_replays_and_one_answer_is_overdue(world: World) -> None:
    body = make.body(
        world.rakvere, world.activity, seats=0, name=BODY, start_date=date(2023, 11, 15)
    )
    for number in range(3):
        make.sits(body, seat(body, title=f"Koht {number}"))
    for _ in range(2):
        seat(body, filling="draw")

    call_members(
        organisations={TALLINN: world.rakvere},
        users={"tallinn@example.ee": world.coordinator},
        now=NOW,
    )

    drawn = MemberCall.objects.get(state="settled")
    draw = CallDraw.objects.get(call=drawn)
    assert draw.record is not None
    verify(draw.record, commitment=draw.commitment)
    view = draw_view(draw, rules_of(drawn))
    assert view is not None
    assert (view.is_open, len(view.replacements)) == (True, 1)
    assert MemberCall.objects.filter(state="published").count() == 1
    states = BodyQuestion.objects.order_by("asked_at").values_list("state", flat=True)
    assert list(states) == ["changed", "opinion", "asked"]
    assert BodyQuestion.objects.filter(state="opinion", answer_by__lt=NOW.date()).count() == 1
    assert Remuneration.objects.count() == 3
