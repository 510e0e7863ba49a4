"""The lists of training days follow the teams: whoever joins comes onto them, whoever leaves goes.

Everything goes through the events' one door, so letters, check-in, attendance and the plan's
numbers work as for any event. Call `ask_to_keep_lists` in the transaction in which a member
joins, leaves or is substituted, or a team is admitted or withdraws.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.db import transaction
from procrastinate.contrib.django import app

from loim.common.refusals import Refusal
from loim.events.actions.places import (
    PersonRequest,
    RegistrationRequest,
    register_all,
    withdraw,
)
from loim.events.logic.participant_states import LIVE, ParticipantState
from loim.events.logic.places.reasons import Reason
from loim.events.models import Door, EventStatus, Participant
from loim.events.permissions import may_change_event
from loim.people.models import Organisation, OrganisationKind, User
from loim.people.permissions import RECORDING_ROLES
from loim.trainings.logic.team_states import TeamState
from loim.trainings.models import DayPlace, Team, TeamMember, Training, TrainingDay
from loim.trainings.queries.days.people import cohort_members

KEEP_TASK = "loim.trainings.keep_lists"
log = structlog.get_logger("loim.trainings")


def ask_to_keep_lists(training: Training) -> None:
    """A worker brings the lists of the days to come up to date, once this is committed."""
    app.configure_task(KEEP_TASK).defer(training_id=training.pk)


def ask_to_keep_lists_of(team: Team) -> None:
    """When who takes part in a training changes with this team; before there are training days
    nothing is to be done."""
    training = team.call.training
    changes = team.state in (TeamState.ADMITTED, TeamState.WITHDRAWN)
    if changes and TrainingDay.objects.filter(training=training).exists():
        ask_to_keep_lists(training)


@dataclass(frozen=True)
class Kept:
    added: int = 0
    removed: int = 0
    troubles: tuple[str, ...] = ()


def keep_lists(*, training: Training, by: User | None, now: datetime) -> Kept:
    """Everybody who takes part is on the list of each published day to come, and nobody else of
    the teams. Running it again changes nothing.

    `by` None: on behalf of the organiser, when a team changed. What cannot be done (an event
    that is full, a desk that is busy) is told in `troubles` and tried again by the next run.
    """
    actor = by or actor_for(training)
    if actor is None:
        return Kept()
    members = cohort_members(training)
    kept = [
        _keep_day(day, members, actor, now)
        for day in TrainingDay.objects.filter(training=training)
        .select_related("event__organiser", "event__activity__programme")
        .order_by("number", "pk")
    ]
    return Kept(
        sum(one.added for one in kept),
        sum(one.removed for one in kept),
        tuple(text for one in kept for text in one.troubles),
    )


def actor_for(training: Training) -> User | None:
    """Who writes for the organiser when nobody of them did: whoever recorded the training, or
    somebody who records for the organisation now."""
    if training.recorded_by is not None and training.recorded_by.is_active:
        return training.recorded_by
    return (
        User.objects.filter(
            memberships__organisation=training.organiser_id,
            memberships__role__in=RECORDING_ROLES,
            memberships__end_date=None,
            is_active=True,
        )
        .order_by("pk")
        .first()
    )


def _keep_day(day: TrainingDay, members: Sequence[TeamMember], by: User, now: datetime) -> Kept:
    event = day.event
    if event.status not in (EventStatus.PUBLISHED, EventStatus.HELD):
        return Kept()
    removed = 0
    with transaction.atomic():
        TrainingDay.objects.select_for_update(no_key=True).get(pk=day.pk)
        places = {
            place.member_id: place
            for place in DayPlace.objects.filter(day=day).select_related("participant")
        }
        _recognise(day, members, places)
    if event.status != EventStatus.PUBLISHED or not may_change_event(by, event):
        return Kept()
    coming = [one for one in members if _is_to_come(places.get(one.pk))]
    added, troubles = _register(day, coming, places, by, now)
    current = {member.pk for member in members}
    leaving = [
        place.participant
        for key, place in places.items()
        if key not in current
        and place.participant.state in LIVE
        and place.participant.state not in (ParticipantState.ATTENDED, ParticipantState.ABSENT)
    ]
    try:
        removed = len(withdraw(participants=leaving, by=by, now=now))
    except Refusal as refusal:
        troubles.append(f"{event}: {refusal}")
    for trouble in troubles:
        log.warning("list not kept", training_day=day.pk, trouble=trouble)
    return Kept(added, removed, tuple(troubles))


def _is_to_come(place: DayPlace | None) -> bool:
    """Not on the list yet, or taken off it with the team. Whoever withdrew by themselves is not
    brought back."""
    if place is None:
        return True
    person = place.participant
    if person.state != ParticipantState.CANCELLED:
        return False
    last = person.decisions.order_by("-at", "-pk").values_list("reason", flat=True).first()
    return last == Reason.WITHDRAWN_BY_ORGANISER


def _register(
    day: TrainingDay,
    coming: Sequence[TeamMember],
    places: dict[int, DayPlace],
    by: User,
    now: datetime,
) -> tuple[int, list[str]]:
    """All in one turn at the desk; where one of them is refused, each alone."""
    if not coming:
        return 0, []
    try:
        return _register_together(day, coming, places, by, now), []
    except Refusal:
        pass
    added, troubles = 0, []
    for member in coming:
        try:
            added += _register_together(day, [member], places, by, now)
        except Refusal as refusal:
            troubles.append(f"{day.event}: {member}: {refusal}")
    return added, troubles


def _register_together(
    day: TrainingDay,
    coming: Sequence[TeamMember],
    places: dict[int, DayPlace],
    by: User,
    now: datetime,
) -> int:
    with transaction.atomic():
        TrainingDay.objects.select_for_update(no_key=True).get(pk=day.pk)
        known = set(
            DayPlace.objects.filter(day=day, member__in=coming)
            .exclude(participant__state=ParticipantState.CANCELLED)
            .values_list("member", flat=True)
        )
        coming = [member for member in coming if member.pk not in known]  # another was quicker
        made = register_all(
            event=day.event,
            requests=[_request(member) for member in coming],
            door=Door.ORGANISER,
            by=by,
            now=now,
        )
        for member, registration in zip(coming, made, strict=True):
            DayPlace.objects.update_or_create(
                day=day,
                member=member,
                defaults={"participant": registration.participants.get()},
            )
    return len(coming)


def _recognise(
    day: TrainingDay, members: Sequence[TeamMember], places: dict[int, DayPlace]
) -> None:
    """Those who are on the list already, added by hand or at the door: known by their address."""
    unknown = {
        member.email.lower(): member
        for member in members
        if member.pk not in places and member.email
    }
    if not unknown:
        return
    taken = set(DayPlace.objects.filter(day=day).values_list("participant", flat=True))
    found = [
        DayPlace(day=day, member=unknown.pop(person.email.lower()), participant=person)
        for person in Participant.objects.filter(event=day.event_id, state__in=sorted(LIVE))
        if person.email.lower() in unknown and person.pk not in taken
    ]
    DayPlace.objects.bulk_create(found)
    places.update({place.member_id: place for place in found})


def _request(member: TeamMember) -> RegistrationRequest:
    person = PersonRequest(
        name=member.name,
        email=member.email,
        language=member.language,
        party=member.party,
        organisation=member.organisation or _government_of(member),
        organisation_name="" if member.organisation_id else member.organisation_name,
        municipality=member.team.municipality,
    )
    return RegistrationRequest(
        name=member.name,
        email=member.email,
        language=member.language,
        user=member.user,
        people=(person,),
        is_confirmed=True,
    )


def _government_of(member: TeamMember) -> Organisation | None:
    """Whoever takes part for the municipality comes from its government, so that it counts."""
    if member.party != "municipality" or member.organisation_name:
        return None
    return (
        Organisation.objects.filter(
            kind=OrganisationKind.MUNICIPALITY,
            municipality=member.team.municipality_id,
            is_active=True,
        )
        .order_by("pk")
        .first()
    )


def keep_lists_of(*, training_id: int, now: datetime) -> Kept:
    """What a worker does; safe to run again."""
    training = Training.objects.select_related("organiser", "recorded_by").get(pk=training_id)
    return keep_lists(training=training, by=None, now=now)


def keep_all_lists(*, now: datetime) -> int:
    """Trainings with a day to come: whatever was missed is put right."""
    due = Training.objects.filter(
        days__event__status=EventStatus.PUBLISHED, days__event__end_date__gte=now.date()
    )
    kept = [
        keep_lists(training=training, by=None, now=now)
        for training in due.select_related("organiser", "recorded_by").distinct().order_by("pk")
    ]
    return sum(one.added + one.removed for one in kept)
