"""Who was at which training day: members by days, with shares; and how each stands."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from loim.events.logic.participant_states import ParticipantState
from loim.events.models import EventStatus
from loim.trainings.logic.certificates.outlook import Outlook, days_needed, outlook
from loim.trainings.logic.team_states import TeamState
from loim.trainings.models import DayPlace, MemberState, Team, TeamMember, Training, TrainingDay

CAME, AWAY, COMING, NOT_ON_LIST = "came", "away", "coming", "none"


@dataclass(frozen=True)
class MemberRow:
    """`marks` are one for each day, in their order. `came` counts required days alone."""

    member: TeamMember
    marks: tuple[str, ...]
    came: int
    of_days: int
    outlook: Outlook | None

    @property
    def percent(self) -> int | None:
        return round(100 * self.came / self.of_days) if self.of_days else None

    @property
    def is_present(self) -> bool:
        return self.member.state == MemberState.JOINED


@dataclass(frozen=True)
class TeamRows:
    """`came` of `of_places`: of all days held and all who take part now."""

    team: Team
    members: tuple[MemberRow, ...]
    came: int
    of_places: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.came / self.of_places) if self.of_places else None


@dataclass(frozen=True)
class AttendanceTable:
    days: tuple[TrainingDay, ...]
    teams: tuple[TeamRows, ...]
    needed: int
    of_days: int

    @property
    def at_risk(self) -> list[MemberRow]:
        return [
            row
            for team in self.teams
            for row in team.members
            if row.is_present and row.outlook in (Outlook.AT_RISK, Outlook.LOST)
        ]

    @property
    def percent(self) -> int | None:
        places = sum(team.of_places for team in self.teams)
        return round(100 * sum(team.came for team in self.teams) / places) if places else None


def training_days(training: Training) -> QuerySet[TrainingDay]:
    """In the order of their dates."""
    return (
        TrainingDay.objects.filter(training=training)
        .select_related("event__organiser", "event__activity__programme", "training")
        .order_by("event__start_date", "event__start_time", "pk")
    )


def attendance_table(training: Training, only: Team | None = None) -> AttendanceTable:
    """Three queries, whatever the number of teams. Those who left are in it if they were at a
    day."""
    days = list(training_days(training))
    counted = [day for day in days if day.event.status != EventStatus.CANCELLED]
    places: dict[int, dict[int, str]] = defaultdict(dict)
    of_training = DayPlace.objects.filter(day__training=training)
    if only is not None:
        of_training = of_training.filter(member__team=only)
    for member_pk, day, state in of_training.values_list("member", "day", "participant__state"):
        places[member_pk][day] = state
    members = (
        TeamMember.objects.filter(
            team__call__training=training,
            team__state=TeamState.ADMITTED,
            state__in=[MemberState.JOINED, MemberState.LEFT],
        )
        .select_related("team__municipality", "organisation")
        .order_by("team__name", "team", "state", "name", "pk")
    )
    if only is not None:
        members = members.filter(team=only)
    by_team: dict[int, list[MemberRow]] = defaultdict(list)
    teams: dict[int, Team] = {}
    share = training.required_share
    for member in members:
        row = _member_row(member, counted, places.get(member.pk, {}), share)
        if row.is_present or CAME in row.marks:
            teams[member.team_id] = member.team
            by_team[member.team_id].append(row)
    required = [day for day in counted if day.is_required]
    return AttendanceTable(
        days=tuple(counted),
        teams=tuple(_team_rows(teams[key], rows, counted) for key, rows in by_team.items()),
        needed=days_needed(len(required), share),
        of_days=len(required),
    )


def _member_row(
    member: TeamMember, days: list[TrainingDay], states: Mapping[int, str], share: int
) -> MemberRow:
    marks = tuple(_mark(day, states.get(day.pk)) for day in days)
    required = [mark for day, mark in zip(days, marks, strict=True) if day.is_required]
    came = required.count(CAME)
    held = [
        mark
        for day, mark in zip(days, marks, strict=True)
        if day.is_required and day.event.status == EventStatus.HELD
    ]
    return MemberRow(
        member=member,
        marks=marks,
        came=came,
        of_days=len(held),
        outlook=outlook(
            came=came,
            missed=len(held) - held.count(CAME),
            of_days=len(required),
            required_share=share,
        )
        if required
        else None,
    )


def _mark(day: TrainingDay, state: str | None) -> str:
    if state == ParticipantState.ATTENDED:
        return CAME
    if day.event.status == EventStatus.HELD:
        return AWAY
    on_list = (ParticipantState.ADMITTED, ParticipantState.OFFERED, ParticipantState.APPLIED)
    return COMING if state in on_list else NOT_ON_LIST


def _team_rows(team: Team, rows: list[MemberRow], days: list[TrainingDay]) -> TeamRows:
    """Whoever left counts for the days at which they were, and for no other."""
    held = sum(day.event.status == EventStatus.HELD for day in days)
    present = [row for row in rows if row.is_present]
    return TeamRows(
        team=team,
        members=tuple(rows),
        came=sum(row.marks.count(CAME) for row in present),
        of_places=held * len(present),
    )


def next_day(days: list[TrainingDay] | tuple[TrainingDay, ...], today: date) -> TrainingDay | None:
    """The first that is not over."""
    coming = (EventStatus.PUBLISHED, EventStatus.DRAFT, EventStatus.HELD)
    return next(
        (day for day in days if day.event.end_date >= today and day.event.status in coming),
        None,
    )
