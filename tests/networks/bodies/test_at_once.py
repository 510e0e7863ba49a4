"""Two at one call, one line or one question in the same moment, each with a connection of their own."""

from collections.abc import Callable
from datetime import date, timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import IntegrityError
from django.utils import translation

from loim.networks.actions.bodies import asking, remuneration
from loim.networks.actions.bodies.drawing import draw_members
from loim.networks.actions.bodies.offering import accept
from loim.networks.models import Mandate, Network
from loim.networks.models.bodies import Applicant, BodyQuestion, CallDraw, Remuneration
from tests.events.places.parallel import at_once
from tests.factories import bodies as make
from tests.factories import membership, user
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
NOW = make.NOW
AFTER = NOW + timedelta(days=12)


def line(body: Network, submission: object) -> Remuneration:
    member = body.members.get()
    return Remuneration(
        network=body, member=member, submission=submission, euros=50, basis="Koosolek",
        start_date=date(2024, 5, 1), end_date=date(2024, 5, 1),
    )  # fmt: skip


def paid(body: Network, world: World, submission: object) -> Callable[[], Remuneration]:
    return lambda: remuneration.record_remuneration(
        line=line(body, submission), by=world.coordinator, now=NOW
    )


def test_a_line_that_is_sent_twice_at_once_is_one(body: Network, world: World) -> None:
    make.sits(body, body.seats.first())
    submission = uuid4()

    made = at_once([paid(body, world, submission)] * 2)

    assert {one.pk for one in made} == {Remuneration.objects.get().pk}


def test_without_taking_turns_the_second_would_end_in_an_error(
    body: Network, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.sits(body, body.seats.first())
    both, save, submission = Barrier(2), Remuneration.save, uuid4()

    def save_together(self: Remuneration, **options: object) -> None:
        both.wait(20)  # both have looked and found nothing
        save(self, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(remuneration, "one_at_a_time", lambda _submission: None)
    monkeypatch.setattr(Remuneration, "save", save_together)

    with pytest.raises(IntegrityError):
        at_once([paid(body, world, submission)] * 2)


def test_a_question_that_is_sent_twice_at_once_is_one(body: Network, world: World) -> None:
    submission = uuid4()

    def write() -> BodyQuestion:
        question = BodyQuestion(
            network=body, submission=submission, title="Raamatukogu", text_asked="Kas avada?",
            opinion_by=date(2024, 6, 1),
        )  # fmt: skip
        return asking.save_question(question=question, by=world.coordinator, now=NOW)

    made = at_once([write, write])

    assert {one.pk for one in made} == {BodyQuestion.objects.get().pk}


def test_two_keepers_who_draw_at_once_hold_one_draw(body: Network, world: World) -> None:
    translation.activate("en")
    colleague = user("kolleeg@example.ee")
    membership(colleague, world.rakvere, "coordinator")
    call = make.call(body)
    for _number in range(6):
        make.applicant(call)

    def draw(by: object, value: str) -> Callable[[], CallDraw]:
        return lambda: draw_members(call=call, public_value=value, by=by, now=AFTER)

    answers = at_once([draw(world.coordinator, "4 8 15"), draw(colleague, "16 23 42")])

    [draw_held] = [one for one in answers if isinstance(one, CallDraw)]
    assert draw_held.public_value == CallDraw.objects.get().public_value
    assert call.applicants.filter(state="offered").count() == 3


def test_an_offer_that_is_accepted_twice_at_once_gives_one_seat(
    body: Network, world: World
) -> None:
    call = make.call(body)
    for _number in range(6):
        make.applicant(call)
    draw_members(call=call, public_value="4 8 15", by=world.coordinator, now=AFTER)
    chosen = Applicant.objects.filter(state="offered").first()

    at_once([lambda: accept(applicant=chosen, is_listed=False, now=AFTER)] * 2)

    assert Mandate.objects.filter(member__network=body).count() == 1
