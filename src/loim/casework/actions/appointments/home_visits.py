"""A visit to somebody's home, and the taps by which the visitor says that they are well."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.casework import vault
from loim.casework.actions.appointments.booking import InThePast
from loim.casework.logic.appointments.home_visits import STAYS_BY, VISITS, VisitStep
from loim.casework.logic.appointments.states import state_after
from loim.casework.models import Appointment, Case, Client, HomeVisit
from loim.casework.permissions import may_counsel_for
from loim.common.refusals import Refusal
from loim.people.models import Organisation, User

LONGEST = timedelta(hours=12)


class NobodyWatches(Refusal):
    message = _("Somebody else has to watch: choose a colleague.")


class VisitorTaken(Refusal):
    message = _("There is another visit or appointment at this time.")


class VisitStepNotPossible(Refusal):
    message = _("This visit was changed meanwhile. Look at it once more.")


@dataclass(frozen=True)
class VisitFacts:
    watcher: User
    address: str
    starts_at: datetime
    expected_end_at: datetime
    note: str = ""
    client: Client | None = None
    case: Case | None = None


def plan_visit(
    *, organisation: Organisation, facts: VisitFacts, submission: UUID, by: User, now: datetime
) -> HomeVisit:
    """By whoever visits. Refused: NobodyWatches, VisitorTaken, InThePast."""
    if not may_counsel_for(by, organisation) or not may_counsel_for(facts.watcher, organisation):
        raise PermissionDenied
    if facts.watcher == by:
        raise NobodyWatches
    if facts.expected_end_at <= now:
        raise InThePast
    made = HomeVisit.objects.filter(submission=submission).first()
    if made is not None:
        return made
    _check_no_appointment(by, facts)
    try:
        with transaction.atomic():
            return HomeVisit.objects.create(
                organisation=organisation,
                submission=submission,
                visitor=by,
                watcher=facts.watcher,
                client=facts.client,
                case=facts.case,
                sealed_address=vault.seal(facts.address),
                sealed_note=vault.seal(facts.note),
                starts_at=facts.starts_at,
                expected_end_at=facts.expected_end_at,
                made_at=now,
            )
    except IntegrityError as error:
        if "casework_visitor_in_one_home" in str(error):
            raise VisitorTaken from None
        raise


def take_visit_step(*, visit: HomeVisit, step: str, by: User, now: datetime) -> HomeVisit:
    """By the visitor; that all is well the watcher may say for them, who has heard from them."""
    with transaction.atomic():
        current = HomeVisit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
        _check(current, step, by)
        after = state_after(VISITS, current.state, step)
        if after is None:
            raise VisitStepNotPossible
        changes: dict[str, Any] = {"state": after}
        if step == VisitStep.ARRIVE:
            changes["arrived_at"] = now
        elif step == VisitStep.STAY:
            # From now where it is late already, so that the tap calms the alarm at once.
            changes["expected_end_at"] = max(current.expected_end_at, now) + STAYS_BY
        elif step == VisitStep.LEAVE:
            changes |= {"left_at": now, "left_said_by": by}
        for name, value in changes.items():
            setattr(current, name, value)
        try:
            with transaction.atomic():
                current.save(update_fields=[*changes])
        except IntegrityError:
            raise VisitorTaken from None
    return current


def may_know_where(visit: HomeVisit, person: User) -> bool:
    """The address is shown to the visitor and to the watcher, and to nobody else."""
    return person.pk in {visit.visitor_id, visit.watcher_id}


def _check(visit: HomeVisit, step: str, by: User) -> None:
    allowed = {visit.visitor_id}
    if step in {VisitStep.LEAVE, VisitStep.STAY}:
        allowed.add(visit.watcher_id)
    if by.pk not in allowed or not may_counsel_for(by, visit.organisation):
        raise PermissionDenied


def _check_no_appointment(visitor: User, facts: VisitFacts) -> None:
    if (
        Appointment.objects.filter(
            counsellor=visitor,
            starts_at__lt=facts.expected_end_at,
            ends_at__gt=facts.starts_at,
        )
        .exclude(state="cancelled")
        .exists()
    ):
        raise VisitorTaken
