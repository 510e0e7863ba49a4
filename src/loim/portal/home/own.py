"""What a signed-in person finds on top of the front page: a few of each, and the way to all."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from loim.common.translated import Text, text_of
from loim.events.queries.registration.mine import my_coming_registrations
from loim.library.queries.mine import my_contributions
from loim.library.queries.own_link import own_path
from loim.people.models import User
from loim.portal.waiting import waiting_for
from loim.portal.waiting.item import Waiting
from loim.trainings.queries.teams.mine import teams_joined_by, teams_led_by
from loim.trainings.queries.teams.own_links import member_key, team_key

FEW = 3


@dataclass(frozen=True)
class Line:
    text: str
    url: str
    note: str = ""
    language: str = ""


@dataclass(frozen=True)
class Own:
    tasks: list[Waiting]
    more_tasks: int
    events: list[Line]
    teams: list[Line]
    contributions: list[Line]


def own_part(person: User, now: datetime) -> Own:
    """A fixed number of queries, however much there is."""
    waiting = waiting_for(person, now)
    return Own(
        tasks=waiting[:FEW],
        more_tasks=len(waiting[FEW:]),
        events=_events(person, now),
        teams=_teams(person),
        contributions=[
            Line(row.title, own_path(row), str(row.get_state_display()), row.language)
            for row in my_contributions(person)[:FEW]
        ],
    )


def _events(person: User, now: datetime) -> list[Line]:
    found = my_coming_registrations(person, timezone.localdate(now))[:FEW]
    return [
        Line(title, one.path, one.people[0][1], title.language)
        for one in found
        for title in [one.event.text("title")]
    ]


def _teams(person: User) -> list[Line]:
    led = [
        _team(team.name, team.call.training.text("title"), "own-team", team_key(team))
        for team in teams_led_by(person)[:FEW]
    ]
    joined = [
        _team(
            member.team.name, member.team.call.training.text("title"), "own-member",
            member_key(member),
        )
        for member in teams_joined_by(person)[:FEW]
    ]  # fmt: skip
    return [*led, *joined][:FEW]


def _team(name: str, training: Text, address: str, key: str) -> Line:
    return Line(text_of(name, "et"), reverse(address, args=[key]), str(training))
