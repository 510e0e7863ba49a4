"""Seats come, change and are closed."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.networks.models import Ending, Filling, Mandate, Network, Seat
from loim.networks.permissions import may_change_network
from loim.people.models import Organisation, User
from loim.programmes.actions.corrections import record_change


class SeatEndsBeforeItBegan(Refusal):
    message = _("The seat exists since %(day)s: it cannot end before.")


class SeatHeldLonger(Refusal):
    message = _("Somebody holds the seat on some of the days that you leave out. End that mandate first.")  # fmt: skip


@dataclass(frozen=True)
class SeatFacts:
    title: str
    start_date: date
    party: str = ""
    organisation: Organisation | None = None
    filling: str = Filling.NOMINATION
    end_date: date | None = None
    translations: dict[str, Any] = field(default_factory=dict)


def add_seats(
    *,
    network: Network,
    facts: SeatFacts,
    number: int = 1,
    submission: UUID,
    by: User,
    now: datetime,
) -> list[Seat]:
    """`number` seats of one kind, vacant. Sent twice, it is done once. Refused:
    SeatEndsBeforeItBegan, another's network (PermissionDenied)."""
    if not may_change_network(by, network):
        raise PermissionDenied
    keys = [uuid5(submission, str(each)) for each in range(number)]
    with record_change(by=by, now=now, step="edit", programmes=[network.activity.programme]):
        Network.objects.select_for_update().get(pk=network.pk)
        known = list(Seat.objects.filter(uuid__in=keys))
        if known:
            return known
        last = network.seats.aggregate(last=Max("position"))["last"] or 0
        made = []
        for position, key in enumerate(keys, last + 1):
            seat = Seat(network=network, uuid=key, position=position)
            _save(seat, facts)
            made.append(seat)
        return made


def edit_seat(*, seat: Seat, facts: SeatFacts, by: User, now: datetime) -> None:
    """Refused: SeatHeldLonger, SeatEndsBeforeItBegan."""
    if not may_change_network(by, seat.network):
        raise PermissionDenied
    programme = seat.network.activity.programme
    with record_change(by=by, now=now, step="edit", programmes=[programme]):
        _save(Seat.objects.select_for_update().get(pk=seat.pk), facts)


def close_seat(*, seat: Seat, end_date: date, reason: str = "", by: User, now: datetime) -> None:
    """There is no such seat after `end_date`; whoever holds it leaves it then.

    Refused: SeatEndsBeforeItBegan.
    """
    if not may_change_network(by, seat.network):
        raise PermissionDenied
    programme = seat.network.activity.programme
    with record_change(by=by, now=now, step="end", programmes=[programme]):
        current = Seat.objects.select_for_update().get(pk=seat.pk)
        if end_date < current.start_date:
            raise _before(current.start_date)
        held = Mandate.objects.filter(seat=current)
        held.filter(start_date__gt=end_date).delete()
        held.filter(Q(end_date=None) | Q(end_date__gt=end_date)).update(
            end_date=end_date, ending=Ending.SEAT_CLOSED, ended_reason=reason[:300]
        )
        current.end_date = end_date
        current.save()


def _save(seat: Seat, facts: SeatFacts) -> None:
    if facts.end_date is not None and facts.end_date < facts.start_date:
        raise _before(facts.start_date)
    for name in (
        "title", "party", "organisation", "filling", "start_date", "end_date", "translations",
    ):  # fmt: skip
        setattr(seat, name, getattr(facts, name))
    try:
        with transaction.atomic():
            seat.save()
    except IntegrityError as error:
        if violated_constraint(error) == "network_mandate_within_seat":
            raise SeatHeldLonger from error
        raise


def _before(day: date) -> SeatEndsBeforeItBegan:
    return SeatEndsBeforeItBegan(day=date_format(day, "SHORT_DATE_FORMAT"))
