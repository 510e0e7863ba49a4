"""Planning the days of a visit: its legs, one by one, pasted, copied, moved."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.events.models import Event, EventKind
from loim.events.permissions import may_change_event
from loim.ideas.actions.forum.opening import open_forum
from loim.ideas.models import FromWhom, Strategy
from loim.people.models import User
from loim.visits.logic.lines import ReadLeg, moments
from loim.visits.models import Goes, Going, Group, Leg, Visit
from loim.visits.permissions import may_change_visit

MOST_LEGS = 400


class TooManyLegs(Refusal):
    message = _("One visit has at most %(most)s legs.")


class NotAFieldVisit(Refusal):
    message = _("Only the days of a field visit are planned here. Change the kind of the event.")


class LegIsGone(Refusal):
    message = _("Somebody has taken this away in the meantime. Look at the plan again.")


class PeopleAreElsewhere(Refusal):
    """The database lets nobody be named for two legs that overlap."""

    message = _(
        "At that time some of the people who are named for it are named for something else, too:"
        " %(names)s. Take them out of one of the two first."
    )


class NothingToCopy(Refusal):
    message = _("Nothing is planned on that day.")


@contextmanager
def visit_change(*, visit: Visit, by: User, now: datetime, step: str) -> Iterator[Visit]:
    """One change of a visit, as a transaction; one at a time for each visit."""
    with transaction.atomic(), pghistory.context(user=by.pk, at=now.isoformat(), step=step):
        current = lock_visit(visit.pk)
        if not may_change_visit(by, current):
            raise PermissionDenied
        yield current


def lock_visit(key: int) -> Visit:
    """Until the end of the transaction nobody else changes it."""
    return (
        Visit.objects.select_for_update(of=("self",), no_key=True)
        .select_related("event__organiser", "event__activity__programme")
        .get(pk=key)
    )


def plan_visit(*, event: Event, by: User, now: datetime) -> Visit:
    """The visit of an event, made when it is first asked for. Refused: NotAFieldVisit."""
    with transaction.atomic(), pghistory.context(user=by.pk, at=now.isoformat(), step="visit"):
        current = Event.objects.select_for_update(no_key=True, of=("self",)).get(pk=event.pk)
        if not may_change_event(by, current):
            raise PermissionDenied
        if current.kind != EventKind.FIELD_VISIT:
            raise NotAFieldVisit
        visit, _is_new = Visit.objects.get_or_create(
            event=current,
            defaults={
                "base_place": current.place,
                "goals": current.purpose,
                "translations": _goals_in_other_languages(current),
                "recorded_by": by,
                "recorded_at": now,
            },
        )
        # Ideas that come up at meetings are gathered where all ideas are.
        open_forum(event=current, by=by, now=now, from_whom=FromWhom.PARTICIPANTS)
    return visit


def _goals_in_other_languages(event: Event) -> dict[str, dict[str, str]]:
    return {
        language: {"goals": texts["purpose"]}
        for language, texts in event.translations.items()
        if texts.get("purpose")
    }


def save_visit(
    *, visit: Visit, strategies: Sequence[Strategy] | None = None, by: User, now: datetime
) -> Visit:
    with visit_change(visit=visit, by=by, now=now, step="visit_saved"):
        visit.save()
        if strategies is not None:
            visit.strategies.set(strategies)
    return visit


def save_leg(*, leg: Leg, groups: Sequence[Group] | None = None, by: User, now: datetime) -> Leg:
    """A new leg or a changed one; conflicts are shown, not refused, save one: nobody is *named*
    for two legs at once. Refused: PeopleAreElsewhere, LegIsGone, TooManyLegs.
    """
    with visit_change(visit=leg.visit, by=by, now=now, step="leg_saved") as visit:
        if not leg.pk:
            twin = visit.legs.filter(submission=leg.submission).first()
            if twin is not None:  # the same form, sent twice
                return twin
        elif not visit.legs.filter(pk=leg.pk).exists():
            raise LegIsGone
        _save_where_people_can_be(leg)
        if groups is not None:
            leg.groups.set(visit.groups.filter(pk__in=[group.pk for group in groups]))
        _check_size(visit)
    return leg


def _save_where_people_can_be(leg: Leg) -> None:
    try:
        with transaction.atomic():
            leg.save()
    except IntegrityError as error:
        if violated_constraint(error) != "nobody_in_two_places":
            raise
        raise PeopleAreElsewhere(names=_named_elsewhere(leg)) from error


def _named_elsewhere(leg: Leg) -> str:
    others = Going.objects.filter(
        leg__visit=leg.visit_id,
        during__overlap=(leg.start_at, leg.end_at),
        participant__in=Going.objects.filter(leg=leg.pk).values("participant"),
    ).exclude(leg=leg.pk)
    found = others.order_by("participant__name").values_list("participant__name", flat=True)
    return ", ".join(found.distinct())


def move_leg(*, leg: Leg, start_at: datetime, by: User, now: datetime) -> Leg:
    """To another time, as long as it was. Refused: PeopleAreElsewhere, LegIsGone."""
    with visit_change(visit=leg.visit, by=by, now=now, step="leg_moved") as visit:
        current = visit.legs.filter(pk=leg.pk).first()
        if current is None:
            raise LegIsGone
        length = current.end_at - current.start_at
        current.start_at, current.end_at = start_at, start_at + length
        _save_where_people_can_be(current)
    return current


def remove_leg(*, leg: Leg, by: User, now: datetime) -> None:
    """With its notes; whoever is unsure lets the host's cancelling stay instead."""
    with visit_change(visit=leg.visit, by=by, now=now, step="leg_removed"):
        leg.delete()


def paste_legs(*, visit: Visit, read: Sequence[ReadLeg], by: User, now: datetime) -> int:
    """How many are new: what is there already, to the letter, is not added again."""
    with visit_change(visit=visit, by=by, now=now, step="legs_pasted") as current:
        there = set(current.legs.values_list("start_at", "end_at", "title"))
        new = [
            leg
            for leg in (_leg_of(one, current) for one in read)
            if (leg.start_at, leg.end_at, leg.title) not in there
        ]
        Leg.objects.bulk_create(new)
        _check_size(current)
    return len(new)


def _leg_of(read: ReadLeg, visit: Visit) -> Leg:
    start, end = moments(read.day, read.start, read.end)
    return Leg(
        visit=visit,
        kind=read.kind,
        start_at=make_aware(start),
        end_at=make_aware(end),
        title=read.title,
        purpose=read.description,
        town=read.town,
        to_town=read.ends_in,
        place=read.place,
        address=read.address,
    )


def copy_day(*, visit: Visit, day: date, to: date, by: User, now: datetime) -> int:
    """The legs of a day once more on another one, for the same groups; hosts are asked anew and
    nobody is named. What is there already is not copied again. Refused: NothingToCopy.
    """
    with visit_change(visit=visit, by=by, now=now, step="day_copied") as current:
        legs = [
            leg
            for leg in current.legs.prefetch_related("groups").order_by("start_at", "pk")
            if localtime(leg.start_at).date() == day
        ]
        if not legs:
            raise NothingToCopy
        there = set(current.legs.values_list("start_at", "title"))
        copies = [(_copied(leg, to - day), leg) for leg in legs]
        new = [pair for pair in copies if (pair[0].start_at, pair[0].title) not in there]
        Leg.objects.bulk_create([copy for copy, _leg in new])
        for copy, leg in new:
            copy.groups.set(leg.groups.all())
        _check_size(current)
    return len(new)


def _copied(leg: Leg, later: timedelta) -> Leg:
    """At the same time of day, though the clocks may have changed in between."""
    start, end = (
        make_aware(localtime(moment).replace(tzinfo=None) + later)
        for moment in (leg.start_at, leg.end_at)
    )
    fields = (
        "visit", "kind", "title", "purpose", "translations", "town", "to_town", "place",
        "address", "language", "places", "host",
    )  # fmt: skip
    copy = Leg(start_at=start, end_at=end, **{name: getattr(leg, name) for name in fields})
    copy.goes = Goes.EVERYBODY if leg.goes == Goes.NAMED else leg.goes
    return copy


def _check_size(visit: Visit) -> None:
    if visit.legs.count() > MOST_LEGS:
        raise TooManyLegs(most=MOST_LEGS)
