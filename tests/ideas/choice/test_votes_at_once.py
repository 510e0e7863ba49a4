"""Taps that come at once: nobody gives more votes than they have. With its control."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from loim.ideas.actions.choice import voting
from loim.ideas.actions.choice.voting import vote
from loim.ideas.models import Idea, Vote
from tests.events.places.parallel import at_once
from tests.factories import user
from tests.factories.ideas import forum, idea

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2023, 10, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def counting_takes_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between counting and voting there is time for others to count the same."""
    count = voting.used_up

    def slowly(*arguments: Any) -> bool:
        found = count(*arguments)
        time.sleep(0.05)
        return found

    monkeypatch.setattr(voting, "used_up", slowly)


def ballot() -> list[Idea]:
    of = forum(
        choice_method="audience", method="Hääled.", votes_each=2, choice_opens_at=NOW,
        choice_closes_at=NOW + timedelta(hours=1),
    )  # fmt: skip
    return [idea(of) for _ in range(6)]


def tap_all(ideas: list[Idea]) -> None:
    person = user()
    at_once([lambda one=one: vote(idea=one, by=person, now=NOW) for one in ideas])


def test_six_taps_at_once_give_the_two_votes_that_there_are() -> None:
    tap_all(ballot())

    assert Vote.objects.count() == 2


def test_without_taking_turns_the_same_taps_give_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voting, "take_turn_of_voter", lambda *_who: None)

    tap_all(ballot())

    assert Vote.objects.count() > 2


def test_two_people_s_taps_do_not_wait_for_each_other() -> None:
    ideas = ballot()
    people = [user() for _ in range(4)]

    at_once([lambda p=p, i=i: vote(idea=i, by=p, now=NOW) for p in people for i in ideas[:2]])

    assert Vote.objects.count() == 8
