"""A training that is under way, written straight into the tables: its cohort and their work."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from loim.common.own_keys import hash_of_key
from loim.events.models import Event, EventStatus, RegistrationSettings
from loim.people.models import Municipality, Organisation, User
from loim.trainings.models import (
    Assignment,
    Call,
    Deliverable,
    DeliverableVersion,
    Mentor,
    Team,
    TeamMember,
    Training,
    TrainingDay,
)
from loim.trainings.queries.teams import key_of_member, key_of_team
from tests.factories.events import event
from tests.factories.people import municipality, organisation, user

BEGAN = datetime(2023, 3, 1, 9, tzinfo=UTC)
_numbers = count(1)


def running_training(organiser: Organisation | None = None, **fields: Any) -> Training:
    """From April to December 2023, with a call that was decided."""
    most = fields.pop("most_teams", 10)
    fields.setdefault("title", f"Koosloome {next(_numbers)}")
    fields.setdefault("status", "running")
    fields.setdefault("deliverable_title", "Piirkonna kaasamise mudel")
    fields.setdefault("contact_email", "koosloome@example.ee")
    training = Training.objects.create(
        organiser=organiser or organisation(),
        start_date=date(2023, 4, 5),
        end_date=date(2023, 12, 20),
        published_at=BEGAN,
        recorded_at=BEGAN,
        **fields,
    )
    Call.objects.create(
        training=training,
        opens_at=BEGAN - timedelta(days=60),
        closes_at=BEGAN - timedelta(days=1),
        most_teams=most,
        least_members=1,
    )
    return training


def admitted_team(
    of: Training, *, members: int = 0, place: Municipality | None = None, **fields: Any
) -> Team:
    """With as many members as `members` says, two of the municipality first."""
    submission = uuid4()
    number = next(_numbers)
    fields.setdefault("name", f"Meeskond {number}")
    fields.setdefault("state", "admitted")
    # Within that time its people may be fewer than the call asks for.
    fields.setdefault("complete_by", BEGAN)
    team = Team.objects.create(
        call=of.call,
        municipality=place or municipality(),
        leader_name=f"Juht {number}",
        leader_email=f"juht{number}@example.ee",
        created_at=BEGAN,
        submitted_at=BEGAN,
        submission=submission,
        key_hash=hash_of_key(key_of_team(submission)),
        **fields,
    )
    for place_in_team in range(members):
        member(team, party="municipality" if place_in_team < 2 else "community")
    return team


def member(of: Team, **fields: Any) -> TeamMember:
    submission = uuid4()
    number = next(_numbers)
    fields.setdefault("name", f"Liige {number}")
    fields.setdefault("email", f"liige{number}@example.ee")
    fields.setdefault("party", "community")
    fields.setdefault("state", "joined")
    fields.setdefault("language", "en")
    fields.setdefault("joined_at", BEGAN)
    return TeamMember.objects.create(
        team=of,
        call=of.call,
        invited_at=BEGAN,
        submission=submission,
        key_hash=hash_of_key(key_of_member(submission)),
        **fields,
    )


def training_day(of: Training, at: Event | None = None, **fields: Any) -> TrainingDay:
    """Published, with registration that is the organiser's alone."""
    number = next(_numbers)
    if at is None:
        on = fields.pop("on", date(2023, 11, 15))
        at = event(
            of.activity,
            organiser=of.organiser,
            title=fields.pop("title", f"Koolituspäev {number}"),
            kind="training",
            status=fields.pop("status", EventStatus.PUBLISHED),
            start_date=on,
            published_at=BEGAN,
            place="Paide",
        )
    if not RegistrationSettings.objects.filter(event=at).exists():
        RegistrationSettings.objects.create(event=at, closes_at=BEGAN)
    fields.setdefault("number", number)
    return TrainingDay.objects.create(training=of, event=at, **fields)


def assignment(of: Training, **fields: Any) -> Assignment:
    number = next(_numbers)
    fields.setdefault("number", number)
    fields.setdefault("title", f"Kodutöö {number}")
    fields.setdefault("description", "Kirjeldage oma kogukondi.")
    fields.setdefault("opens_at", BEGAN)
    fields.setdefault("due_at", datetime(2023, 10, 20, 20, 59, 59, tzinfo=UTC))
    return Assignment.objects.create(training=of, **fields)


def mentor(of: Training, person: User | None = None, **fields: Any) -> Mentor:
    person = person or user(name=f"Mentor {next(_numbers)}")
    fields.setdefault("name", person.name)
    return Mentor.objects.create(training=of, user=person, **fields)


def deliverable(of: Team, **fields: Any) -> Deliverable:
    fields.setdefault("title", f"Mudel {next(_numbers)}")
    return Deliverable.objects.create(team=of, **fields)


def deliverable_version(of: Deliverable, **fields: Any) -> DeliverableVersion:
    fields.setdefault("number", of.versions.count() + 1)
    fields.setdefault("text", "Meie mudel.")
    fields.setdefault("made_at", BEGAN)
    if fields.get("state", "handed_in") != "handed_in":
        fields.setdefault("decided_at", BEGAN)
    return DeliverableVersion.objects.create(deliverable=of, **fields)
