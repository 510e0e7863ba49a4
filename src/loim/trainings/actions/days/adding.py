"""A training day is an event: planned here, or one that is there already."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.events.actions.pages.page_of_event import EventPage
from loim.events.actions.pages.publishing import publish_event
from loim.events.actions.recording import EventFacts, plan_event
from loim.events.actions.registration.settings import save_settings
from loim.events.models import (
    TO_BE_HELD,
    Event,
    EventKind,
    EventScope,
    EventStatus,
    RegistrationSettings,
)
from loim.events.permissions import may_change_event
from loim.people.models import User
from loim.trainings.actions.cohort.checking import refuse_over
from loim.trainings.actions.days.keeping import keep_lists
from loim.trainings.models import DayPlace, Training, TrainingDay
from loim.trainings.permissions import may_change_training


class DayOfAnother(Refusal):
    message = _("This event is a day of a training already. Choose another event.")


class DayHeld(Refusal):
    message = _(
        "People have been at this day, so it counts for certificates and stays. If it should not"
        " count, say so with “counts for the certificate”."
    )


@dataclass(frozen=True)
class DayWords:
    """What the form asks; everything else is written on the event's own pages."""

    facts: EventFacts
    page: EventPage
    is_required: bool = True
    is_published: bool = True


def plan_day(
    *, training: Training, words: DayWords, submission: UUID, by: User, now: datetime
) -> TrainingDay:
    """The event, under the training's activity, open to the cohort alone; with everybody on its
    list if it is published at once.

    The same `submission` again gives what it made. Refused: NotRunning, NotReady (what the
    event's page still needs), AlreadyOver; PermissionDenied.
    """
    _check(training, by)
    with transaction.atomic():
        facts = replace(words.facts, organiser=training.organiser, activity=training.activity)
        event = plan_event(facts=facts, page=words.page, submission=submission, by=by, now=now)
        if made := TrainingDay.objects.filter(event=event).first():
            return made
        _close_to_public(event, by, now)
        if words.is_published:
            publish_event(event=event, by=by, now=now)
        day = _add(training, event, is_required=words.is_required)
    keep_lists(training=training, by=by, now=now)
    return day


def adopt_day(
    *, training: Training, event: Event, is_required: bool = True, by: User, now: datetime
) -> TrainingDay:
    """An event that is there: whoever of the cohort is on its list keeps their place, the others
    come onto it while it is to be held. Refused: DayOfAnother, NotRunning, PermissionDenied.
    """
    _check(training, by)
    if not may_change_event(by, event):
        raise PermissionDenied
    with transaction.atomic():
        Event.objects.select_for_update(no_key=True).get(pk=event.pk)
        if TrainingDay.objects.filter(event=event).exists():
            raise DayOfAnother
        if event.status in TO_BE_HELD:
            _close_to_public(event, by, now)
        day = _add(training, event, is_required=is_required)
    keep_lists(training=training, by=by, now=now)
    return day


def change_day(*, day: TrainingDay, is_required: bool, by: User) -> None:
    """Whether it counts for the certificate."""
    if not may_change_training(by, day.training):
        raise PermissionDenied
    TrainingDay.objects.filter(pk=day.pk).update(is_required=is_required)


def remove_day(*, day: TrainingDay, by: User) -> None:
    """The event stays as it is, with whoever is on its list. Raises DayHeld."""
    if not may_change_training(by, day.training):
        raise PermissionDenied
    with transaction.atomic():
        TrainingDay.objects.select_for_update().get(pk=day.pk)
        if DayPlace.objects.filter(day=day, participant__state="attended").exists():
            raise DayHeld
        day.delete()
        renumber(day.training)


def renumber(training: Training) -> None:
    """By date: a day that moves keeps no number that is wrong."""
    days = list(
        TrainingDay.objects.filter(training=training).order_by(
            "event__start_date", "event__start_time", "pk"
        )
    )
    for number, day in enumerate(days, 1):
        if day.number != number:
            TrainingDay.objects.filter(pk=day.pk).update(number=number)


def _check(training: Training, by: User) -> None:
    if not may_change_training(by, training):
        raise PermissionDenied
    refuse_over(training)


def _add(training: Training, event: Event, *, is_required: bool) -> TrainingDay:
    Training.objects.select_for_update(no_key=True).get(pk=training.pk)
    number = TrainingDay.objects.filter(training=training).count() + 1
    day = TrainingDay.objects.create(
        training=training, event=event, number=number, is_required=is_required
    )
    renumber(training)
    return day


def _close_to_public(event: Event, by: User, now: datetime) -> None:
    """Registration that only the organiser's door passes: as many as there are in the cohort."""
    if RegistrationSettings.objects.filter(event=event).exists():
        return
    settings = RegistrationSettings(
        event=event,
        closes_at=now,
        has_waiting_list=False,
        asks_party=False,
        asks_organisation=False,
        asks_municipality=False,
    )
    save_settings(settings=settings, by=by, now=now)


def facts_of_day(
    training: Training, *, title: str, start_date: object, place: str = ""
) -> EventFacts:
    """The organiser and the activity are the training's."""
    return EventFacts(
        title=title,
        kind=EventKind.TRAINING,
        scope=EventScope.NATIONAL,
        start_date=start_date,  # type: ignore[arg-type]
        end_date=start_date,  # type: ignore[arg-type]
        organiser=training.organiser,
        activity=training.activity,
        place=place,
    )


def is_on_lists(event: Event) -> bool:
    """Can the cohort be put onto its list?"""
    return event.status == EventStatus.PUBLISHED
