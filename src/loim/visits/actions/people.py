"""Who goes where: groups of a visit, and people who are named for one leg."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.events.models import Participant
from loim.events.permissions import WITH_A_PLACE
from loim.people.models import User
from loim.visits.actions.planning import LegIsGone, visit_change
from loim.visits.models import Going, Group, GroupMember, Leg, Visit


class InTwoPlaces(Refusal):
    message = _("%(name)s is named for “%(title)s” at that time. Take them out of there first.")


class HasNoPlace(Refusal):
    message = _("Only those who have a place at the event can be sent somewhere.")


class GroupIsThere(Refusal):
    message = _("There is a group called “%(name)s” already.")


class GroupIsNeeded(Refusal):
    message = _("“%(name)s” goes to “%(title)s” and others. Say there who goes instead, first.")


def save_group(*, group: Group, by: User, now: datetime) -> Group:
    """The same name once more is the same group."""
    with visit_change(visit=group.visit, by=by, now=now, step="group_saved") as visit:
        twin = visit.groups.filter(name__iexact=group.name).exclude(pk=group.pk).first()
        if twin is not None:
            if not group.pk:
                return twin
            raise GroupIsThere(name=group.name)
        group.save()
    return group


def remove_group(*, group: Group, by: User, now: datetime) -> None:
    """Refused: GroupIsNeeded, for a leg without groups would be without people."""
    with visit_change(visit=group.visit, by=by, now=now, step="group_removed"):
        leg = group.legs.order_by("start_at", "pk").first()
        if leg is not None:
            raise GroupIsNeeded(name=group.name, title=leg.text("title"))
        group.delete()


def put_into_groups(
    *, visit: Visit, groups: Mapping[int, int | None], by: User, now: datetime
) -> int:
    """By participant's key the group's, None for none; others stay. How many changed."""
    with visit_change(visit=visit, by=by, now=now, step="people_grouped") as current:
        known = set(current.groups.values_list("pk", flat=True))
        people = set(_with_a_place(current).values_list("pk", flat=True))
        before = dict(
            GroupMember.objects.filter(visit=current).values_list("participant_id", "group_id")
        )
        changed = 0
        for person, group in groups.items():
            if person not in people or (group is not None and group not in known):
                continue  # left in the meantime, or taken away
            if before.get(person) == group:
                continue
            changed += 1
            if group is None:
                GroupMember.objects.filter(visit=current, participant=person).delete()
            else:
                GroupMember.objects.update_or_create(
                    visit=current, participant_id=person, defaults={"group_id": group}
                )
    return changed


def name_for_leg(*, leg: Leg, participant: Participant, by: User, now: datetime) -> Going:
    """This person goes to this leg, whatever groups and others do.

    Refused: InTwoPlaces, where they are named for another at that time; HasNoPlace; LegIsGone.
    """
    with visit_change(visit=leg.visit, by=by, now=now, step="person_named") as visit:
        current = visit.legs.filter(pk=leg.pk).first()
        if current is None:
            raise LegIsGone
        if not _with_a_place(visit).filter(pk=participant.pk).exists():
            raise HasNoPlace
        there = Going.objects.filter(leg=current, participant=participant).first()
        if there is not None:
            return there
        other = elsewhere(current, participant)
        if other is not None:
            raise InTwoPlaces(name=participant.name, title=other.text("title"))
        return _written(current, participant)


def elsewhere(leg: Leg, participant: Participant) -> Leg | None:
    """Another leg at that time for which they are named."""
    row = (
        Going.objects.filter(participant=participant, during__overlap=(leg.start_at, leg.end_at))
        .exclude(leg=leg)
        .select_related("leg__visit__event")
        .first()
    )
    return row.leg if row else None


def _written(leg: Leg, participant: Participant) -> Going:
    """The database says no, too, to whoever looked a moment too early."""
    try:
        with transaction.atomic():
            return Going.objects.create(leg=leg, participant=participant)
    except IntegrityError as error:
        if violated_constraint(error) != "nobody_in_two_places":
            raise
        other = elsewhere(leg, participant)
        title = other.text("title") if other else ""
        raise InTwoPlaces(name=participant.name, title=title) from error


def name_people(*, leg: Leg, participants: list[Participant], by: User, now: datetime) -> list[str]:
    """Exactly these are named for the leg; the names of those who could not be."""
    with visit_change(visit=leg.visit, by=by, now=now, step="people_named"):
        Going.objects.filter(leg=leg).exclude(participant__in=participants).delete()
        refused = []
        for participant in participants:
            try:
                name_for_leg(leg=leg, participant=participant, by=by, now=now)
            except InTwoPlaces as refusal:
                refused.append(str(refusal))
    return refused


def _with_a_place(visit: Visit) -> QuerySet[Participant]:
    return Participant.objects.filter(event=visit.event_id, state__in=WITH_A_PLACE, erased_at=None)
