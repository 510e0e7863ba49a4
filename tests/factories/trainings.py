"""Trainings, calls and teams for tests, written straight into the tables."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from loim.common.own_keys import hash_of_key
from loim.events.models import Party
from loim.people.models import County, Municipality, Organisation, User
from loim.trainings.models import (
    AssessmentCriterion,
    Assessor,
    Call,
    CallQuestion,
    CompositionRule,
    ConsentLetter,
    CountyRule,
    Interest,
    Team,
    TeamMember,
    TeamScore,
    Training,
    TrainingStatus,
)
from loim.trainings.queries.teams import key_of_member, key_of_team
from tests.factories.people import municipality, organisation

OPENED = datetime(2023, 9, 1, 6, 0, tzinfo=UTC)
# The last second of October in Tallinn (winter time).
CLOSES = datetime(2023, 10, 31, 21, 59, 59, tzinfo=UTC)
_numbers = count(1)


def training(organiser: Organisation | None = None, **fields: Any) -> Training:
    """A published one, to begin in 2024."""
    number = next(_numbers)
    fields.setdefault("title", f"Koolitusprogramm {number}")
    fields.setdefault("status", TrainingStatus.PUBLISHED)
    fields.setdefault("start_date", date(2024, 1, 15))
    fields.setdefault("end_date", date(2024, 6, 15))
    if fields["status"] != TrainingStatus.DRAFT:
        fields.setdefault("published_at", OPENED)
    return Training.objects.create(
        organiser=organiser or organisation(), recorded_at=OPENED, **fields
    )


def call(of: Training | None = None, *, two_and_two: bool = True, **fields: Any) -> Call:
    """Open on the tests' day (2 October 2023): four people, two of the municipality, two of the
    community; no letter of consent is asked for unless said."""
    fields.setdefault("opens_at", OPENED)
    fields.setdefault("closes_at", CLOSES)
    fields.setdefault("needs_letter", False)
    made = Call.objects.create(training=of or training(), **fields)
    if two_and_two:
        for party in (Party.MUNICIPALITY, Party.COMMUNITY):
            CompositionRule.objects.create(call=made, party=party, least=2)
    return made


def county_rule(of: Call, county: County, least: int = 0, most: int | None = None) -> CountyRule:
    return CountyRule.objects.create(call=of, county=county, least=least, most=most)


def call_question(of: Call, **fields: Any) -> CallQuestion:
    number = next(_numbers)
    fields.setdefault("number", number)
    return CallQuestion.objects.create(
        call=of, label=fields.pop("label", f"Küsimus {number}"), **fields
    )


def criterion(of: Call, **fields: Any) -> AssessmentCriterion:
    number = next(_numbers)
    fields.setdefault("number", number)
    return AssessmentCriterion.objects.create(
        call=of, title=fields.pop("title", f"Kriteerium {number}"), **fields
    )


def team(
    of: Call | None = None,
    state: str = "draft",
    *,
    of_municipality: Municipality | None = None,
    **fields: Any,
) -> Team:
    """Without members; led by somebody with an address of their own.

    An admitted one without a whole team's people has a date until which it looks for them.
    """
    number = next(_numbers)
    submission: UUID = fields.pop("submission", None) or uuid4()
    fields.setdefault("name", f"Meeskond {number}")
    fields.setdefault("leader_name", f"Juht {number}")
    fields.setdefault("leader_email", f"juht{number}@example.ee")
    fields.setdefault("created_at", OPENED + timedelta(seconds=number))
    fields.setdefault("confirmed_at", fields["created_at"])
    if state == "admitted":
        fields.setdefault("complete_by", CLOSES)
    if state not in {"started", "draft", "withdrawn"}:
        fields.setdefault("submitted_at", OPENED + timedelta(days=1, seconds=number))
    return Team.objects.create(
        call=of or call(),
        municipality=of_municipality or municipality(),
        state=state,
        submission=submission,
        key_hash=hash_of_key(key_of_team(submission)),
        **fields,
    )


def member(
    of: Team, party: str = Party.COMMUNITY, state: str = "joined", **fields: Any
) -> TeamMember:
    number = next(_numbers)
    submission: UUID = fields.pop("submission", None) or uuid4()
    fields.setdefault("name", f"Liige {number}")
    fields.setdefault("email", f"meeskonnast{number}@example.ee")
    fields.setdefault("invited_at", OPENED)
    if state == "joined":
        fields.setdefault("joined_at", OPENED)
    if state in {"declined", "left"}:
        fields.setdefault("left_at", OPENED)
    return TeamMember.objects.create(
        team=of,
        call=of.call,
        party=party,
        state=state,
        submission=submission,
        key_hash=hash_of_key(key_of_member(submission)),
        **fields,
    )


def whole_team(of: Call | None = None, state: str = "admitted", **fields: Any) -> Team:
    """Four people who take part: two of the municipality, two of the community."""
    made = team(of, state, **fields)
    for party in (Party.MUNICIPALITY, Party.COMMUNITY):
        member(made, party)
        member(made, party)
    if state == "admitted":
        made.complete_by = None
        made.save()
    return made


def consent_letter(of: Team, **fields: Any) -> ConsentLetter:
    fields.setdefault("file", "consent-letters/noukiri.pdf")
    fields.setdefault("original_name", "nõusolek.pdf")
    fields.setdefault("signed_by", "Vallavanem Näidis")
    fields.setdefault("signed_date", date(2023, 9, 20))
    fields.setdefault("added_at", OPENED)
    return ConsentLetter.objects.create(team=of, **fields)


def assessor(of: Call, person: User, **fields: Any) -> Assessor:
    return Assessor.objects.create(call=of, user=person, added_at=OPENED, **fields)


def interest(of: Assessor, about: Team, reason: str = "") -> Interest:
    """None; with a reason it is a conflict."""
    return Interest.objects.create(
        assessor=of, team=about, is_conflict=bool(reason), reason=reason, declared_at=OPENED
    )


def score(
    of: Assessor, about: Team, by: AssessmentCriterion, points: int, note: str = "Põhjendus."
) -> TeamScore:
    return TeamScore.objects.create(
        assessor=of, team=about, criterion=by, points=points, note=note, given_at=OPENED
    )
